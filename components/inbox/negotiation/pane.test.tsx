// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageContexts } from '../../../components/contexts.tsx';
import { pageStoreOf } from '../../../tests/stored.ts';
import { type ListRow, listRowOfStored } from '../../../utils/domain/collection.ts';
import type { Subject } from '../../../utils/domain/reminders.ts';
import { defaultSettings } from '../../../utils/domain/settings.ts';
import { moreOf, resumeOf, rowOf } from '../../../utils/domain/testing.ts';
import { asId, type NegotiationId, type VacancyId } from '../../../utils/ids.ts';
import { known, unread } from '../../../utils/known.ts';
import type { PageStore } from '../../../utils/storage/page-store.ts';
import type { Acted } from '../../negotiation/actions.tsx';
import {
  chatId,
  chatOf,
  entry,
  fakeCalls,
  message,
  negotiation,
  negotiationId,
  now,
  settled,
  workerOf,
} from '../../negotiation/testing.ts';
import { WorkerProvider } from '../../worker.ts';
import { createAhead } from '../ahead.ts';
import { NegotiationPane } from './pane.tsx';

vi.mock('wxt/browser', async () => ({ browser: (await import('../../testing.ts')).browser }));
vi.useFakeTimers();
vi.setSystemTime(now);

let root: HTMLElement;
let calls: ReturnType<typeof fakeCalls>;
const changed = vi.fn();
const putOff = vi.fn();
const close = vi.fn();
const acted = vi.fn<Acted>();

beforeEach(() => {
  document.body.innerHTML = '';
  root = document.body.appendChild(document.createElement('div'));
  calls = fakeCalls();
  changed.mockReset();
});
afterEach(() => render(null, root));

type Shown = Partial<PageStore> & { id?: NegotiationId; isBack?: boolean; row?: ListRow; search?: string };
const show = async ({ id = negotiationId, isBack, row, search = '', ...more }: Shown = {}) => {
  const worker = workerOf(calls);
  render(
    <WorkerProvider worker={worker}>
      <PageContexts store={pageStoreOf(more)}>
        <NegotiationPane
          negotiationId={id}
          isBack={isBack}
          vacancyId={asId<VacancyId>(5)}
          row={row ?? null}
          search={search}
          close={close}
          changed={changed}
          ahead={createAhead(worker)}
          acted={acted}
          putOff={putOff}
        />
      </PageContexts>
    </WorkerProvider>,
    root,
  );
  await settled();
};
const press = async (code: string) => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true }));
  await settled();
};
const text = () => (root.textContent ?? '').replaceAll('\u00a0', ' ');
const button = (words: string) => {
  const found = [...root.querySelectorAll('button')].find((one) => one.textContent?.includes(words));
  if (!found) throw new Error(`no button ${words}`);
  return found;
};
const click = async (words: string) => {
  button(words).click();
  await settled();
};
const bubbles = () =>
  [...root.querySelectorAll('.bubble')].map((one) => one.querySelector('.said')?.textContent ?? '');
const field = () => {
  const found = root.querySelector('textarea');
  if (!found) throw new Error('no field');
  return found;
};
const type = async (words: string) => {
  field().value = words;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
};

describe('opening', () => {
  it('requests the negotiation and its history, and nothing else', async () => {
    await show();
    expect(calls.readNegotiation).toHaveBeenCalledOnce();
    expect(calls.readHistory).toHaveBeenCalledOnce();
    const others = Object.entries(calls).filter(
      ([name]) => !['readNegotiation', 'readHistory'].includes(name),
    );
    for (const [name, call] of others)
      if (name.startsWith('read') || name.startsWith('open')) expect(call, name).not.toHaveBeenCalled();
    expect(text()).toContain('Главный бухгалтер · 40 лет · опыт 9 лет 4 месяца · 120 000 ₽ · Москва');
  });

  it('says what changed since the last visit, and remembers this one', async () => {
    calls.look.mockResolvedValue({
      at: now - 86_400_000,
      stage: { id: 'x', name: 'Подумать' },
      messages: 1,
    });
    await show();
    expect(text()).toContain('С прошлого раза (вчера): было «Подумать», 2 новых сообщения');
    expect(calls.look).toHaveBeenCalledWith(negotiationId, {
      at: now,
      stage: { id: 'response', name: 'Отклик' },
      messages: 3,
    });
  });

  it('keeps a place for the verdict while the history is read, so that nothing below moves', async () => {
    calls.readHistory.mockReturnValue(new Promise(() => {}));
    await show();
    expect(root.querySelector('.verdict')?.textContent).toBe('Смотрим, общались ли раньше…');
  });

  it('has the button for a new note above the notes, which come later', async () => {
    await show();
    await press('Digit4');
    const note = button('Новая заметка');
    const list = root.querySelector('[role=tabpanel] ul');
    expect(list && note.compareDocumentPosition(list)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('leaves a number that was not read out of its tab, and says so in the title', async () => {
    calls.readNegotiation.mockResolvedValue({
      ok: true,
      value: { ...negotiation(), unreadMessages: unread },
    });
    await show({ row: listRowOfStored(rowOf(1), false) });
    const tabs = [...root.querySelectorAll<HTMLElement>('[role=tab]')].map((tab) => [
      tab.textContent,
      tab.title,
    ]);
    const gap = 'Сколько их, пока неизвестно';
    expect(tabs).toEqual([
      ['Резюме', ''],
      ['Переписка', gap],
      ['История', ''],
      ['Заметки', gap],
    ]);
  });

  it('says why a negotiation could not be read, and reads it on a retry', async () => {
    calls.readNegotiation.mockResolvedValue({ ok: false, problem: { name: 'no-connection' } });
    await show();
    expect(root.querySelector('.note')).not.toBeNull();
    calls.readNegotiation.mockResolvedValue({ ok: true, value: negotiation() });
    await click('Повторить');
    expect(text()).toContain('ждёт 1 ч');
  });
});

describe('the conversation', () => {
  it('opens by C without a mark at hh; marking takes another key', async () => {
    await show();
    await press('KeyC');
    expect(bubbles()).toEqual(['Сообщение 1', 'Сообщение 2', 'Сообщение 3']);
    expect(calls.write).not.toHaveBeenCalled();
    await press('KeyE');
    expect(calls.write.mock.calls.map(([request]) => request.kind)).toEqual(['read-chat', 'read']);
    expect(calls.write).toHaveBeenCalledWith({
      kind: 'read-chat',
      chatId,
      messageId: '3',
      negotiationId: '1',
    });
  });

  it('pages in both directions without gaps', async () => {
    const all = Array.from({ length: 9 }, (_, index) => message(index + 1));
    calls.readConversation.mockImplementation(chatOf(all.slice(0, 6)));
    await show();
    await press('KeyC');
    expect(bubbles()).toHaveLength(3);
    await click('Показать более ранние');
    await click('Показать более ранние');
    expect(bubbles().at(0)).toBe('Сообщение 1');
    calls.readConversation.mockImplementation(chatOf(all));
    await click('Проверить новые');
    expect(bubbles()).toEqual(all.map(({ id }) => `Сообщение ${id}`));
  });

  it('starts afresh when the message to continue from was deleted', async () => {
    const all = [1, 2, 3, 4].map((id) => message(id));
    await show();
    await press('KeyC');
    calls.readConversation.mockImplementation(chatOf(all.filter(({ id }) => id !== '3')));
    await click('Проверить новые');
    expect(bubbles()).toEqual(['Сообщение 1', 'Сообщение 2', 'Сообщение 4']);
  });

  it('edits and deletes own messages through the outbox, and shows the result', async () => {
    await show();
    await press('KeyC');
    expect(root.querySelectorAll('.own-acts')).toHaveLength(1);
    await click('Изменить');
    await type('Иначе');
    root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await settled();
    const edit = calls.write.mock.calls[0]?.[0];
    expect(edit).toMatchObject({ kind: 'call', operation: 'chat-message-put', json: { text: 'Иначе' } });
    if (!edit) throw new Error('no request');
    await show({ entries: [entry(edit, 'waiting')] });
    expect(text()).toContain('изменится');
    await show({ entries: [entry(edit, 'sent')] });
    await show();
    expect(bubbles()).toContain('Иначе');

    await click('Удалить у обоих');
    await click('Удалить у обоих');
    const remove = calls.write.mock.calls[1]?.[0];
    expect(remove).toMatchObject({ kind: 'call', operation: 'chat-message-delete' });
    if (!remove) throw new Error('no request');
    await show({ entries: [entry(remove, 'sent', 'f')] });
    expect(bubbles()).toEqual(['Сообщение 1', 'Сообщение 3']);
  });

  it('offers the old letters if the chat is closed to us, and says what opening them does', async () => {
    calls.readConversation.mockResolvedValue({ ok: false, problem: { name: 'not-found' } });
    await show();
    await press('KeyC');
    expect(text()).toContain('отклик на hh станет просмотренным');
    expect(calls.readConversation).toHaveBeenCalledExactlyOnceWith({ chatId });
    await click('Показать письма');
    expect(calls.readConversation).toHaveBeenLastCalledWith({ negotiationId, old: true });
  });
});

describe('deciding', () => {
  const refused = {
    kind: 'action',
    negotiationId,
    actionId: 'discard_by_employer',
    values: { message: 'Здравствуйте!' },
  };
  const shows = () => document.activeElement?.textContent;
  const enter = async () => {
    document.activeElement?.closest('form')?.requestSubmit();
    await settled();
  };
  beforeEach(() => {
    acted.mockReset();
    calls.readTemplate.mockResolvedValue({ ok: true, value: 'Здравствуйте!' });
  });

  it('R shows the letter with the send button focused; sending reports the decision before it is accepted', async () => {
    calls.write.mockReturnValue(new Promise(() => {}));
    await show();
    await press('KeyR');
    expect(field().value).toBe('Здравствуйте!');
    expect(document.activeElement?.getAttribute('type')).toBe('submit');
    expect(shows()).toContain('Отказать');
    expect(calls.write).not.toHaveBeenCalled();
    await enter();
    expect(calls.write).toHaveBeenCalledExactlyOnceWith(refused);
    expect(acted).toHaveBeenCalledExactlyOnceWith(negotiationId, refused, expect.any(Promise));
  });

  it('a digit picks another action while the form is open', async () => {
    await show();
    await press('KeyR');
    await press('Digit1');
    expect(root.querySelector('form.form h3')?.textContent).toBe('Пригласить');
    expect(document.activeElement?.getAttribute('type')).toBe('submit');
    expect(calls.write).not.toHaveBeenCalled();
  });

  it('reports a decision that was not accepted with its text and the reason', async () => {
    calls.write.mockResolvedValue({ ok: false, problem: { name: 'wrong-state' } });
    await show();
    await press('KeyR');
    await enter();
    expect(await acted.mock.calls[0]?.[2]).toMatchObject({
      problem: { name: 'wrong-state' },
      form: { action: { id: 'discard_by_employer' }, text: 'Здравствуйте!' },
    });
  });

  it('E marks the response as viewed, and reports the decision', async () => {
    await show();
    await press('KeyE');
    expect(calls.write).toHaveBeenCalledExactlyOnceWith({
      kind: 'read',
      vacancyId: '5',
      negotiationIds: [negotiationId],
    });
    expect(acted).toHaveBeenCalledOnce();
    expect(await acted.mock.calls[0]?.[2]).toBeNull();
  });
});

describe('variables', () => {
  it('keep a message from being sent', async () => {
    await show();
    await press('KeyC');
    await type('Добрый день, [Name]');
    field().form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await settled();
    expect(calls.write).not.toHaveBeenCalled();
    expect(text()).toContain('Замените [Name]');
  });

  it('keep an action from being sent, also from a template', async () => {
    await show();
    await press('KeyR');
    expect(field().value).toBe('Здравствуйте, [Name]!');
    field().form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await settled();
    expect(calls.write).not.toHaveBeenCalled();
    await type('Здравствуйте!');
    field().form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await settled();
    expect(calls.write).toHaveBeenCalledWith({
      kind: 'action',
      negotiationId,
      actionId: 'discard_by_employer',
      values: { message: 'Здравствуйте!' },
    });
  });

  it('are filled in when a snippet is inserted, at the caret', async () => {
    calls.watchSnippets.mockImplementation((changed) => {
      changed([{ id: 's', name: 'Привет', text: '[Name], о «[Vacancy]»: ' }]);
      return () => {};
    });
    await show();
    await press('KeyC');
    await type('звоните');
    field().setSelectionRange(0, 0);
    const select = root.querySelector<HTMLSelectElement>('.snippets select');
    if (!select) throw new Error('no select');
    select.value = 's';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    expect(field().value).toBe('Инна Сергеевна, о «Бухгалтер»: звоните');
  });
});

const withResume = () =>
  calls.readNegotiation.mockResolvedValue({
    ok: true,
    value: negotiation({ resume: known(resumeOf()) }),
  });

describe('contacts', () => {
  const open = async () => {
    const details = [...root.querySelectorAll('details')].find((one) =>
      one.textContent?.includes('Контакты'),
    );
    if (!details) throw new Error('no contacts');
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await settled();
  };

  it('name their cost first, and open with a click', async () => {
    await show();
    await open();
    expect(text()).toContain(
      'потратится просмотр резюме (осталось 12) и, если контакты ещё не открыты, контакт',
    );
    expect(calls.openContacts).not.toHaveBeenCalled();
    await click('Показать контакты · 1 контакт');
    expect(calls.openContacts).toHaveBeenCalledExactlyOnceWith(negotiationId, [
      'marks-viewed',
      'spends-view',
      'spends-contact',
    ]);
    expect(text()).toContain('+7 495 000-00-00');
  });

  it('that came with the whole resume are shown, each copied with a click', async () => {
    withResume();
    await show();
    await press('KeyV');
    root.querySelector<HTMLButtonElement>('[aria-label="Скопировать: +7 900 000-00-00"]')?.click();
    expect(calls.copy).toHaveBeenCalledExactlyOnceWith('+7 900 000-00-00');
  });
});

describe('the resume', () => {
  const stay = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    await settled();
  };
  const bySetting = { settings: { ...defaultSettings, openResumes: true } };

  it('is shown as far as the list gives it, without a request', async () => {
    withResume();
    await show();
    expect(text()).toContain('Главный бухгалтер7 лет 8 месРомашка · апрель 2019 — сейчас');
    expect(text()).toContain('Показать резюмена hh отклик станет просмотренным');
    expect(calls.openResume).not.toHaveBeenCalled();
  });

  it('opens as a whole by V, once, with the words of the vacancy highlighted', async () => {
    withResume();
    calls.openResume.mockResolvedValue({
      ok: true,
      value: resumeOf({ more: moreOf({ about: known('Делала консолидацию <b>группы</b>.') }) }),
    });
    await show();
    await press('KeyV');
    expect(text()).toContain('Делала консолидацию <b>группы</b>.');
    expect([...root.querySelectorAll('mark')].map((one) => one.textContent)).toEqual(['консолидацию']);
    expect(text()).not.toContain('Показать резюме');
    expect(changed).toHaveBeenCalledOnce();
    await press('KeyV');
    expect(calls.openResume).toHaveBeenCalledExactlyOnceWith(negotiationId);
  });

  it('is painted from the row of the list, with its actions, before hh has answered', async () => {
    calls.readNegotiation.mockReturnValue(new Promise(() => {}));
    calls.readHistory.mockReturnValue(new Promise(() => {}));
    await show({ row: rowOf(1, { item: negotiation({ resume: known(resumeOf()) }) }) });
    expect(text()).toContain('Ромашка · апрель 2019 — сейчас');
    expect(button('Отказать').disabled).toBe(false);
    expect(calls.openResume).not.toHaveBeenCalled();
  });

  it('has every part that hh gives, the letter on top', async () => {
    const match = { months: known(40), fits: known(true), outdated: known(false), jobs: [] };
    calls.readNegotiation.mockResolvedValue({
      ok: true,
      value: negotiation({ resume: known(resumeOf()), match: known(match) }),
    });
    const skills = known({ items: ['1С:ERP'], skipped: 0 });
    calls.openResume.mockResolvedValue({ ok: true, value: resumeOf({ skills, more: moreOf() }) });
    await show();
    await press('KeyV');
    const resume = root.querySelector('#neg-tab')?.textContent?.replaceAll('\u00a0', ' ') ?? '';
    const places = [
      'Сообщение 1',
      '3 года 4 месяца',
      'Главный бухгалтер',
      '1С:ERP',
      'Люблю, когда сходится.',
      'Высшее',
      'Профессиональный бухгалтер',
      'МСФО',
      'Английский · B2',
      'Активно ищет работу',
      'готов к переезду: Тула',
      'не готов к командировкам',
      'Сухов П. П.',
    ].map((words) => ({ words, at: resume.indexOf(words) }));
    expect(places.filter(({ at }) => at < 0)).toEqual([]);
    expect(places).toEqual(places.toSorted((one, other) => one.at - other.at));
    const pictures = [...root.querySelectorAll('img')].map((one) => one.getAttribute('src'));
    expect(pictures).toEqual(['https://img.hhcdn.ru/photo/1.jpeg', 'https://img.hhcdn.ru/photo/2.png']);
  });

  it('has the words of the search highlighted, even before it is opened', async () => {
    withResume();
    await show({ search: 'бухгалтера с аудитом' });
    expect([...root.querySelectorAll('mark')].map((one) => one.textContent)).toEqual(['бухгалтер']);
  });

  it('shows the beginning of fifteen thousand characters, and all of them after a click', async () => {
    withResume();
    const about = 'Сводная отчётность, аудит. '.repeat(600).slice(0, 15_000);
    calls.openResume.mockResolvedValue({
      ok: true,
      value: resumeOf({ more: moreOf({ about: known(about) }) }),
    });
    await show();
    await press('KeyV');
    expect(root.textContent).toContain('Сводная отчётность');
    expect(root.textContent).not.toContain(about);
    await click('Показать целиком');
    expect(root.textContent).toContain(about);
  });

  it('says that the company has not paid for access to it', async () => {
    withResume();
    calls.readViewCosts.mockResolvedValue({
      ok: true,
      value: { viewsLeft: null, responses: false, database: false },
    });
    await show();
    await stay(500);
    expect(root.querySelector('.open-resume')?.textContent).toContain('не оплатила резюме');
  });

  it('says that it was deleted, and offers nothing of it', async () => {
    calls.readNegotiation.mockResolvedValue({
      ok: true,
      value: negotiation({ resumeDeleted: known(true), resume: unread }),
    });
    await show();
    expect(text()).toContain('Соискатель удалил резюме');
    for (const words of ['Показать резюме', 'Скачать PDF', 'Контакты', 'Пригласить на другую вакансию'])
      expect(text()).not.toContain(words);
    await press('KeyV');
    expect(calls.openResume).not.toHaveBeenCalled();
  });

  it('is shown without asking hh if it was opened within the day', async () => {
    withResume();
    calls.keptResume.mockResolvedValue(resumeOf({ more: moreOf() }));
    await show(bySetting);
    await stay(2000);
    expect(text()).toContain('Люблю, когда сходится.');
    expect(calls.openResume).not.toHaveBeenCalled();
  });

  it('says how many of the day’s views are left once the person stays open', async () => {
    withResume();
    await show();
    expect(calls.readViewCosts).not.toHaveBeenCalled();
    await stay(500);
    expect(text()).toContain('ещё 52 просмотра');
  });

  it('says why hh refuses to open it, and still shows what is known', async () => {
    withResume();
    calls.openResume.mockResolvedValue({ ok: false, problem: { name: 'view-limit' } });
    await show();
    await press('KeyV');
    expect(text()).toContain('Дневной лимит просмотров резюме исчерпан');
    expect(text()).toContain('Ромашка');
  });

  it('waits while the page is hidden, and begins anew when the person comes back to it', async () => {
    withResume();
    const visibility = vi.spyOn(document, 'visibilityState', 'get');
    const turn = async (to: DocumentVisibilityState) => {
      visibility.mockReturnValue(to);
      document.dispatchEvent(new Event('visibilitychange'));
      await settled();
    };
    await turn('visible');
    await show(bySetting);
    await stay(400);
    await turn('hidden');
    await stay(2000);
    expect(calls.openResume).not.toHaveBeenCalled();
    await turn('visible');
    await stay(400);
    expect(calls.openResume).not.toHaveBeenCalled();
    await stay(100);
    expect(calls.openResume).toHaveBeenCalledExactlyOnceWith(negotiationId);
    expect(calls.readViewCosts).toHaveBeenCalledOnce();
  });

  it('opens by itself, if the setting says so, only for a person who stays open', async () => {
    withResume();
    await show(bySetting);
    await stay(450);
    render(null, root);
    await stay(1000);
    expect(calls.openResume).not.toHaveBeenCalled();
    await show(bySetting);
    await stay(500);
    expect(calls.openResume).toHaveBeenCalledExactlyOnceWith(negotiationId);
  });

  it('is saved as a file with a click that says what it does', async () => {
    withResume();
    await show();
    await click('Скачать PDF');
    expect(calls.save).toHaveBeenCalledExactlyOnceWith(expect.any(Blob), 'Петрова Инна Сергеевна.pdf');
  });
});

describe('the tabs', () => {
  it('stay as chosen when another person is opened', async () => {
    await show();
    await press('Digit4');
    expect(root.querySelector('[aria-selected="true"]')?.textContent).toBe('Заметки');
    await show({ id: asId<NegotiationId>(2) });
    expect(root.querySelector('[aria-selected="true"]')?.textContent).toBe('Заметки');
  });
});

it('the writing bar starts a new note each time, even if the notes are open; the tab by itself starts none', async () => {
  await show();
  const adds = () => root.querySelector<HTMLElement>('.bar [aria-label="Новая заметка"]')?.click();
  const noteForm = () => root.querySelector('[role=tabpanel] form');
  await press('Digit4');
  await vi.dynamicImportSettled();
  await settled();
  expect(noteForm()).toBeNull();
  adds();
  await settled();
  expect(noteForm()).not.toBeNull();
  await click('Отмена');
  expect(noteForm()).toBeNull();
  adds();
  await settled();
  expect(noteForm()).not.toBeNull();
  await press('Digit3');
  await press('Digit4');
  expect(noteForm()).toBeNull();
});

it('reports to the list once when a write of its own has reached hh', async () => {
  const request = { kind: 'action' as const, negotiationId, actionId: 'discard_by_employer', values: {} };
  await show();
  await show({ entries: [entry(request, 'waiting')] });
  expect(changed).not.toHaveBeenCalled();
  await show({ entries: [entry(request, 'sent')] });
  await show({ entries: [entry(request, 'sent')] });
  expect(changed).toHaveBeenCalledOnce();
  expect(calls.readHistory).toHaveBeenLastCalledWith('a'.repeat(38), true);
});

it('in «Вернуться», E dismisses the reminder and tells hh nothing, even if the response was not viewed', async () => {
  const of: Subject = { kind: 'response', row: rowOf(1), vacancy: null, unviewed: true };
  const due = { until: '2026-11-01T09:00', why: null, away: true, back: null, at: 1, done: false, was: null };
  await show({ isBack: true, reminders: [{ of, ...due }] });
  expect(button('Отметить просмотренным').textContent).toBe('Отметить просмотренным');
  expect(button('Готово').textContent).toBe('ГотовоE');
  await press('KeyE');
  expect(calls.remind).toHaveBeenCalledWith('1', 'done', expect.anything());
  expect(calls.write).not.toHaveBeenCalled();
});
