import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { tabLine } from '../../components/negotiation/verdict.tsx';
import type { Messages } from '../../components/worker.ts';
import { type Panel, type PanelLook, type PanelSlice, sameAddress } from '../../utils/domain/panel.ts';
import type { RemindAct } from '../../utils/domain/reminders.ts';
import { draftKey } from '../../utils/domain/texts.ts';
import type { Place } from '../../utils/hh/pages.ts';
import { t } from '../../utils/i18n.ts';
import { asId, type EmployerId, type NegotiationId } from '../../utils/ids.ts';
import { messages, watchTakenBack, withoutTakenBack } from '../../utils/messaging/messages.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import type { Result } from '../../utils/problem.ts';
import { hasRoom } from './anchors.ts';
import type { Opened } from './opened.tsx';
import { createShell, createTab } from './shell.ts';

/** In a narrower window the panel would cover most of the page: there it starts as a tab, however it was left. */
const narrowPx = 800;
/** The worker checks our address, and may see it a moment after us. */
const retryMs = 500;
/** If no answer has come by then, it is lost: the worker gives up on hh well before. */
const answersWithinMs = 90_000;
/** An answer from the store arrives within this time, and is then the first thing painted; ms. */
const soon = 100;
/** A tab passed over on the way to another one reads nothing; ms. */
const settleMs = 250;

const firstLook: PanelLook = {
  theme: 'auto',
  placement: 'docked',
  open: null,
  undoSeconds: 0,
  waitHours: 24,
};
/** An entry that is being undone is hidden at once, before the worker has answered. */
const shown = (panel: Panel): Panel =>
  panel.state === 'ready' ? { ...panel, entries: withoutTakenBack(panel.entries) } : panel;

const failure = (error: unknown) => ({
  ok: false as const,
  problem: { name: 'unknown' as const, detail: String(error) },
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const nextTask = () => pause(0);
const isSeen = () => document.visibilityState === 'visible';

/** The worker did not answer. */
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
  /** Opens the panel and focuses it. */
  focus?: () => void;
  /** Shows a panel sent by the worker. @returns false if it belongs to another address, one that this tab has left */
  show?: (slice: PanelSlice) => boolean;
  /** More people are known than at the last answer. */
  marksChanged?: () => void;
  /** The account has changed: what is shown, or was reported, must be read again. */
  readAgain: () => void;
}

/**
 * The employer of the vacancy on the page, by hh's link to it; the attribute occurs in public code of 2019 to
 * 2026.
 */
export function employerOn(page: ParentNode): EmployerId | null {
  const link = page.querySelector<HTMLAnchorElement>('a[data-qa~="vacancy-company-name"]');
  const id = link && /^\/employer\/(\d{1,20})\/?$/.exec(link.pathname)?.[1];
  return id ? asId(id) : null;
}

/**
 * The panel on one page: always on a resume, on a vacancy only if there is a mark to show. It reads nothing
 * until the tab is visible: a browser that restores three hundred tabs shows one. Everything it starts ends
 * with `signal`.
 * @param employerId the vacancy's employer, if known
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
  /** Draws the open panel; null while its code is loading. */
  let opened: Opened | null | undefined;
  let open: boolean | undefined;
  /** The read in flight; a later one replaces it. */
  let reading: symbol | null = null;
  let last = '';
  /** What to read when the tab is next visible: the worker's cached state, or fresh data from hh. */
  let owed: 'known' | 'fresh' | null = 'known';
  /** The focus was asked for before there was anything to focus. */
  let focusLater = false;

  /**
   * Called once something is certain to be shown. Reads the texts up front: after an update of the extension,
   * `i18n` is no longer available.
   */
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

  /** Loads the open panel, which is most of the code: after the tab has been painted, in tasks of its own. */
  async function load() {
    await nextTask();
    const { createOpened } = await import('./opened.tsx');
    await nextTask();
    opened = createOpened(shell.view, worker, fail);
    draw();
    if (focusLater) focus();
  }

  /** Draws in a microtask, not from within the render that has just failed. */
  function fail() {
    last ||= words?.broken ?? '';
    queueMicrotask(draw);
  }

  function show(next: Panel | null) {
    // Only this page knows why a sign-in was refused; the reason stays until somebody is signed in.
    const refused = panel?.state === 'signed-out' ? panel.problem : null;
    panel = next?.state === 'signed-out' ? { ...next, problem: next.problem ?? refused } : next;
    // Only an answer says whether the person wants the panel open.
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
    // Done while the worker answers; otherwise it would form one long task with the first draw.
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
   * Reads a vacancy's tab again. While visible, the tab stays until the answer arrives, so that it keeps the
   * focus: the change may be the person's own reminder.
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

  /** The worker does not send back drafts saved here, so the panel updates its own copy. */
  function setDraft(key: string | null, text: string | null) {
    if (panel?.state !== 'ready' || key === null) return;
    const { [key]: _, ...others } = panel.drafts;
    panel = { ...panel, drafts: text === null ? others : { ...others, [key]: { text, at: Date.now() } } };
    // A form also saves its text while it is being unmounted.
    queueMicrotask(draw);
  }
  /** A reminder or mark was set or undone: the worker updates a resume's panel, but a vacancy's has to ask. */
  function kept(answer: Result<void>): Result<void> {
    if (answer.ok && !isResume) void read(false);
    return answer;
  }
  const remind = async (id: NegotiationId, act: RemindAct) =>
    kept(await sendMessage('remind', { id, act }).catch(failure));
  const worker: Messages = {
    ...messages,
    async saveDraft(draft) {
      setDraft(draft.key, draft.text);
      return messages.saveDraft(draft);
    },
    async write(request) {
      const answer = await messages.write(request);
      // A text that the outbox has accepted is no longer a draft. If it comes back, the worker says so.
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
    remind,
    // A panel knows only the few reminders of its own page.
    async remindAll(ids, act) {
      const answers = await Promise.all(ids.map((id) => remind(id, act)));
      return answers.find(({ ok }) => !ok) ?? { ok: true, value: undefined };
    },
    avoid: async (_, mark) =>
      kept(await sendMessage('avoid', mark === null ? null : mark.reason).catch(failure)),
    // On hh's page its own addresses are used, for instance a problem's page.
    openTab: async (url) => void window.open(url, '_blank', 'noreferrer'),
    copy: (text) =>
      navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
  };
  const still = () => ctx.isValid || draw();

  // While the tab was hidden, time passed and the store changed, and nothing reports an update of the extension.
  document.addEventListener('visibilitychange', () => setTimeout(look, settleMs), { signal });
  shell.view.addEventListener('pointerenter', look, { signal });
  // Restored from the back/forward cache: meanwhile the tab showed another page and received no changes.
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
