// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Panel, verdictOf } from '../../utils/domain/panel.ts';
import { candidateOf, conversationOf, negotiationOf } from '../../utils/domain/testing.ts';
import { t } from '../../utils/i18n.ts';
import { type ApplicantId, asId, type ChatId } from '../../utils/ids.ts';
import { known, none } from '../../utils/known.ts';
import { fakeWorker, settled } from '../testing.ts';
import { WorkerProvider } from '../worker.ts';
import { PanelView } from './panel.tsx';

vi.mock('wxt/browser', () => import('../testing.ts'));

type Ready = Extract<Panel, { state: 'ready' }>;

const candidate = { ...candidateOf(), applicantId: asId<ApplicantId>('77') };
const current = negotiationOf(10, { candidate, chatId: known(asId<ChatId>('5')) });
const ready = {
  state: 'ready',
  look: { theme: 'auto', placement: 'docked', open: true, undoSeconds: 10, waitHours: 24 },
  verdict: verdictOf(known(none), known(current), null),
  candidate,
  current: known(current),
  history: known(none),
  others: [],
  news: { after: 0, until: 0 },
  notes: known(none),
  fetchedAt: 0,
  entries: [],
  reminders: [],
  drafts: {},
  avoided: null,
} satisfies Ready;

const worker = fakeWorker({ readConversation: async () => ({ ok: true, value: conversationOf([]) }) });

/** Draws the panel and lets its later parts follow. */
async function show(more: Partial<Ready> = {}) {
  render(
    <WorkerProvider worker={worker}>
      <PanelView
        panel={{ ...ready, ...more }}
        now={0}
        busy={false}
        site="hh.ru"
        resumeId="r1"
        onRefresh={() => {}}
        onClose={() => {}}
      />
    </WorkerProvider>,
    document.body,
  );
  await settled();
}
const noteForm = () => document.querySelector<HTMLDetailsElement>('details:has(> .link)');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

test('unfolds the form for a note when its draft comes from another tab, unless the person folded it', async () => {
  const drafts = { 'note:77': { text: 'Перезвонить', at: 1 } };
  await show();
  expect(noteForm()?.open).toBe(false);
  await show({ drafts });
  expect(noteForm()?.open).toBe(true);
  expect(noteForm()?.querySelector('textarea')?.value).toBe('Перезвонить');
  const form = noteForm();
  if (form) form.open = false;
  form?.dispatchEvent(new Event('toggle'));
  await show({ drafts: { 'note:77': { text: 'Перезвонить завтра', at: 2 } } });
  expect(noteForm()?.open).toBe(false);
});

test('keeps the focus, and its keys with it, when the button of the conversation gives way to it', async () => {
  await show();
  const button = document.querySelector<HTMLElement>('.foot [data-key="KeyC"]');
  button?.focus();
  button?.click();
  await settled();
  expect(button?.isConnected).toBe(false);
  expect(document.querySelector('.panel')?.contains(document.activeElement)).toBe(true);
  expect(document.body.textContent).toContain(t('chat_title'));
});
