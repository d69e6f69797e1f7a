import { createCompanyReads } from '../from-hh/company.ts';
import { accountItem } from '../storage/items.ts';
import { remoteClient } from './ask-hh.ts';
import { messages } from './messages.ts';

const { mailTemplateRequest, ...reads } = createCompanyReads(remoteClient, accountItem.getValue);

export const {
  readStatistics,
  readOwnStatistics,
  readDays,
  readFacts,
  readVisitors,
  readMailTemplates,
  readManagers,
  readManager,
  readRights,
  readAccounts,
  readAddresses,
  readAddress,
} = reads;

/** Gives a mail template another text, for the whole company. */
export async function changeMailTemplate(of: { templateId: string; text: string }) {
  const request = await mailTemplateRequest(of);
  return request.ok ? messages.write(request.value) : request;
}
