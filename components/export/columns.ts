import type { OwnNote } from '../../utils/domain/applicant/applicant.ts';
import { type ApplicantNegotiation, stageText, titleOf } from '../../utils/domain/applicant/negotiation.ts';
import type { ListRow } from '../../utils/domain/collection.ts';
import { dueAt, morningOf } from '../../utils/domain/due.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { fromKnown, type Known, known, thenKnown, unread } from '../../utils/known.ts';
import { employerOf, vacancyUrl } from '../applicant/words.ts';
import { sourcesOf } from '../negotiation/row-words.ts';
import { candidateName } from '../ui/words.ts';

/** An address under a text. */
interface Linked {
  text: string;
  url: string;
}
/** What one cell holds; a date is a moment in the person's own time. null: there is none. */
export type Cell = string | number | boolean | Date | Linked | null;

export const isLinked = (cell: Cell): cell is Linked =>
  typeof cell === 'object' && cell !== null && 'url' in cell;

/** One column of an export: the same facts as the list's rows, none of them put into sentences. */
export interface Column<R> {
  /** Its name in JSON. */
  id: string;
  name: MessageKey;
  /** In characters. */
  width: number;
  /** Moments, which a workbook must be told. */
  isDate?: true;
  of: (row: R) => Known<Cell>;
}

const day = (at: number): Date => new Date(at);
const dayOrNone = (at: number | null): Known<Cell> => known(at === null ? null : day(at));

/** @param vacancy whose list it is: hh does not repeat it in each row */
export const responseColumns = (vacancy: Known<string>): Column<ListRow>[] => [
  {
    id: 'name',
    name: 'export_name',
    width: 32,
    of: ({ candidate }) => fromKnown(candidate.name, () => candidateName(candidate)),
  },
  { id: 'title', name: 'export_position', width: 32, of: ({ candidate }) => candidate.title },
  { id: 'age', name: 'export_age', width: 9, of: ({ candidate }) => candidate.age },
  {
    id: 'experienceMonths',
    name: 'export_experience',
    width: 12,
    of: ({ candidate }) => candidate.experienceMonths,
  },
  {
    id: 'salary',
    name: 'export_salary',
    width: 12,
    of: ({ candidate }) => fromKnown(candidate.salary, (salary) => salary?.amount ?? null),
  },
  {
    id: 'currency',
    name: 'export_currency',
    width: 9,
    of: ({ candidate }) => fromKnown(candidate.salary, (salary) => salary?.currency ?? null),
  },
  { id: 'city', name: 'export_city', width: 18, of: ({ candidate }) => candidate.area },
  {
    id: 'vacancy',
    name: 'export_vacancy',
    width: 28,
    of: ({ item }) => (item ? thenKnown(item.vacancy, (one) => one?.name ?? vacancy) : vacancy),
  },
  { id: 'stage', name: 'export_stage', width: 20, of: ({ stage }) => fromKnown(stage, ({ name }) => name) },
  {
    id: 'createdAt',
    name: 'export_created',
    width: 17,
    isDate: true,
    of: ({ createdAt }) => fromKnown(createdAt, day),
  },
  {
    id: 'updatedAt',
    name: 'export_updated',
    width: 17,
    isDate: true,
    of: ({ updatedAt }) => fromKnown(updatedAt, day),
  },
  { id: 'unreadMessages', name: 'export_messages', width: 12, of: ({ unreadMessages }) => unreadMessages },
  { id: 'test', name: 'export_test', width: 7, of: ({ testScore }) => testScore },
  { id: 'notes', name: 'export_notes', width: 9, of: ({ notes }) => notes },
  { id: 'source', name: 'export_source', width: 18, of: (row) => known(sourcesOf(row).join(', ') || null) },
  {
    id: 'resume',
    name: 'export_resume',
    width: 12,
    of: ({ candidate: { url } }) => known(url === null ? null : { text: t('export_open'), url }),
  },
];

/** @param notes the applicant's own, by negotiation */
export const applicationColumns = (
  site: string,
  notes: Record<NegotiationId, OwnNote>,
): Column<ApplicantNegotiation>[] => [
  { id: 'vacancy', name: 'export_vacancy', width: 32, of: (one) => known(titleOf(one)) },
  { id: 'employer', name: 'export_employer', width: 28, of: (one) => known(employerOf(one)) },
  { id: 'city', name: 'export_city', width: 18, of: ({ vacancy }) => known(vacancy?.area ?? null) },
  { id: 'stage', name: 'export_stage', width: 20, of: ({ stage }) => known(stageText(stage)) },
  { id: 'viewed', name: 'export_viewed', width: 11, of: ({ viewed }) => yesNo(viewed) },
  { id: 'invited', name: 'export_invited', width: 14, of: ({ invited }) => yesNo(invited) },
  {
    id: 'createdAt',
    name: 'export_created',
    width: 17,
    isDate: true,
    of: ({ createdAt }) => said(createdAt === null ? null : day(createdAt)),
  },
  {
    id: 'updatedAt',
    name: 'export_updated',
    width: 17,
    isDate: true,
    of: ({ updatedAt }) => said(updatedAt === null ? null : day(updatedAt)),
  },
  {
    id: 'answeredAt',
    name: 'export_answered',
    width: 17,
    isDate: true,
    of: ({ answeredAt }) => dayOrNone(answeredAt),
  },
  { id: 'messages', name: 'export_all_messages', width: 11, of: ({ messages }) => said(messages) },
  { id: 'ownResume', name: 'export_own_resume', width: 24, of: ({ resume }) => known(resume) },
  { id: 'note', name: 'export_note', width: 32, of: ({ id }) => known(notes[id]?.text || null) },
  { id: 'nextStep', name: 'export_step', width: 24, of: ({ id }) => known(notes[id]?.next?.text || null) },
  {
    id: 'nextStepOn',
    name: 'export_step_on',
    width: 17,
    isDate: true,
    of({ id }) {
      const on = notes[id]?.next?.on;
      return dayOrNone(on ? dueAt(morningOf(on)) : null);
    },
  },
  {
    id: 'vacancyPage',
    name: 'export_vacancy_page',
    width: 12,
    of: (one) => {
      const url = vacancyUrl(one, site);
      return known(url === null ? null : { text: t('export_open'), url });
    },
  },
];

const said = <T extends Cell>(fact: T | null): Known<Cell> => (fact === null ? unread : known(fact));
const yesNo = (fact: boolean | null): Known<Cell> =>
  said(fact === null ? null : t(fact ? 'export_yes' : 'export_no'));
