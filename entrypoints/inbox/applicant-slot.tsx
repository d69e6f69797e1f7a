import { part } from '../../components/ui/lazy.ts';

/** The page of who looks for a job, and the way between the halves of who has both: loaded for them alone. */
export const Applicant = part(async () => (await import('./applicant-part.tsx')).Applicant);
export const RolesBar = part(async () => (await import('./applicant-part.tsx')).RolesBar);
