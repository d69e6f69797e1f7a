import type { Collection } from '../../utils/domain/collection.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import type { PageRead } from '../../utils/domain/row-pages.ts';
import type { FilterWords, Option, PageOf } from '../../utils/domain/view.ts';
import type { WriteRequest } from '../../utils/domain/write-request.ts';
import type { EntryId, VacancyId } from '../../utils/ids.ts';
import type { List } from '../../utils/known.ts';
import type { Protocol } from '../../utils/messaging/protocol.ts';
import type { Result } from '../../utils/problem.ts';

type Ask<Name extends keyof Protocol> = (
  ...data: Parameters<Protocol[Name]>
) => Promise<ReturnType<Protocol[Name]>>;

export type { FilterWords, Option, PageOf } from '../../utils/domain/view.ts';

export type ReadListed = (
  page: number,
) => Promise<Result<{ vacancies: VacancyCount[]; skipped: number; pages: number }>>;

/** What the inbox page asks: of hh by way of the worker, and of the worker itself. */
export type InboxCalls = {
  [Name in
    | 'refresh'
    | 'readOn'
    | 'undo'
    | 'stop'
    | 'retry'
    | 'dismiss'
    | 'flush'
    | 'saveSettings'
    | 'openOptions'
    | 'signIn']: Ask<Name>;
} & {
  write(request: WriteRequest): Promise<Result<EntryId>>;
  /** An address of hh, in a tab that shows it already if there is one. */
  openTab(url: string): Promise<void>;
  readCollections(vacancyId: VacancyId): Promise<Result<List<Collection>>>;
  readPage(of: PageOf): Promise<Result<PageRead>>;
  /** One vacancy that no list here holds. */
  readVacancy(vacancyId: VacancyId): Promise<Result<VacancyCount>>;
  /** Active vacancies behind those of the store, which keeps the ones where something waits. */
  readActive: ReadListed;
  readArchived: ReadListed;
  /** hh's own order of a vacancy. */
  readOrder(vacancyId: VacancyId): Promise<Result<Option | null>>;
  /** Sets it, for everybody who opens the vacancy. */
  setOrder(vacancyId: VacancyId, order: string): Promise<Result<unknown>>;
  readWords(): Promise<Result<FilterWords>>;
  readLanguages(): Promise<Result<Option[]>>;
  readCountries(): Promise<Result<Option[]>>;
  suggestAreas(text: string): Promise<Result<Option[]>>;
  suggestInstitutions(text: string): Promise<Result<Option[]>>;
  saveView(name: string, address: string): Promise<void>;
  deleteView(name: string): Promise<void>;
};
