import { t } from '../utils/i18n.ts';
import type { Panel } from '../utils/inbox/panel.ts';
import type { Tone } from '../utils/inbox/stage.ts';
import type { Verdict } from '../utils/inbox/verdict.ts';
import { ago, moment } from '../utils/time.ts';

/** What is said where there is no past; with `_more`, what stands behind it. */
const noPast = {
  'first-contact': 'verdict_first',
  'only-now': 'verdict_only_now',
  unknown: 'verdict_unknown',
} as const;

const verdictText = (verdict: Verdict, now: number): string =>
  verdict.kind === 'past' ? `${verdict.stage.name} ${ago(verdict.at, now)}` : t(noPast[verdict.kind]);

const verdictTone = (verdict: Verdict): Tone => (verdict.kind === 'past' ? verdict.tone : 'neutral');

/** What keeps the verdict from us. */
const noVerdict = {
  problem: 'tab_problem',
  'signed-out': 'tab_signed_out',
  'not-recruiter': 'panel_name',
} as const;

/** The tab's words: the verdict, or what keeps it from us; "…" before anything is known. */
export const panelText = (panel: Panel | null, now = Date.now()): string =>
  !panel ? '…' : panel.state === 'ready' ? verdictText(panel.verdict, now) : t(noVerdict[panel.state]);

export const panelTone = (panel: Panel | null): Tone =>
  panel?.state === 'ready' ? verdictTone(panel.verdict) : panel?.state === 'problem' ? 'wait' : 'neutral';

/** What stands behind it: the vacancy, the letter, the stage before. */
function verdictMore(verdict: Verdict): string {
  if (verdict.kind !== 'past') return t(`${noPast[verdict.kind]}_more`);
  const { vacancy, withMessage, before } = verdict;
  const where = `${t('quoted', vacancy)}, ${t(withMessage ? 'verdict_letter' : 'verdict_no_letter')}`;
  return before ? `${where} · ${t('verdict_before', before.name.toLowerCase())}` : where;
}

/** The first line of the panel: what happened with this person. */
export const VerdictLine = ({ verdict, now }: { verdict: Verdict; now: number }) => (
  <div class={`verdict ${verdictTone(verdict)}`}>
    <h2 class="b said clamp" title={verdict.kind === 'past' ? moment(verdict.at) : undefined}>
      {verdictText(verdict, now)}
    </h2>
    <p class="small said clamp">{verdictMore(verdict)}</p>
  </div>
);
