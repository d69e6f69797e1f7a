import { render } from 'preact';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { PanelView } from '../../components/panel.tsx';
import type { Deeds, Failure } from '../../components/panel-deeds.ts';
import { Tab } from '../../components/tab.tsx';
import { panelText, panelTone } from '../../components/verdict.tsx';
import type { Page } from '../../utils/hh/pages.ts';
import { t } from '../../utils/i18n.ts';
import type { Panel, PanelLook } from '../../utils/inbox/panel.ts';
import { onMessage, type Protocol, sendMessage } from '../../utils/messages.ts';
import { Calm, LastWords } from './calm.tsx';
import { createShell } from './shell.ts';

/** The library's own type does not bear a name that is only known to be one of them. */
const send: <K extends keyof Protocol>(
  type: K,
  ...data: Parameters<Protocol[K]>
) => Promise<ReturnType<Protocol[K]>> = sendMessage as never;
type About = Parameters<Protocol['readPanel']>[0];

/** Narrower windows begin with the tab: the panel would cover the resume. */
const roomyPx = 1100;
/** The worker checks our address, and may see it a moment after us. */
const retryMs = 500;

const firstLook: PanelLook = { theme: 'auto', placement: 'docked', open: false, undoSeconds: 0 };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const failure = (error: unknown): Failure => ({
  ok: false,
  state: 'problem',
  look: firstLook,
  problem: { name: 'unknown', detail: String(error) },
});
const isLost = (panel: Panel) =>
  panel.state === 'problem' && ('ok' in panel || panel.problem.name === 'foreign-address');

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
  // Only their shape can be told from an address; the worker looks them up.
  const about = { resumeId: page.resumeId, vacancyId: page.vacancyId, topicId: page.topicId } as About;
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
    if (remember) void call('setPanelOpen', next);
  }

  const call: Deeds['call'] = async (type, ...data) => {
    try {
      return await send(type, ...data);
    } catch (error) {
      if (!ctx.isValid) draw();
      return failure(error);
    }
  };

  async function read(again: boolean) {
    if (busy) return;
    busy = true;
    draw();
    const question = () => call('readPanel', { ...about, again });
    let next = await question();
    if (isLost(next)) {
      await pause(retryMs);
      if (signal.aborted) return;
      next = await question();
    }
    busy = false;
    if (signal.aborted) return;
    if ('ok' in next && panel) draw();
    else show(next);
  }

  const deeds: Deeds = {
    call,
    refresh: () => void read(true),
    close: () => setOpen(false),
    async signIn() {
      const answer = await call('signIn');
      if (answer.ok) void read(true);
      else if (panel?.state === 'signed-out') show({ ...panel, problem: answer.problem });
    },
    copy: (details) => void navigator.clipboard.writeText(details).catch(() => {}),
    site: page.host,
  };

  const stopListening = onMessage('panelChanged', ({ data }) => {
    const of = data.state === 'ready' ? data.candidate?.resumeId : null;
    if (!of || of === about.resumeId) show(data);
  });
  // Times go on while nobody looks; and nothing tells us that the extension has been updated.
  const again = () => document.visibilityState === 'visible' && draw();
  const still = () => ctx.isValid || draw();
  document.addEventListener('visibilitychange', again, { signal });
  shell.view.addEventListener('pointerenter', again, { signal });
  for (const type of ['focusin', 'pointerdown', 'keydown'])
    shell.view.addEventListener(type, still, { signal, capture: true });
  signal.addEventListener('abort', () => {
    stopListening();
    render(null, shell.view);
    shell.remove();
  });

  void read(false);
  return () => setOpen(true, false);
}
