declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** hh's ids arrive as numbers or strings, in one and the same resource; here each is one branded string. */
export type NegotiationId = Id<'negotiation'>;
export type VacancyId = Id<'vacancy'>;
/** The 38-digit hash of a resume's address; also its id in the API. */
export type ResumeId = Id<'resume'>;
export type ChatId = Id<'chat'>;
export type MessageId = Id<'message'>;
/** `resume.owner.id`: the person, whatever the resume. */
export type ApplicantId = Id<'applicant'>;
export type EmployerId = Id<'employer'>;
export type ManagerId = Id<'manager'>;
/** A work account of a manager, the value of `X-Manager-Account-Id`. */
export type AccountId = Id<'account'>;
export type AddressId = Id<'address'>;
/** Where a sign-in service exchanges a code for tokens; made by `exchangeUrl` alone. */
export type ExchangeUrl = Id<'exchange-url'>;
/** A write in our own outbox. */
export type EntryId = Id<'entry'>;

/** Brands a value that hh (or the caller) vouches for: `asId<ChatId>(3490)` is `"3490"`. */
export const asId = <T extends Id<string>>(value: string | number): T => String(value) as T;

/**
 * A side effect of a call at hh. hh has GETs that mark a response as viewed or spend what the company paid for, so a
 * call names its effects, and the client refuses it unless a person's gesture allows the same.
 */
export type Effect = 'none' | 'marks-viewed' | 'spends-contact' | 'spends-view' | 'writes';

/** hh's group of sites; each with its subdomains (`spb.hh.ru`, `tashkent.hh.uz`). Source: `host` of the API. */
export const sites = [
  'hh.ru',
  'rabota.by',
  'hh.kz',
  'hh.uz',
  'hh1.az',
  'headhunter.ge',
  'headhunter.kg',
] as const;
