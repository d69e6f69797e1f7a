import { t } from '../utils/i18n.ts';
import type { Panel } from '../utils/inbox/panel.ts';
import type { Tone } from '../utils/inbox/stage.ts';
import type { Verdict } from '../utils/inbox/verdict.ts';
import { ago, moment } from '../utils/time.ts';
import { quoted } from './words.ts';

/** What is said where there is no past; with `_more`, what stands behind it. */
const noPast = {
  'first-contact': 'verdict_first',
  'only-now': 'verdict_only_now',
  unknown: 'verdict_unknown',
} as const;

interface Line {
  text: string;
  tone: Tone;
}

const verdictLine = (verdict: Verdict, now: number): Line =>
  verdict.kind === 'past'
    ? { text: `${verdict.stage.name} ${ago(verdict.at, now)}`, tone: verdict.tone }
    : { text: t(noPast[verdict.kind]), tone: 'neutral' };

/** What keeps the verdict from us. */
const noVerdict = {
  problem: 'tab_problem',
  'signed-out': 'tab_signed_out',
  'not-recruiter': 'panel_name',
} as const;

/** What the tab says: the verdict, or what keeps it from us; "…" before anything is known. */
export function tabLine(panel: Panel | null, now: number): Line {
  if (!panel) return { text: '…', tone: 'neutral' };
  if (panel.state === 'ready') return verdictLine(panel.verdict, now);
  if (panel.state === 'mark') return { text: panel.title, tone: panel.tone };
  return { text: t(noVerdict[panel.state]), tone: panel.state === 'problem' ? 'wait' : 'neutral' };
}

/** What stands behind it: the vacancy, the letter, the stage before. */
function verdictMore(verdict: Verdict): string {
  if (verdict.kind !== 'past') return t(`${noPast[verdict.kind]}_more`);
  const { vacancy, withMessage, before } = verdict;
  const where = `${quoted(vacancy)}, ${t(withMessage ? 'verdict_letter' : 'verdict_no_letter')}`;
  return before ? `${where} · ${t('verdict_before', before.name.toLowerCase())}` : where;
}

/** The first line of the panel: what happened with this person. */
export function VerdictLine({ verdict, now }: { verdict: Verdict; now: number }) {
  const { text, tone } = verdictLine(verdict, now);
  return (
    <div class={`verdict ${tone}`}>
      <h2 class="b said clamp" title={verdict.kind === 'past' ? moment(verdict.at) : undefined}>
        {text}
      </h2>
      <p class="small said clamp">{verdictMore(verdict)}</p>
    </div>
  );
}
