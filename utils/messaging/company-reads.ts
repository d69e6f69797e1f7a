import { createCompanyReads } from '../from-hh/company.ts';
import { accountItem } from '../storage/items.ts';
import { remoteClient } from './ask-hh.ts';
import { messages } from './messages.ts';

const { mailTemplateRequest, ...reads } = createCompanyReads(remoteClient, accountItem.getValue);

export const companyReads = {
  ...reads,

  /** Changes the text of a mail template, for the whole company. */
  async changeMailTemplate(of: { templateId: string; text: string }) {
    const request = await mailTemplateRequest(of);
    return request.ok ? messages.write(request.value) : request;
  },
};
