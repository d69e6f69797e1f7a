/* What a recruiter's popup never needs: a part of its own, so that it keeps its weight. */
import './applicant/applicant.css';

export { NotRecruiter, SignedOut } from '../ui/card.tsx';
export { ApplicantView } from './applicant/view.tsx';
export { Both } from './both.tsx';
