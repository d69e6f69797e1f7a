import { lazy } from '../../components/ui/lazy.ts';

/** The page of who looks for a job, and the way between the halves of who has both: loaded for them alone. */
export const Applicant = lazy(async () => (await import('./applicant-part.tsx')).Applicant);
export const RolesBar = lazy(async () => (await import('./applicant-part.tsx')).RolesBar);
