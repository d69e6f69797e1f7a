/* What a recruiter's popup never needs: a part of its own, so that it keeps its weight. */
import './applicant/applicant.css';

export { ApplicantView } from './applicant/view.tsx';
export { Both } from './both.tsx';
export { NotRecruiter, SignedOut } from './cards.tsx';
