import { t } from '../utils/i18n.ts';
import type { Panel } from '../utils/inbox/panel.ts';
import type { Tone } from '../utils/inbox/stage.ts';
import type { Verdict } from '../utils/inbox/verdict.ts';
import { ago, moment } from '../utils/time.ts';

/** The verdict's own line, for the panel and the tab. */
export function verdictText(verdict: Verdict, now = Date.now()): string {
  switch (verdict.kind) {
    case 'first-contact':
      return t('verdict_first');
    case 'only-now':
      return t('verdict_only_now');
    case 'unknown':
      return t('verdict_unknown');
    case 'past':
      return `${verdict.stage.name} ${ago(verdict.at, now)}`;
  }
}

export const verdictTone = (verdict: Verdict): Tone => (verdict.kind === 'past' ? verdict.tone : 'neutral');

/** The tab's words: the verdict, or what keeps it from us; "…" before anything is known. */
export function panelText(panel: Panel | null, now = Date.now()): string {
  if (!panel) return '…';
  if (panel.state === 'ready') return verdictText(panel.verdict, now);
  return t(
    panel.state === 'problem'
      ? 'tab_problem'
      : panel.state === 'signed-out'
        ? 'tab_signed_out'
        : 'panel_name',
  );
}

export const panelTone = (panel: Panel | null): Tone =>
  panel?.state === 'ready' ? verdictTone(panel.verdict) : panel?.state === 'problem' ? 'wait' : 'neutral';

/** What stands behind it: the vacancy, the letter, the stage before. */
function verdictMore(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'first-contact':
      return t('verdict_first_more');
    case 'only-now':
      return t('verdict_only_now_more');
    case 'unknown':
      return t('verdict_unknown_more');
    case 'past': {
      const where = `${t('quoted', verdict.vacancy)}, ${verdict.withMessage ? t('verdict_letter') : t('verdict_no_letter')}`;
      return verdict.before ? `${where} · ${t('verdict_before', verdict.before.name.toLowerCase())}` : where;
    }
  }
}

/** The first line of the panel: what happened with this person. */
export const VerdictLine = ({ verdict, now }: { verdict: Verdict; now: number }) => (
  <div class={`verdict ${verdictTone(verdict)}`}>
    <h2 class="b said" title={verdict.kind === 'past' ? moment(verdict.at) : undefined}>
      {verdictText(verdict, now)}
    </h2>
    <p class="small said clamp">{verdictMore(verdict)}</p>
  </div>
);
