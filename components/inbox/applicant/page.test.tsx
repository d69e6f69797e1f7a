// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageContexts } from '../../../components/contexts.tsx';
import { pageStoreOf } from '../../../tests/stored.ts';
import {
  type Applicant,
  type ApplicantNegotiations,
  countsOf,
  emptyApplicant,
  type OwnResume,
  type VacancyToApply,
} from '../../../utils/domain/applicant/applicant.ts';
import type { EventLog } from '../../../utils/domain/applicant/events.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import {
  type ApplicantListView,
  emptyApplicantListView,
} from '../../../utils/domain/applicant/negotiation-view.ts';
import { negotiationOf } from '../../../utils/domain/applicant/testing.ts';
import type { Message } from '../../../utils/domain/conversation.ts';
import { dayOf, dueOf } from '../../../utils/domain/due.ts';
import { defaultSettings } from '../../../utils/domain/settings.ts';
import { conversationOf, messageOf } from '../../../utils/domain/testing.ts';
import type { Entry, WriteRequest } from '../../../utils/domain/write-request.ts';
import { applicantChanges } from '../../../utils/hh/applicant.ts';
import {
  asId,
  type ChatId,
  type EntryId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../../../utils/ids.ts';
import { fromKnown, known, unread as unreadFact } from '../../../utils/known.ts';
import type { Worker } from '../../../utils/messaging/client.ts';
import type { Result } from '../../../utils/problem.ts';
import type { PageStore } from '../../../utils/storage/page-store.ts';
import { fakeWorker, settled } from '../../testing.ts';
import { WorkerProvider } from '../../worker.ts';
import { ApplicantPage } from './page.tsx';

vi.mock('wxt/browser', async () => ({ browser: (await import('../../testing.ts')).browser }));
vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 12) });

const day = 86_400_000;
const now = Date.now();
const id = (value: number | string) => asId<NegotiationId>(value);
const ok = <T,>(value: T): Result<T> => ({ ok: true, value });

const vacancyNamed = (name: string) => ({
  vacancy: { id: asId<VacancyId>(name.length), name, area: 'Москва', url: null, archived: false },
});
const invitation = negotiationOf(1, {
  ...vacancyNamed('Главный бухгалтер'),
  stage: { id: 'invitation', name: 'Приглашение' },
  viewed: true,
  fresh: true,
  updatedAt: now - 3_600_000,
  messages: 2,
  chatId: asId<ChatId>(55),
  declineAllowed: true,
});
const refusal = negotiationOf(2, {
  ...vacancyNamed('Контролёр'),
  stage: { id: 'discard', name: '' },
  viewed: true,
  updatedAt: now - day,
});
const silent = negotiationOf(3, {
  ...vacancyNamed('Кассир'),
  employer: { id: asId('9'), name: 'Сеть «Лента»' },
  viewed: true,
  updatedAt: now - 9 * day,
  politeness: { readPercent: 34, replyDays: 3 },
});
const unread = negotiationOf(4, {
  ...vacancyNamed('Аудитор'),
  updatedAt: now - 2 * day,
  messaging: 'no_invitation',
});
const hidden = negotiationOf(5, { ...vacancyNamed('Охранник'), hidden: true });
const all = [invitation, refusal, unread, silent, hidden];

const headOf = (negotiations: ApplicantNegotiation[], more: Partial<Applicant> = {}): Applicant => ({
  ...emptyApplicant,
  owner: 'me',
  counts: countsOf(negotiations, now, 7),
  front: negotiations.slice(0, 2),
  api: { state: 'on', at: now },
  freshAt: now - 60_000,
  total: negotiations.length,
  ...more,
});
const closed: Partial<Applicant> = {
  api: { state: 'closed', until: now + day },
  pages: { state: 'on', at: now },
};

let negotiationsTold: ((negotiations: ApplicantNegotiations) => void) | undefined;
const log: { held: EventLog; watched: number } = { held: {}, watched: 0 };

const letter = (of: number, more: Partial<Message>): Message =>
  messageOf(of, { text: known(`Письмо ${of}`), mine: known(true), at: known(now - day), ...more });

const fakeCalls = () => ({
  refresh: vi.fn<Worker['refresh']>(async () => ok(undefined)),
  readAll: vi.fn<Worker['readAll']>(async () => ok(undefined)),
  write: vi.fn<Worker['write']>(async () => ok(asId<EntryId>('e'))),
  undo: vi.fn<Worker['undo']>(async () => true),
  stop: vi.fn<Worker['stop']>(async () => {}),
  retry: vi.fn<Worker['retry']>(async () => {}),
  dismiss: vi.fn<Worker['dismiss']>(async () => {}),
  flush: vi.fn<Worker['flush']>(async () => {}),
  saveSettings: vi.fn<Worker['saveSettings']>(async () => ok(undefined)),
  openOptions: vi.fn<Worker['openOptions']>(async () => {}),
  signIn: vi.fn<Worker['signIn']>(async () => ok(undefined)),
  openTab: vi.fn<Worker['openTab']>(async () => {}),
  saveDraft: vi.fn<Worker['saveDraft']>(async () => {}),
  copy: vi.fn<Worker['copy']>(async () => true),
  remind: vi.fn<Worker['remind']>(async () => ok(undefined)),
  watchApplicantNegotiations: vi.fn<Worker['store']['watchApplicantNegotiations']>((told) => {
    negotiationsTold = told;
    return () => {};
  }),
  watchEvents: vi.fn<Worker['store']['watchEvents']>((_, told) => {
    log.watched++;
    told(log.held);
    return () => {};
  }),
  watchNotes: vi.fn<Worker['store']['watchNotes']>((_, told) => {
    told({ [id(3)]: { text: '', next: { text: 'позвонить', on: dayOf(dueOf(new Date(now + day))) } } });
    return () => {};
  }),
  saveNote: vi.fn<Worker['store']['saveNote']>(),
  readStatuses: vi.fn<Worker['applicant']['readStatuses']>(async () =>
    ok([{ id: 'archived', name: 'Архивированные' }]),
  ),
  readList: vi.fn<Worker['applicant']['readList']>(async () =>
    ok({
      negotiations: [
        negotiationOf(3, { ...vacancyNamed('Кассир'), calls: 2 }),
        negotiationOf(77, vacancyNamed('Из архива')),
      ],
      more: 5,
      skipped: 0,
    }),
  ),
  readFacts: vi.fn<Worker['applicant']['readFacts']>(async () =>
    ok({
      negotiation: invitation,
      calls: [{ id: 'c', status: 'Телефонный разговор', at: now - day, seconds: 61 }],
      pickedUp: false,
    }),
  ),
  readMessages: vi.fn<Worker['applicant']['readMessages']>(async ({ messaging }) =>
    ok(
      conversationOf(
        [
          letter(10, { canEdit: known(true) }),
          letter(11, { mine: known(false), author: known('employer'), text: known('Придёте завтра?') }),
        ],
        {
          via: 'old',
          chatId: null,
          off: fromKnown(messaging, (status) => (status === 'ok' ? null : status)),
        },
      ),
    ),
  ),
  readVacancy: vi.fn<Worker['applicant']['readVacancy']>(async () => ok(vacancy())),
  readChoice: vi.fn<Worker['applicant']['readChoice']>(async () =>
    ok({
      suitable: [
        { id: asId<ResumeId>('r1'), title: 'Бухгалтер', url: null },
        { id: asId<ResumeId>('r2'), title: 'Экономист', url: null },
      ],
      unsuitable: [
        { reason: 'already_applied', resumes: [] },
        { reason: 'not_published', resumes: [{ id: asId<ResumeId>('r3'), title: 'Черновик', url: null }] },
      ],
    }),
  ),
  readResumes: vi.fn<Worker['applicant']['readResumes']>(async () => ok({ items: [resume], skipped: 0 })),
  readViews: vi.fn<Worker['applicant']['readViews']>(async () =>
    ok({
      items: [{ at: now, employer: 'Ромашка', url: null, seen: false }],
      skipped: 0,
      found: known(1),
      more: false,
    }),
  ),
});
const resume: OwnResume = {
  id: asId('r1'),
  title: 'Бухгалтер',
  url: null,
  status: null,
  newViews: 3,
  totalViews: 9,
};
const vacancy = (more: Partial<VacancyToApply> = {}): VacancyToApply => ({
  id: asId<VacancyId>(900),
  name: 'Методолог',
  area: 'Москва',
  employer: { id: asId('7'), name: 'Ромашка' },
  salary: { from: 90_000, to: null, currency: 'RUR' },
  url: 'https://hh.ru/vacancy/900',
  applyUrl: 'https://hh.ru/applicant/vacancy_response?vacancyId=900',
  direct: null,
  archived: false,
  letterRequired: false,
  test: false,
  relations: [],
  ...more,
});

let root: HTMLElement;
let calls: ReturnType<typeof fakeCalls>;
let view: ApplicantListView;
let store: PageStore;

/** Writes of changes are recorded as calls, like the rest. */
const workerOf = (calls: ReturnType<typeof fakeCalls>) =>
  fakeWorker({
    ...calls,
    store: calls,
    applicant: {
      ...calls,
      noteInterview: async () => {},
      editLetter: (id, messageId, text) =>
        calls.write({ kind: 'call', ...applicantChanges.editLetter(id, messageId, text) }),
      hideNegotiation: (id, decline) => calls.write({ kind: 'call', ...applicantChanges.hide(id, decline) }),
    },
  });

const draw = () =>
  render(
    <WorkerProvider worker={workerOf(calls)}>
      <PageContexts store={store}>
        <ApplicantPage
          view={view}
          onView={(next) => {
            view = next;
            draw();
          }}
        />
      </PageContexts>
    </WorkerProvider>,
    root,
  );
async function show(
  part: Partial<ApplicantListView> = {},
  more: Partial<PageStore> = {},
  negotiations: ApplicantNegotiation[] = all,
) {
  view = { ...emptyApplicantListView, ...part };
  store = { ...store, applicant: headOf(negotiations), ...more };
  draw();
  await settled();
  negotiationsTold?.({ owner: 'me', negotiations });
  await settled();
}

const text = (of: Element | null = root) => (of?.textContent ?? '').replaceAll('\u00a0', ' ');
const pane = () => root.querySelector('.pane');
const rows = () => [...root.querySelectorAll('.resp .name')].map((name) => name.textContent);
const button = (words: string) =>
  [...root.querySelectorAll<HTMLElement>('button, a')].find((one) => text(one).includes(words));
const click = async (words: string) => {
  const found = button(words);
  if (!found) throw new Error(`No "${words}" in ${text()}`);
  found.click();
  await settled();
};
const press = async (code: string, more: KeyboardEventInit = {}) => {
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more }),
  );
  await settled();
};
const fill = async (field: HTMLInputElement | HTMLTextAreaElement | null, value: string) => {
  if (!field) throw new Error('No such field');
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
};
const entry = (request: WriteRequest, at: 'waiting' | 'sent' = 'waiting'): Entry => ({
  id: asId<EntryId>('e'),
  request,
  label: { action: 'Дело', candidate: null, vacancy: null },
  resulting: null,
  createdAt: now,
  progress: at === 'sent' ? { at, when: now } : { at, until: now + 10_000 },
});

beforeEach(() => {
  calls = fakeCalls();
  log.held = {};
  log.watched = 0;
  negotiationsTold = undefined;
  store = pageStoreOf();
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

describe('the list', () => {
  it('paints the rows of the head before the negotiations are read, and nothing about another person', async () => {
    view = emptyApplicantListView;
    store = { ...store, applicant: headOf(all) };
    draw();
    await settled();
    expect(rows()).toEqual(['Главный бухгалтер', 'Контролёр']);
    negotiationsTold?.({ owner: 'another', negotiations: [silent] });
    await settled();
    expect(rows()).toEqual(['Главный бухгалтер', 'Контролёр']);
    negotiationsTold?.({ owner: 'me', negotiations: all });
    await settled();
    expect(rows()).toEqual(['Главный бухгалтер', 'Контролёр', 'Аудитор', 'Кассир']);
  });

  it('narrows by lists, stages and words, and says when nothing matches', async () => {
    await show();
    expect(text(root.querySelector('.vacancies'))).toContain('Отказ1');
    await click('Отказ');
    expect(rows()).toEqual(['Контролёр']);
    expect(view.stage).toBe('discard');
    await click('Смотрели и молчат');
    expect(rows()).toEqual(['Кассир']);
    await click('Скрытые');
    expect(rows()).toEqual(['Охранник']);
    await show({ search: 'лента' });
    expect(rows()).toEqual(['Кассир']);
    await show({ search: 'нет такого' });
    expect(text()).toContain('Ничего не подошло');
    await click('Сбросить всё');
    expect(rows()).toHaveLength(4);
  });

  it('draws only the rows in view out of two thousand', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => negotiationOf(index, { updatedAt: now - index }));
    await show({}, {}, many);
    expect(text()).toContain('2 000 откликов');
    expect(rows().length).toBeLessThan(60);
    expect(root.querySelector('.resp')?.getAttribute('aria-setsize')).toBe('2000');
  });

  it('walks, opens and leaves by keyboard', async () => {
    await show();
    await press('KeyJ');
    await press('KeyJ');
    expect(document.activeElement?.getAttribute('data-stop')).toBe('2');
    await press('Enter');
    expect(view.negotiationId).toBe('4');
    await press('KeyK');
    await vi.advanceTimersByTimeAsync(400);
    expect(view.negotiationId).toBe('2');
    await press('Escape');
    expect(view.negotiationId).toBeNull();
    await press('BracketRight');
    expect(view.stage).not.toBeNull();
    await press('KeyN');
    expect(view.onlyNew).toBe(true);
  });

  it('closes the open rail on Escape, as for the recruiter', async () => {
    await show();
    root.querySelector<HTMLElement>('.chooser')?.click();
    await settled();
    expect(root.querySelector('main')?.dataset.rail).toBe('true');
    await press('Escape');
    expect(root.querySelector('main')?.dataset.rail).toBe('false');
  });

  it('stays with a negotiation that could not be snoozed, and says why; otherwise opens the next one', async () => {
    await show({ negotiationId: id(2) });
    calls.remind.mockResolvedValueOnce({ ok: false, problem: { name: 'too-many-reminders' } });
    await press('KeyB');
    await press('Digit1');
    expect(view.negotiationId).toBe('2');
    expect(text(pane())).toContain('Отложено уже 1000');
    await press('KeyB');
    await press('Digit1');
    expect(view.negotiationId).toBe('4');
  });

  it('shows my own next step in its row', async () => {
    await show();
    expect(text(root)).toContain('позвонить · 21 нояб');
  });

  it('asks hh for its own lists and for calls, and shows negotiations that the store lacks', async () => {
    await show();
    expect(calls.readList).not.toHaveBeenCalled();
    await show({ status: 'archived' });
    expect(calls.readList).toHaveBeenCalledExactlyOnceWith({ status: 'archived' });
    expect(rows()).toEqual(['Кассир', 'Из архива']);
    expect(text()).toContain('Ещё 5 откликов');
    await show({ calls: true });
    expect(rows()).toEqual(['Кассир']);
    calls.readList.mockResolvedValueOnce({ ok: false, problem: { name: 'server-error' } });
    await show({ status: 'discard' });
    expect(rows()).toEqual([]);
    await click('Повторить');
    expect(rows()).toHaveLength(2);
  });

  it('says what to do while nothing has been read, and says when there are no responses', async () => {
    await show({}, { applicant: emptyApplicant }, []);
    expect(text()).toContain('Читать мою страницу «Отклики»');
    await show({}, { applicant: headOf([]) }, []);
    expect(text()).toContain('Откликов пока нет');
  });
});

describe('one negotiation', () => {
  const open = { negotiationId: invitation.id };

  it('says what happened, and what is not known exactly', async () => {
    log.held = {
      [invitation.id]: [
        { at: now - 3 * day, what: 'sent' },
        { at: now - 2 * day, what: 'viewed' },
        { at: now - day, what: 'stage', stage: 'invitation' },
      ],
    };
    await show(open);
    const lines = [...root.querySelectorAll('.timeline li')].map((line) => text(line));
    expect(lines[0]).toMatch(/^Отклик отправлен17 нояб, /);
    expect(lines[1]).toBe('Просмотренне позднее 18 нояб');
    expect(lines[2]).toMatch(/^Приглашение19 нояб, /);
  });

  it('opens the conversation by an action that says what it marks, and then asks for the new state', async () => {
    await show(open);
    expect(calls.readMessages).not.toHaveBeenCalled();
    expect(text(pane())).toContain('hh отметит новые сообщения прочитанными');
    await press('KeyC');
    expect(calls.readMessages).toHaveBeenCalledExactlyOnceWith({ id: '1', messaging: unreadFact, page: 0 });
    expect(text(pane())).toContain('Придёте завтра?');
    expect(calls.refresh).toHaveBeenCalledOnce();
  });

  it('lets me write where that is possible, and otherwise says why not', async () => {
    await show(open);
    await click('Показать переписку');
    await fill(root.querySelector('.applicant-pane form textarea'), 'Да, приду');
    await click('Отправить');
    expect(calls.write).toHaveBeenCalledWith({ kind: 'old-message', negotiationId: '1', text: 'Да, приду' });
    await show({ negotiationId: unread.id });
    await click('Показать переписку');
    expect(text(pane())).toContain('Написать можно будет, когда работодатель вас пригласит.');
  });

  it('lets me correct the letter while hh allows it', async () => {
    await show(open);
    await click('Показать переписку');
    await click('Исправить письмо');
    await fill(root.querySelector('.edit textarea'), 'Новое письмо');
    await click('Сохранить');
    expect(calls.write).toHaveBeenCalledWith({
      kind: 'call',
      operation: 'edit-negotiation-message',
      method: 'PUT',
      url: '/negotiations/1/messages/10',
      form: { message: 'Новое письмо' },
      effects: ['writes'],
    });
    const request = calls.write.mock.calls[0]?.[0];
    if (!request) throw new Error('nothing was written');
    store = { ...store, entries: [entry(request)] };
    draw();
    await settled();
    expect(text(pane())).toContain('изменится');
    store = { ...store, entries: [entry(request, 'sent')] };
    draw();
    await settled();
    expect(text(pane())).toContain('Новое письмо');
  });

  it('can be hidden silently or politely, and takes no second request meanwhile', async () => {
    await show(open);
    await click('Вежливо отказаться и скрыть');
    const request = calls.write.mock.calls[0]?.[0];
    expect(request).toMatchObject({
      method: 'DELETE',
      url: '/negotiations/active/1?with_decline_message=true',
    });
    if (!request) throw new Error('nothing was written');
    await show(open, { entries: [entry(request)] });
    expect(text(pane())).toContain('Отклик скрывается из списка');
    expect(button('Скрыть из списка')).toBeUndefined();
    expect(root.querySelector('.resp.leaving')).not.toBeNull();
    expect(text(root.querySelector('.undo'))).toContain('Дело «Главный бухгалтер»');
    await press('KeyZ');
    expect(calls.undo).toHaveBeenCalledWith('e');
    await show({ negotiationId: refusal.id }, { entries: [] });
    expect(button('Вежливо отказаться')).toBeUndefined();
    await click('Скрыть из списка');
    expect(calls.write).toHaveBeenLastCalledWith(
      expect.objectContaining({ url: '/negotiations/active/2?with_decline_message=false' }),
    );
  });

  it('saves my note as I type, and saves the rest when I leave', async () => {
    await show(open);
    await fill(root.querySelector('.pane textarea'), 'Спросить');
    expect(calls.saveNote).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(500);
    expect(calls.saveNote).toHaveBeenLastCalledWith('me', '1', { text: 'Спросить', next: null });
    await fill(root.querySelector('.pane input[type="date"]'), '2026-11-24');
    await press('Escape');
    await press('Escape');
    expect(view.negotiationId).toBeNull();
    expect(calls.saveNote).toHaveBeenLastCalledWith('me', '1', {
      text: 'Спросить',
      next: { text: '', on: '2026-11-24' },
    });
  });

  it('names calls and other responses to the same employer', async () => {
    await show(open);
    expect(text(pane())).toContain('Телефонный разговор61 секунда');
    expect(text(pane())).toContain('Работодатель не взял трубку.');
    expect(text(pane())).toContain('Контролёротказ 19 нояб');
  });

  it('shows the same when hh’s pages are read, and then acts only by links to hh', async () => {
    await show(open, { applicant: headOf(all, closed), settings: { ...defaultSettings, readPages: true } });
    expect(text()).toContain('hh закрыл API для соискателей.');
    expect(button('Ответить на hh')?.getAttribute('href')).toBe('https://hh.ru/chat/55');
    expect(button('Показать переписку')).toBeUndefined();
    expect(button('Вежливо')).toBeUndefined();
    await show({ negotiationId: silent.id }, { applicant: headOf(all, closed) });
    expect(button('Открыть на hh')?.getAttribute('href')).toBe('https://hh.ru/applicant/negotiations');
    expect(text(pane())).toContain('Смотрят 34 % откликов');
    for (const ask of [calls.readFacts, calls.readMessages, calls.readList, calls.readStatuses, calls.write])
      expect(ask).not.toHaveBeenCalled();
  });

  it('says so when an address names a negotiation that is not here', async () => {
    await show({ negotiationId: id(404) });
    expect(text(pane())).toContain('Этого отклика здесь нет');
  });
});

describe('the funnel', () => {
  it('reads the log when it is shown, not while a negotiation is open instead', async () => {
    log.held = {
      [id(1)]: [
        { at: now - 60 * day, what: 'sent' },
        { at: now - 59 * day, what: 'viewed' },
        { at: now - 57 * day, what: 'stage', stage: 'offer' },
      ],
      [id(2)]: [
        { at: now - 20 * day, what: 'sent' },
        { at: now - 19 * day, what: 'viewed' },
      ],
    };
    await show();
    expect(log.watched).toBe(1);
    const steps = [...root.querySelectorAll('.funnel .step')].map((step) => text(step));
    expect(steps).toEqual([
      'Отправлено2 ',
      'Просмотрено2 1 дн',
      'Ответили1 3 дн',
      'Пригласили1 3 дн',
      'Предложение1 3 дн',
    ]);
    expect(text(pane())).toContain('Молчат после просмотра1');
    expect(text(pane())).toContain('3 дня, 9 из 10 за 3 дня');
    root.querySelectorAll<HTMLInputElement>('.funnel input')[0]?.click();
    await settled();
    expect(text(root.querySelector('.funnel .step'))).toBe('Отправлено1 ');
  });

  it('says when there were no responses', async () => {
    await show();
    expect(text(pane())).toContain('За это время откликов не было');
  });
});

describe('my resumes', () => {
  it('count new views, and show who viewed them after a click that says what it does', async () => {
    await show({ place: 'resumes' });
    expect(text(pane())).toContain('3 новых просмотра');
    expect(text(pane())).toContain('Счётчик новых просмотров на hh обнулится.');
    expect(calls.readViews).not.toHaveBeenCalled();
    await click('Кто смотрел');
    expect(calls.readViews).toHaveBeenCalledExactlyOnceWith({ id: 'r1', page: 0 });
    expect(text(pane())).toContain('Ромашка');
    expect(text(pane())).toContain('0 новых просмотров');
  });

  it('claim nothing about what could not be read: no resumes, no new views, no viewers', async () => {
    calls.readResumes.mockResolvedValueOnce(ok({ items: [{ ...resume, newViews: null }], skipped: 1 }));
    calls.readViews.mockResolvedValueOnce(ok({ items: [], skipped: 2, found: unreadFact, more: false }));
    await show({ place: 'resumes' });
    expect(text(pane())).toContain('новые просмотры не прочитаны');
    expect(text(pane())).toContain('1 запись hh прислал в незнакомом виде');
    expect(text(pane())).toContain('Счётчик новых просмотров на hh обнулится.');
    await click('Кто смотрел');
    expect(text(pane())).toContain('2 записи hh прислал в незнакомом виде');
    expect(text(pane())).not.toContain('ещё никто не смотрел');
  });

  it('are linked to on hh if its API is closed', async () => {
    await show({ place: 'resumes' }, { applicant: headOf(all, closed) });
    expect(calls.readResumes).not.toHaveBeenCalled();
    expect(button('Открыть резюме на hh')?.getAttribute('href')).toBe('https://hh.ru/applicant/resumes');
  });
});

describe('responding', () => {
  const at = { place: 'apply', vacancyId: asId<VacancyId>(900) } as const;

  it('accepts an address or a number, and nothing else', async () => {
    await show({ place: 'apply' });
    const field = () => root.querySelector<HTMLInputElement>('.panel input');
    await fill(field(), 'https://example.com/vacancy/1');
    await click('Найти вакансию');
    expect(text(pane())).toContain('Это не адрес вакансии');
    await fill(field(), 'spb.hh.ru/vacancy/123?from=share');
    await click('Найти вакансию');
    expect(view.vacancyId).toBe('123');
    expect(calls.readVacancy).toHaveBeenCalledWith('123');
  });

  it('sends the chosen resume with the letter, and sends nothing without a required letter', async () => {
    calls.readVacancy.mockResolvedValue(ok(vacancy({ letterRequired: true })));
    await show(at);
    expect(text(pane())).toContain('Методолог');
    expect(text(pane())).toContain('Черновик');
    expect(text(pane())).toContain('не опубликовано');
    await click('Откликнуться' + 'Ctrl');
    expect(calls.write).not.toHaveBeenCalled();
    expect(text(pane())).toContain('Работодатель просит письмо');
    root.querySelectorAll<HTMLInputElement>('.panel input[name="resume"]')[1]?.click();
    await fill(root.querySelector('.panel textarea'), 'Здравствуйте!');
    await click('Откликнуться' + 'Ctrl');
    expect(calls.write).toHaveBeenCalledExactlyOnceWith({
      kind: 'apply',
      vacancyId: '900',
      resumeId: 'r2',
      text: 'Здравствуйте!',
    });
    expect(calls.saveDraft).toHaveBeenCalledWith({ key: 'apply:900', text: 'Здравствуйте!' });
    expect(view.vacancyId).toBeNull();
  });

  it('has a letter that a click on its visible label focuses', async () => {
    await show(at);
    expect(root.querySelector<HTMLTextAreaElement>('.panel textarea')?.labels).toHaveLength(1);
  });

  it('restores a letter that was not sent', async () => {
    await show(at, { drafts: { 'apply:900': { text: 'Начало', at: now } } });
    expect(root.querySelector<HTMLTextAreaElement>('.panel textarea')?.value).toBe('Начало');
  });

  it.each([
    [{ archived: true }, 'Вакансия закрыта', null, null],
    [
      { direct: { url: 'https://company.example/jobs/1' } },
      'на сайте работодателя',
      'Откликнуться на сайте работодателя',
      'https://company.example/jobs/1',
    ],
    [
      { test: true },
      'нужно пройти тест',
      'Откликнуться на hh',
      'https://hh.ru/applicant/vacancy_response?vacancyId=900',
    ],
  ] as const)('%o: says why one cannot respond here, and where one can', async (more, why, words, href) => {
    calls.readVacancy.mockResolvedValue(ok(vacancy(more)));
    await show(at);
    expect(text(pane())).toContain(why);
    if (words) expect(button(words)?.getAttribute('href')).toBe(href);
    expect(calls.readChoice).not.toHaveBeenCalled();
    expect(root.querySelector('.panel textarea')).toBeNull();
  });

  it('says that there is a response already, and still lets another resume respond', async () => {
    await show({ place: 'apply', vacancyId: invitation.vacancy?.id ?? null });
    expect(text(pane())).toContain('отклик или приглашение уже есть');
    expect(root.querySelector('.panel textarea')).not.toBeNull();
    await click('Показать отклик');
    expect(view.negotiationId).toBe('1');
  });

  it('is a link to hh if its API is closed', async () => {
    await show(at, { applicant: headOf(all, closed) });
    expect(calls.readVacancy).not.toHaveBeenCalled();
    expect(button('Откликнуться на hh')?.getAttribute('href')).toBe('https://hh.ru/vacancy/900');
  });
});

describe('a part of the list', () => {
  const part = { applicant: headOf(all, { total: 104 }) };

  it('is named above the list and above the funnel, with a button that reads the rest', async () => {
    await show({}, part);
    const parts = [...root.querySelectorAll('.part')].map((part) => part.textContent);
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(part).toContain(`Загружено ${all.length} из 104`);
    root.querySelector<HTMLElement>('.part button')?.click();
    await settled();
    expect(calls.readAll).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('makes each count of a list or a stage a lower bound, and never a bare zero', async () => {
    await show({}, part);
    const counts = [...root.querySelectorAll('.rail-list .count')].map((one) => one.textContent ?? '');
    expect(counts.length).toBeGreaterThan(5);
    for (const count of counts) expect(count).toMatch(/^(\d+\+|\?)$/);
    expect(root.querySelector('.list-column [role=status]')?.textContent).toContain('среди загруженных');
  });

  it('says what was not searched when nothing is found', async () => {
    await show({ search: 'такого нет' }, part);
    expect(root.querySelector('.list-column')?.textContent).toContain('Среди загруженных таких нет');
    expect(root.querySelector('.list-column')?.textContent).not.toContain('Ничего не найдено');
  });
});
