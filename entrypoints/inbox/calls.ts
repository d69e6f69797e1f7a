import type { InboxCalls } from '../../components/inbox/calls.ts';
import { worker } from '../../utils/messaging/client.ts';

const { list, filters, store } = worker;

export const calls: InboxCalls = {
  ...worker,
  readCollections: list.readCollections,
  readPage: list.readPage,
  readVacancy: list.readVacancy,
  readActive: list.readActive,
  readArchived: list.readArchived,
  readOrder: list.readOrder,
  setOrder: list.setOrder,
  readWords: filters.readWords,
  readLanguages: filters.readLanguages,
  readCountries: filters.readCountries,
  suggestAreas: filters.suggestAreas,
  suggestInstitutions: filters.suggestInstitutions,
  saveView: store.saveView,
  deleteView: store.deleteView,
};
