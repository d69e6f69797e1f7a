// @vitest-environment happy-dom
import { render, type VNode } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Message } from '../../utils/domain/conversation.ts';
import { entryOf, messageOf } from '../../utils/domain/testing.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { asId, type NegotiationId, type VacancyId } from '../../utils/ids.ts';
import { known, unread } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { OutboxContext } from '../contexts.tsx';
import { fakeWorker } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { MarkRead, MarkViewed } from './mark-read.tsx';

const message = (id: string, mine: boolean): Message =>
  messageOf(id, { author: known(mine ? 'employer' : 'applicant'), mine: known(mine) });
const unseen = { vacancyId: asId<VacancyId>('7'), negotiationId: asId<NegotiationId>('1') };
const draw = (view: VNode) => {
  const write = vi.fn<Worker['write']>(async () => ({ ok: true, value: asId('e') }));
  render(<WorkerProvider worker={fakeWorker({ write })}>{view}</WorkerProvider>, document.body);
  return write;
};
type Props = Parameters<typeof MarkRead>[0];
interface Given {
  unseen?: Props['unseen'];
  conversation?: Partial<Props['conversation']>;
}
const put = ({ conversation, ...more }: Given = {}, entries: Entry[] = []) => {
  const write = draw(
    <OutboxContext.Provider value={{ entries, drafts: {} }}>
      <MarkRead
        conversation={{
          via: 'chat',
          chatId: asId('5'),
          messages: [message('8', false), message('9', true)],
          unread: known(1),
          ...conversation,
        }}
        negotiationId={asId('1')}
        unseen={unseen}
        {...more}
      />
    </OutboxContext.Provider>,
  );
  document.querySelector('button')?.click();
  return write.mock.calls.map(([request]) => request);
};
const text = () => document.body.textContent;

afterEach(() => render(null, document.body));

test('marks the messages up to their last one and the response, and says so beforehand', () => {
  expect(put()).toEqual([
    { kind: 'read-chat', chatId: '5', messageId: '8', negotiationId: '1' },
    { kind: 'read', vacancyId: '7', negotiationIds: ['1'] },
  ]);
  expect(text()).toContain('что сообщение прочитано, а отклик просмотрен');
});

test('offers to mark only what hh counts as unread or not viewed', () => {
  expect(put({ conversation: { unread: known(0) } })).toEqual([
    { kind: 'read', vacancyId: '7', negotiationIds: ['1'] },
  ]);
  expect(text()).toBe('Отметить просмотреннымСоискатель увидит, что отклик просмотрен.');
  render(null, document.body);
  expect(put({ unseen: null })).toHaveLength(1);
  expect(text()).toBe('Отметить прочитаннымСоискатель увидит, что сообщение прочитано.');
  render(null, document.body);
  expect(put({ conversation: { unread: known(0) }, unseen: null })).toEqual([]);
  expect(text()).toBe('');
});

test('says beside the button if the number of unread messages is unknown', () => {
  expect(put({ conversation: { unread }, unseen: null })).toHaveLength(1);
  expect(text()).toContain('Сколько сообщений не прочитано, неизвестно.');
});

test('does not mark a message as read that is not known to be theirs', () => {
  const messages = [message('8', false), messageOf('9', { mine: unread })];
  expect(put({ conversation: { messages } })[0]).toMatchObject({ messageId: '8' });
});

test('can mark only the response as viewed before the conversation is opened', () => {
  const write = draw(<MarkViewed unseen={unseen} />);
  document.querySelector('button')?.click();
  expect(write.mock.calls).toEqual([[{ kind: 'read', vacancyId: '7', negotiationIds: ['1'] }]]);
});

test('offers nothing for the old list, which has marked the response when it was read', () => {
  expect(put({ conversation: { via: 'old', chatId: null } })).toEqual([]);
  expect(text()).toBe('');
});

test('offers no second mark while one waits out its undo window', () => {
  const request: WriteRequest = { kind: 'read', vacancyId: asId('7'), negotiationIds: [asId('1')] };
  const entries = [entryOf(request, { at: 'waiting', until: 9 }, { createdAt: 0 })];
  expect(put({}, entries)).toEqual([]);
  expect(text()).toBe('Отмечается прочитанным');
});
