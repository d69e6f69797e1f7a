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

/** A text with a link. */
interface Linked {
  text: string;
  url: string;
}
/** The value of one cell; null: none. A date is a moment, shown in the person's own time zone. */
export type Cell = string | number | boolean | Date | Linked | null;

export const isLinked = (cell: Cell): cell is Linked =>
  typeof cell === 'object' && cell !== null && 'url' in cell;

/** One column of an export: the same facts as in the list's rows, but as plain values. */
export interface Column<R> {
  /** The property name in JSON. */
  id: string;
  name: MessageKey;
  /** In characters. */
  width: number;
  /** The column holds moments; a workbook must be told so. */
  isDate?: true;
  of: (row: R) => Known<Cell>;
}

/** Shorthands for defining the columns of one kind of row. */
const columnsOf = <R>() => ({
  fact: (id: string, name: MessageKey, width: number, of: Column<R>['of']): Column<R> => ({
    id,
    name,
    width,
    of,
  }),
  moment: (id: string, name: MessageKey, of: (row: R) => Known<number | null>): Column<R> => ({
    id,
    name,
    width: 17,
    isDate: true,
    of: (row) => fromKnown(of(row), (at) => (at === null ? null : new Date(at))),
  }),
  page: (id: string, name: MessageKey, of: (row: R) => string | null): Column<R> => ({
    id,
    name,
    width: 12,
    of(row) {
      const url = of(row);
      return known(url === null ? null : { text: t('export_open'), url });
    },
  }),
});

/** @param vacancy the name of the list's vacancy, which hh does not repeat in each row */
export function responseColumns(vacancy: Known<string>): Column<ListRow>[] {
  const { fact, moment, page } = columnsOf<ListRow>();
  return [
    fact('name', 'export_name', 32, ({ candidate }) =>
      fromKnown(candidate.name, () => candidateName(candidate)),
    ),
    fact('title', 'export_position', 32, ({ candidate }) => candidate.title),
    fact('age', 'export_age', 9, ({ candidate }) => candidate.age),
    fact('experienceMonths', 'export_experience', 12, ({ candidate }) => candidate.experienceMonths),
    fact('salary', 'export_salary', 12, ({ candidate }) =>
      fromKnown(candidate.salary, (salary) => salary?.amount ?? null),
    ),
    fact('currency', 'export_currency', 9, ({ candidate }) =>
      fromKnown(candidate.salary, (salary) => salary?.currency ?? null),
    ),
    fact('city', 'export_city', 18, ({ candidate }) => candidate.area),
    fact('vacancy', 'export_vacancy', 28, ({ item }) =>
      item ? thenKnown(item.vacancy, (one) => one?.name ?? vacancy) : vacancy,
    ),
    fact('stage', 'export_stage', 20, ({ stage }) => fromKnown(stage, ({ name }) => name)),
    moment('createdAt', 'export_created', ({ createdAt }) => createdAt),
    moment('updatedAt', 'export_updated', ({ updatedAt }) => updatedAt),
    fact('unreadMessages', 'export_messages', 12, ({ unreadMessages }) => unreadMessages),
    fact('test', 'export_test', 7, ({ testScore }) => testScore),
    fact('notes', 'export_notes', 9, ({ notes }) => notes),
    fact('source', 'export_source', 18, (row) => known(sourcesOf(row).join(', ') || null)),
    page('resume', 'export_resume', ({ candidate }) => candidate.url),
  ];
}

/** @param notes the applicant's own notes, by negotiation */
export function applicationColumns(
  site: string,
  notes: Record<NegotiationId, OwnNote>,
): Column<ApplicantNegotiation>[] {
  const { fact, moment, page } = columnsOf<ApplicantNegotiation>();
  return [
    fact('vacancy', 'export_vacancy', 32, (one) => known(titleOf(one))),
    fact('employer', 'export_employer', 28, (one) => known(employerOf(one))),
    fact('city', 'export_city', 18, ({ vacancy }) => known(vacancy?.area ?? null)),
    fact('stage', 'export_stage', 20, ({ stage }) => known(stageText(stage))),
    fact('viewed', 'export_viewed', 11, ({ viewed }) => yesNo(viewed)),
    fact('invited', 'export_invited', 14, ({ invited }) => yesNo(invited)),
    moment('createdAt', 'export_created', ({ createdAt }) => said(createdAt)),
    moment('updatedAt', 'export_updated', ({ updatedAt }) => said(updatedAt)),
    moment('answeredAt', 'export_answered', ({ answeredAt }) => known(answeredAt)),
    fact('messages', 'export_all_messages', 11, ({ messages }) => said(messages)),
    fact('ownResume', 'export_own_resume', 24, ({ resume }) => known(resume)),
    fact('note', 'export_note', 32, ({ id }) => known(notes[id]?.text || null)),
    fact('nextStep', 'export_step', 24, ({ id }) => known(notes[id]?.next?.text || null)),
    moment('nextStepOn', 'export_step_on', ({ id }) => {
      const on = notes[id]?.next?.on;
      return known(on ? dueAt(morningOf(on)) : null);
    }),
    page('vacancyPage', 'export_vacancy_page', (one) => vacancyUrl(one, site)),
  ];
}

const said = <T>(fact: T | null): Known<T> => (fact === null ? unread : known(fact));
const yesNo = (fact: boolean | null): Known<Cell> =>
  fromKnown(said(fact), (yes) => t(yes ? 'export_yes' : 'export_no'));
