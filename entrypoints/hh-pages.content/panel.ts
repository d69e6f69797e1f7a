import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { tabLine } from '../../components/negotiation/verdict.tsx';
import type { Messages } from '../../components/worker.ts';
import { type Panel, type PanelLook, type PanelSlice, sameAddress } from '../../utils/domain/panel.ts';
import { draftKey } from '../../utils/domain/write-request.ts';
import type { Place } from '../../utils/hh/pages.ts';
import { t } from '../../utils/i18n.ts';
import { asId, type EmployerId } from '../../utils/ids.ts';
import { messages } from '../../utils/messaging/messages.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import { watchTakenBack, withoutTakenBack } from '../../utils/messaging/write-requests.ts';
import type { Result } from '../../utils/problem.ts';
import type { Opened } from './opened.tsx';
import { hasRoom } from './place.ts';
import { createShell } from './shell.ts';
import { createTab } from './tab.ts';

/** In a narrower window the panel would take more than it leaves: there it begins as a tab, however it was left. */
const narrowPx = 800;
/** The worker checks our address, and may see it a moment after us. */
const retryMs = 500;
/** An answer that has not come by then is lost: the worker gives up on hh well before. */
const answersWithinMs = 90_000;
/** An answer out of the store is there by then, and painted as the first thing; ms. */
const soon = 100;
/** A tab passed over on the way to another one asks for nothing. */
const settleMs = 250;

const firstLook: PanelLook = {
  theme: 'auto',
  placement: 'docked',
  open: null,
  undoSeconds: 0,
  waitHours: 24,
};
/** What is being taken back is shown no more, though the worker has not answered yet. */
const shown = (panel: Panel): Panel =>
  panel.state === 'ready' ? { ...panel, entries: withoutTakenBack(panel.entries) } : panel;

const failure = (error: unknown) => ({
  ok: false as const,
  problem: { name: 'unknown' as const, detail: String(error) },
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const nextTask = () => pause(0);
const isSeen = () => document.visibilityState === 'visible';

/** The worker gave no answer. */
type Unanswered = Extract<Panel, { state: 'problem' }> & { unanswered: true };
const unanswered = (error: unknown): Unanswered => ({
  state: 'problem',
  unanswered: true,
  look: firstLook,
  problem: { name: 'unknown', detail: String(error) },
});
const isLost = (panel: Panel | Unanswered | null) =>
  panel?.state === 'problem' && ('unanswered' in panel || panel.problem.name === 'foreign-address');

export interface Mounted {
  /** Opens the panel, and takes the focus. */
  focus?: () => void;
  /** The worker has something new. @returns false when it is of what this tab showed before, or shows no more */
  show?: (slice: PanelSlice) => boolean;
  /** More is known of people than it was told. */
  marksChanged?: () => void;
  /** What it shows, or has told, is not its account's any more. */
  readAgain: () => void;
}

/** Whose vacancy a page shows, by hh's link to the employer; its mark is in public code of 2019 to 2026. */
export function employerOn(page: ParentNode): EmployerId | null {
  const link = page.querySelector<HTMLAnchorElement>('a[data-qa~="vacancy-company-name"]');
  const id = link && /^\/employer\/(\d{1,20})\/?$/.exec(link.pathname)?.[1];
  return id ? asId(id) : null;
}

/**
 * The panel on one page: of a resume always, of a vacancy only where there is a mark of mine to show. It asks for
 * nothing until somebody sees the tab: a browser that restores three hundred of them shows one. Everything it
 * starts ends with `signal`.
 * @param employerId of a vacancy, where that is known
 */
export function mountPanel(
  at: Extract<Place, { page: 'resume' | 'vacancy' }>,
  ctx: Pick<ContentScriptContext, 'isValid'>,
  signal: AbortSignal,
  employerId: EmployerId | null = null,
): Mounted {
  const isResume = at.page === 'resume';
  let words: { updated: string; broken: string; reload: string; close: string } | undefined;
  const shell = createShell(signal);
  let panel: Panel | null = null;
  let tab: ReturnType<typeof createTab> | undefined;
  /** What draws the open panel; null while its code is read. */
  let opened: Opened | null | undefined;
  let open: boolean | undefined;
  /** The reading that is under way; a later one takes its place. */
  let reading: symbol | null = null;
  let last = '';
  /** What is to be read when the tab is next visible: what the worker has, or hh itself. */
  let owed: 'known' | 'fresh' | null = 'known';
  /** Asked for before there was anything to focus. */
  let focusLater = false;

  /** Once it is known that something will stand. After an update of the extension there is nobody to ask for words. */
  function prepare() {
    shell.furnish();
    words ??= {
      updated: t('panel_updated'),
      broken: t('panel_broken'),
      reload: t('panel_reload'),
      close: t('panel_close'),
    };
    return words;
  }

  function draw() {
    if (signal.aborted) return;
    if (!panel && !isResume) return shell.remove();
    const words = prepare();
    if (!ctx.isValid) last = words.updated;
    const { placement, theme } = panel?.look ?? firstLook;
    shell.settle(placement, theme);
    if (!last && !(panel && open)) return drawTab();
    if (opened === undefined) {
      opened = null;
      drawTab();
      return void load();
    }
    if (!opened) return;
    tab?.element.remove();
    if (last) opened.say({ ...words, text: last, onClose: shell.remove });
    else if (panel)
      opened.draw({
        panel: shown(panel),
        now: Date.now(),
        busy: reading !== null,
        site: location.host,
        resumeId: isResume ? at.resumeId : '',
        onRefresh: () => void read(true),
        onClose: () => setOpen(false),
      });
  }

  function drawTab() {
    opened?.clear();
    tab ??= createTab(() => setOpen(true));
    if (!tab.element.isConnected) shell.view.append(tab.element);
    tab.say(tabLine(panel, Date.now()));
  }

  /** What an open panel needs is most of the code: it comes behind the tab's paint, in tasks of its own. */
  async function load() {
    await nextTask();
    const { createOpened } = await import('./opened.tsx');
    await nextTask();
    opened = createOpened(shell.view, worker, fail);
    draw();
    if (focusLater) focus();
  }

  /** Not from within a render that has just failed. */
  function fail() {
    last ||= words?.broken ?? '';
    queueMicrotask(draw);
  }

  function show(next: Panel | null) {
    // Why a sign-in was refused is known here alone, and stays until somebody is signed in.
    const refused = panel?.state === 'signed-out' ? panel.problem : null;
    panel = next?.state === 'signed-out' ? { ...next, problem: next.problem ?? refused } : next;
    // Only an answer tells whether the person wants it open.
    if (next && !('unanswered' in next))
      open ??= innerWidth >= narrowPx && (next.look.open ?? hasRoom(next.look.placement));
    draw();
    if (focusLater) focus();
  }

  function focus() {
    const target = shell.view.querySelector<HTMLElement>(last || (panel && open) ? '.panel' : '.tab');
    focusLater = !panel || !target;
    target?.focus({ preventScroll: true });
  }

  function setOpen(next: boolean, remember = true) {
    open = next;
    draw();
    focus();
    if (remember && isResume) void sendMessage('setPanelOpen', next).catch(still);
  }

  async function ask(again: boolean): Promise<Panel | Unanswered | null> {
    try {
      if (at.page === 'resume') return await sendMessage('readPanel', { ...at, again });
      const mark = await sendMessage('readVacancy', { vacancyId: at.vacancyId, employerId });
      return mark && { state: 'mark', ...mark, look: { ...firstLook, theme: mark.theme } };
    } catch (error) {
      still();
      return unanswered(error);
    }
  }

  async function read(again: boolean) {
    if (reading) return;
    const mine = Symbol();
    const isOver = () => signal.aborted || reading !== mine;
    const end = (next: Panel | Unanswered | null) => {
      clearTimeout(limit);
      if (isOver()) return;
      reading = null;
      if (next && 'unanswered' in next && (panel || !isResume)) draw();
      else show(next);
    };
    reading = mine;
    owed = null;
    const limit = setTimeout(() => end(unanswered('no answer in time')), answersWithinMs);
    if (panel) draw();
    else setTimeout(() => isOver() || draw(), soon);
    // While the worker answers: else it would be one long task with the first drawing.
    if (isResume) void nextTask().then(() => isOver() || prepare());
    let next = await ask(again);
    if (isLost(next) && !isOver()) {
      await pause(retryMs);
      if (!isOver()) next = await ask(again);
    }
    end(next);
  }

  /** Hides what is shown and reads it again: now, or when the tab is next visible. */
  function discard(by: 'known' | 'fresh') {
    panel = null;
    reading = null;
    owed = by;
    draw();
    look();
  }

  /**
   * Reads a vacancy's tab again. One that is in sight stays until the answer is there, so that the focus stays in it: what
   * changed may be the person's own reminder.
   */
  async function renew() {
    const before = panel;
    reading = null;
    await read(false);
    if (panel && panel === before) discard('known');
  }

  function look() {
    if (signal.aborted || !isSeen()) return;
    if (owed || !isResume) void read(owed === 'fresh');
    else draw();
  }

  /** The worker repeats no draft that was saved here: what is shown is kept up to date by ourselves. */
  function setDraft(key: string | null, text: string | null) {
    if (panel?.state !== 'ready' || key === null) return;
    const { [key]: _, ...others } = panel.drafts;
    panel = { ...panel, drafts: text === null ? others : { ...others, [key]: { text, at: Date.now() } } };
    // A form saves its text also while it is taken away.
    queueMicrotask(draw);
  }
  /** A reminder or a mark was set or taken back: the worker tells a resume's panel, a vacancy's has to ask. */
  function kept(answer: Result<void>): Result<void> {
    if (answer.ok && !isResume) void read(false);
    return answer;
  }
  const worker: Messages = {
    ...messages,
    async saveDraft(draft) {
      setDraft(draft.key, draft.text);
      return messages.saveDraft(draft);
    },
    async write(request) {
      const answer = await messages.write(request);
      // What was taken over is no draft any more; should it come back, the worker says so.
      if (answer.ok) setDraft(draftKey(request), null);
      return answer;
    },
    async signIn(role) {
      const answer = await messages.signIn(role);
      if (answer.ok) void read(true);
      else if (panel && panel.state !== 'mark')
        show({ state: 'signed-out', look: panel.look, problem: answer.problem });
      return answer;
    },
    remind: async (id, act) => kept(await sendMessage('remind', { id, act }).catch(failure)),
    avoid: async (_, mark) =>
      kept(await sendMessage('avoid', mark === null ? null : mark.reason).catch(failure)),
    // On a page of hh its own links stand: a problem's page is one.
    openTab: async (url) => void window.open(url, '_blank', 'noreferrer'),
    copy: (text) =>
      navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
  };
  const still = () => ctx.isValid || draw();

  // While the tab is hidden, times and the store go on, and nothing tells us that the extension has been updated.
  document.addEventListener('visibilitychange', () => setTimeout(look, settleMs), { signal });
  shell.view.addEventListener('pointerenter', look, { signal });
  // Out of the page cache: the tab has shown another page meanwhile, and was told of no change.
  addEventListener('pageshow', ({ persisted }) => persisted && discard('fresh'), { signal });
  for (const type of ['focusin', 'pointerdown', 'keydown'])
    shell.view.addEventListener(type, still, { signal, capture: true });
  const unwatch = watchTakenBack(draw);
  signal.addEventListener('abort', () => {
    unwatch();
    opened?.clear();
    shell.remove();
  });

  look();
  return {
    focus: () => setOpen(true, false),
    show({ of, panel }) {
      const isMine = at.page === 'resume' && sameAddress(of, at);
      if (isMine) show(panel);
      return isMine;
    },
    readAgain: () => (isResume || !isSeen() ? discard('known') : void renew()),
  };
}
