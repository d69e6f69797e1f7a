import { useMemo } from 'preact/hooks';
import type { OwnNote, Part } from '../../utils/domain/applicant/applicant.ts';
import { type ApplicantNegotiation, stageText, titleOf } from '../../utils/domain/applicant/negotiation.ts';
import {
  type ApplicantListView,
  applicantListAddressOf,
  listOfView,
} from '../../utils/domain/applicant/negotiation-view.ts';
import type { Collection, ListRow } from '../../utils/domain/collection.ts';
import { dueAt, morningOf } from '../../utils/domain/due.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { foundIn, type RowPages } from '../../utils/domain/row-pages.ts';
import { listAddressOf, type PageOf, type View } from '../../utils/domain/view.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { fromKnown, type Known, known, thenKnown, unread, valueOr } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { employerOf, vacancyUrl } from '../applicant/words.ts';
import { useStore } from '../contexts.tsx';
import { sourcesOf } from '../negotiation/row-words.ts';
import { candidateName, factText, vacancyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { ExportDialog } from './export-dialog.tsx';
import { type Cell, type Column, copyOf } from './table-file.ts';

/** Shorthands for defining the columns of one kind of row. */
function columnsOf<R>() {
  return {
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
  };
}

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

const said = (fact: number | null): Known<number> => (fact === null ? unread : known(fact));
const yesNo = (fact: boolean | null): Known<Cell> =>
  fact === null ? unread : known(t(fact ? 'export_yes' : 'export_no'));

interface Props {
  source: Omit<PageOf, 'page'>;
  /** The pages read so far, without snoozed rows. */
  pages: RowPages;
  /** Snoozed negotiations, which are in no list until their time. */
  away: ReadonlySet<NegotiationId>;
  vacancy: VacancyCount | undefined;
  collection: Collection;
  view: View;
  onClose: () => void;
}

/** The export of what a vacancy's list shows: pages in memory are used as they are, the others are read. */
export function ListExport({ source, pages, away, vacancy, collection, view, onClose }: Props) {
  const worker = useWorker();
  const columns = useMemo(() => responseColumns(vacancy?.name ?? unread), [vacancy]);
  const { url, vacancyId, query } = source;
  const narrowed = Object.fromEntries(new URLSearchParams(listAddressOf(view)));
  return (
    <ExportDialog<ListRow>
      title={`${vacancyName(vacancy)} · ${factText(collection.name, 'unknown_stage')}`}
      list={{
        // If hh was not asked yet or could not be, the first page says how many there are.
        pages: pages.last?.pages ?? null,
        found: valueOr(foundIn(pages) ?? unread, null),
        kept(page) {
          const kept = pages.kept.get(page);
          return kept && !kept.stale ? kept.rows : null;
        },
        async read(page) {
          const answer = await worker.list.readPage({ url, vacancyId, query, page });
          if (!answer.ok) return answer;
          const rows = answer.value.rows.filter(({ id }) => !away.has(id));
          return { ok: true, value: { ...answer.value, rows } };
        },
      }}
      columns={columns}
      about={{ vacancyId, collection: collection.id, narrowed }}
      pastOf={async (rows) => {
        const past = await worker.exports.pastOf(rows.flatMap(({ candidate }) => candidate.resumeId ?? []));
        return ({ id, candidate: { resumeId } }) => ({
          id,
          resumeId,
          history: (resumeId && past[resumeId]) ?? null,
        });
      }}
      onClose={onClose}
    />
  );
}

/** Copies rows to the clipboard as a table. @returns whether the browser accepted it */
export const copyRows = (
  rows: readonly ListRow[],
  vacancy: VacancyCount | undefined,
  { copyTable }: Pick<Worker, 'copyTable'>,
): Promise<boolean> => copyTable(copyOf(responseColumns(vacancy?.name ?? unread), rows));

interface ApplicantProps {
  title: string;
  /** In the list's order. */
  negotiations: readonly ApplicantNegotiation[];
  notes: Record<NegotiationId, OwnNote> | null;
  view: ApplicantListView;
  /** How much of hh's list was read; null: all of it. */
  part: Part | null;
  onClose: () => void;
}

/** The export of an applicant's list: all of it is in memory, so nothing is requested from hh. */
export function ApplicantExport({ title, negotiations, notes, view, part, onClose }: ApplicantProps) {
  const {
    applicant: { owner },
    settings: { site },
  } = useStore();
  const worker = useWorker();
  const columns = useMemo(() => applicationColumns(site, notes ?? {}), [site, notes]);
  return (
    <ExportDialog
      title={title}
      list={{
        pages: 1,
        found: negotiations.length,
        kept: () => negotiations,
        read: async () => ({ ok: true, value: { rows: negotiations, pages: 1, skipped: 0 } }),
      }}
      columns={columns}
      about={{
        narrowed: Object.fromEntries(new URLSearchParams(applicantListAddressOf(listOfView(view)))),
        ...(part && { loaded: part.loaded, ofAll: part.total }),
      }}
      pastOf={async () => {
        const log = owner === null ? {} : await worker.exports.eventsOf(owner);
        return ({ id }) => ({ id, history: log[id] ?? [] });
      }}
      onClose={onClose}
    />
  );
}
