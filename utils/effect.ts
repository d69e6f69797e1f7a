/**
 * The trace a call leaves at hh. hh has GETs that mark a response as viewed or spend what the company paid
 * for, so a call names its trace and the client refuses it unless a person's gesture allows the same.
 */
export type Effect = 'none' | 'marks-viewed' | 'spends-contact' | 'spends-view' | 'writes';
