import { render } from 'preact';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { PanelView } from '../../components/panel.tsx';
import type { Deeds } from '../../components/panel-deeds.ts';
import { Tab } from '../../components/tab.tsx';
import { panelText, panelTone } from '../../components/verdict.tsx';
import type { Page } from '../../utils/hh/pages.ts';
import { t } from '../../utils/i18n.ts';
import { asId, type NegotiationId, type ResumeId, type VacancyId } from '../../utils/ids.ts';
import { defaultSettings } from '../../utils/inbox/inbox.ts';
import type { Panel, PanelLook } from '../../utils/inbox/panel.ts';
import { onMessage, sendMessage } from '../../utils/messages.ts';
import type { Answer, Problem } from '../../utils/problem.ts';
import { Calm, LastWords } from './calm.tsx';
import { createShell } from './shell.ts';

/** Narrower windows begin with the tab: the panel would cover the resume. */
const roomyPx = 1100;
/** The worker checks our address, and may see it a moment after us. */
const retryMs = 500;

const firstLook: PanelLook = { ...defaultSettings, open: false };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const failure = (error: unknown): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { name: 'unknown', detail: String(error) },
});

/**
 * The panel on one resume page. Everything it starts ends with `signal`.
 *
 * @returns opens it and takes the focus.
 */
export function mountResume(
  page: Extract<Page, { page: 'resume' }>,
  ctx: ContentScriptContext,
  signal: AbortSignal,
): () => void {
  const about = {
    resumeId: asId<ResumeId>(page.resumeId),
    vacancyId: page.vacancyId ? asId<VacancyId>(page.vacancyId) : undefined,
    topicId: page.topicId ? asId<NegotiationId>(page.topicId) : undefined,
  };
  // Taken now: once the extension has been updated there is nobody to ask for words.
  const buttons = { reload: t('panel_reload'), close: t('panel_close') };
  const updated = { ...buttons, text: t('panel_updated') };
  const broken = { ...buttons, text: t('panel_broken') };

  const shell = createShell(signal);
  let panel: Panel | null = null;
  let open: boolean | null = null;
  let busy = false;
  let last: typeof updated | null = null;
  /** Asked for before there was anything to focus. */
  let focusLater = false;
  let error: unknown = 'no answer';

  function draw() {
    if (signal.aborted) return;
    if (!ctx.isValid) last = updated;
    const { placement, theme } = panel?.look ?? firstLook;
    shell.settle(placement, theme);
    render(
      last ? (
        <LastWords {...last} onClose={shell.remove} />
      ) : (
        <Calm key="calm" onError={fail}>
          {panel && open ? (
            <PanelView key="panel" panel={panel} now={Date.now()} busy={busy} deeds={deeds} />
          ) : (
            <Tab key="tab" text={panelText(panel)} tone={panelTone(panel)} onOpen={() => setOpen(true)} />
          )}
        </Calm>
      ),
      shell.view,
    );
  }

  /** Not from within a render that has just failed. */
  function fail() {
    last ??= broken;
    queueMicrotask(draw);
  }

  function show(next: Panel) {
    panel = next;
    open ??= next.look.open && innerWidth >= roomyPx;
    draw();
    if (focusLater) focus();
  }

  function focus() {
    focusLater = !panel;
    shell.view.querySelector<HTMLElement>('.panel, .tab')?.focus({ preventScroll: true });
  }

  function setOpen(next: boolean, remember = true) {
    open = next;
    draw();
    focus();
    if (remember) tell(() => sendMessage('setPanelOpen', next));
  }

  /** For what needs no answer. A failure of it shows in the next state, or as the last words. */
  function tell(send: () => Promise<unknown>) {
    void call(send);
  }
  async function call<T>(send: () => Promise<T>): Promise<T | undefined> {
    try {
      return await send();
    } catch (thrown) {
      error = thrown;
      if (!ctx.isValid) draw();
      return undefined;
    }
  }
  async function ask<T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> {
    return (await call(send)) ?? failure(error);
  }

  async function read(again: boolean) {
    if (busy) return;
    busy = true;
    draw();
    const question = () => call(() => sendMessage('readPanel', { ...about, again }));
    let next = await question();
    if (!next || (next.state === 'problem' && next.problem.name === 'foreign-address')) {
      await pause(retryMs);
      if (signal.aborted) return;
      next = await question();
    }
    busy = false;
    if (signal.aborted) return;
    if (next) show(next);
    else if (panel) draw();
    else show({ state: 'problem', look: firstLook, problem: failure(error).problem });
  }

  const deeds: Deeds = {
    refresh: () => void read(true),
    close: () => setOpen(false),
    signIn: async () => {
      const answer = await ask(() => sendMessage('signIn'));
      if (answer.ok) void read(true);
      else if (panel?.state === 'signed-out') show({ ...panel, problem: answer.problem });
    },
    openOptions: () => tell(() => sendMessage('openOptions')),
    copy: (details) => tell(() => navigator.clipboard.writeText(details)),
    write: (wish) => ask(() => sendMessage('write', wish)),
    undo: (id) => tell(() => sendMessage('undo', id)),
    retry: (id) => tell(() => sendMessage('retry', id)),
    dismiss: (id) => tell(() => sendMessage('dismiss', id)),
    flush: () => tell(() => sendMessage('flush')),
    saveDraft: (key, text) => tell(() => sendMessage('saveDraft', { key, text })),
    loadTemplate: (negotiationId, actionId, templateId) =>
      ask(() => sendMessage('readTemplate', { negotiationId, actionId, templateId })),
    loadAddresses: () => ask(() => sendMessage('readAddresses')),
    loadConversation: (negotiationId) => ask(() => sendMessage('readConversation', { negotiationId })),
    vacancyUrl: (id) => `https://${page.host}/vacancy/${id}`,
    responsesUrl: (id) => `https://${page.host}/employer/vacancyresponses?vacancyId=${id}`,
    hhUrl: `https://${page.host}/employer`,
  };

  const stopListening = onMessage('panelChanged', ({ data }) => {
    const of = data.state === 'ready' ? data.candidate?.resumeId : null;
    if (!of || of === about.resumeId) show(data);
  });
  const seen = () => {
    if (document.visibilityState === 'visible') draw();
  };
  document.addEventListener('visibilitychange', seen, { signal });
  for (const type of ['pointerenter', 'focusin', 'pointerdown', 'keydown']) {
    shell.view.addEventListener(type, () => (type === 'pointerenter' || !ctx.isValid) && draw(), {
      signal,
      capture: type !== 'pointerenter',
    });
  }
  signal.addEventListener('abort', () => {
    stopListening();
    render(null, shell.view);
    shell.remove();
  });

  void read(false);
  return () => setOpen(true, false);
}
