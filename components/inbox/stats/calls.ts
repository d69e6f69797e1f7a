import type { CompanyDesk } from '../../../utils/from-hh/company.ts';
import type { AccountId, EntryId } from '../../../utils/ids.ts';
import type { Result } from '../../../utils/problem.ts';

/** What the company's page asks for; reads are GETs without a trace. */
export interface CompanyCalls extends Omit<CompanyDesk, 'mailTemplateRequest'> {
  /** Through the outbox, for the whole company. */
  changeMailTemplate: (of: { templateId: string; text: string }) => Promise<Result<EntryId>>;
  switchAccount: (id: AccountId) => Promise<Result<void>>;
}
