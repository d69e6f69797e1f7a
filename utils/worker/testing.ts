import type { Account } from '../domain/account.ts';
import { managerOf } from '../domain/testing.ts';
import type { OutboxEntry, PreparedWrite, WriteRequest } from '../domain/write-request.ts';
import { negotiation } from '../hh/negotiations.ts';
import { history } from '../hh/resumes.ts';
import { asId, type EntryId, type NegotiationId, type ResumeId } from '../ids.ts';
import { outboxItem } from '../storage/items.ts';
import type { Outbox, ReadyWrite } from './outbox.ts';

/* A recruiter, a resume with a negotiation as hh returns them, and one write in the outbox. */

export const resumeId = asId<ResumeId>('8706c4eaff0e17bcae0039ed1f3838724c5341');
export const topicId = asId<NegotiationId>('10');
export const account: Extract<Account, { state: 'signed-in' }> = managerOf();

/** As hh sends it. */
export const negotiationJson = (
  id = '10',
  resume: object | null = { id: resumeId, owner: { id: '77' }, last_name: 'Петрова', first_name: null },
) => ({
  id,
  created_at: '2026-11-19T10:00:00+0300',
  employer_state: { id: 'response', name: 'Отклик' },
  state: { id: 'response', name: 'Отклик' },
  has_updates: true,
  counters: { messages: 1, unread_messages: 0 },
  messaging_status: 'ok',
  viewed_by_opponent: false,
  chat_id: 7,
  resume,
  vacancy: { id: '1', name: 'Главный бухгалтер' },
  actions: [
    {
      id: 'discard_by_employer',
      name: 'Отказ',
      enabled: true,
      hidden: false,
      method: 'PUT',
      url: 'https://api.hh.ru/negotiations/discard_by_employer/10',
      arguments: [
        { id: 'message', required: true, required_arguments: [] },
        { id: 'send_sms', required: false, required_arguments: [{ id: 'message' }] },
      ],
      resulting_employer_state: { id: 'discard_by_employer', name: 'Отказано' },
      templates: [
        { id: 'discard', name: 'Отказ', url: 'https://api.hh.ru/message_templates/discard?topic_id=10' },
      ],
    },
    {
      id: 'secret',
      name: 'Скрытое',
      enabled: true,
      hidden: true,
      method: 'PUT',
      arguments: [],
      url: 'https://api.hh.ru/negotiations/secret/10',
    },
    {
      id: 'closed',
      name: 'Закрытое',
      enabled: false,
      method: 'PUT',
      arguments: [],
      url: 'https://api.hh.ru/negotiations/closed/10',
    },
  ],
});
export const wireNegotiation = (...of: Parameters<typeof negotiationJson>) =>
  negotiation.parse(negotiationJson(...of));
export const wireHistory = () =>
  history.parse({
    vacancies: [
      {
        id: '1',
        name: 'Главный бухгалтер',
        archived: false,
        can_edit: true,
        negotiations_url: 'https://api.hh.ru/negotiations/10',
        items: [
          { created_at: '2026-11-19T10:00:00+0300', employer_state: { id: 'response', name: 'Отклик' } },
        ],
      },
      {
        id: '2',
        name: 'Чужая',
        archived: true,
        can_edit: false,
        negotiations_url: 'https://api.hh.ru/negotiations/20',
        items: [
          {
            created_at: '2026-07-14T10:00:00+0300',
            employer_state: { id: 'discard', name: 'Отказ' },
            with_message: true,
          },
        ],
      },
    ],
  });

let ids = 0;
/** Puts one write into the outbox, under an id of its own. */
export async function submitTo(
  outbox: Outbox,
  request: WriteRequest,
  prepared: PreparedWrite,
  about: Omit<ReadyWrite, 'id' | 'request' | 'prepared' | 'wait'>,
  wait: number,
): Promise<EntryId> {
  const id = asId<EntryId>(`entry-${++ids}`);
  await outbox.submit([{ id, request, prepared, ...about, wait }]);
  return id;
}

/** The only entry of the outbox. */
export async function onlyEntry(): Promise<OutboxEntry> {
  const [entry] = await outboxItem.getValue();
  if (!entry) throw new Error('the outbox is empty');
  return entry;
}
