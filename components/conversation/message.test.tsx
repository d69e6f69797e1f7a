// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Message } from '../../utils/domain/conversation.ts';
import { t } from '../../utils/i18n.ts';
import { asId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { OwnMessage } from './message.tsx';

const mine: Message = {
  id: asId('1'),
  kind: known('text'),
  text: known('Добрый день'),
  state: known(null),
  author: known('employer'),
  authorName: known(null),
  mine: known(true),
  at: known(0),
  readByOther: known(false),
  attachments: known({ items: [], skipped: 0 }),
  canEdit: known(true),
  changed: known(false),
  place: known(null),
  assessments: known([]),
  skippedBefore: 0,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

const write = (text: string) => {
  const field = document.querySelector('textarea');
  if (!field) throw new Error('no field');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return field;
};

test('saves as the draft of an edit the text that is sent, not the text of the last pause in typing', async () => {
  const saveDraft = vi.fn(async (_: { key: string; text: string }) => {});
  const onEdit = vi.fn(async (_: string) => ({ ok: true as const, value: undefined }));
  render(
    <WorkerProvider worker={fakeWorker({ saveDraft })}>
      <OwnMessage message={mine} viewer="recruiter" pending={undefined} draftKey="edit:1" onEdit={onEdit} />
    </WorkerProvider>,
    document.body,
  );
  await settled();
  [...document.querySelectorAll('button')]
    .find((one) => one.textContent?.includes(t('common_edit')))
    ?.click();
  await settled();
  write('Здравствуйте');
  await vi.advanceTimersByTimeAsync(1000);
  const field = write('Здравствуйте, Инна');
  await settled();
  field.dispatchEvent(new KeyboardEvent('keydown', { code: 'Enter', ctrlKey: true, bubbles: true }));
  await settled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(onEdit.mock.calls).toEqual([['Здравствуйте, Инна']]);
  expect(saveDraft.mock.lastCall?.[0]).toEqual({ key: 'edit:1', text: 'Здравствуйте, Инна' });
});
