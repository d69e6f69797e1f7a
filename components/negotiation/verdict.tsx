import type { Panel, Verdict } from '../../utils/domain/panel.ts';
import { isRefusal, isWaiting, type Stage, type Tone, urgencyOf } from '../../utils/domain/stage.ts';
import { t } from '../../utils/i18n.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { ago, brief, moment } from '../../utils/time.ts';
import { Heading } from '../ui/section.tsx';
import { quoted, stageText } from '../ui/words.ts';

/** Message keys where there is no past; with `_more`, the longer explanation. */
const noPast = {
  'first-contact': 'verdict_first',
  'only-now': 'verdict_only_now',
  unknown: 'verdict_unknown',
} as const;

interface Line {
  text: string;
  tone: Tone;
}

type Past = Extract<Verdict, { kind: 'past' }>;

/** «Отказано 4 месяца назад» */
function changeText({ stage, at }: Past, now: number): string {
  const when = at.known ? ago(at.value, now) : t('fact_date_unread');
  // hh's stage names read on into the time without a comma; our own words for an unknown stage or date do not.
  return `${stageText(stage)}${stage.known && at.known ? '' : ','} ${when}`;
}

function verdictLine(verdict: Verdict, now: number): Line {
  if (verdict.kind !== 'past') return { text: t(noPast[verdict.kind]), tone: 'neutral' };
  // A change that could not be read may be newer than the last known one, so the first line says only that.
  if (!verdict.whole) return { text: t('verdict_part'), tone: 'wait' };
  return { text: changeText(verdict, now), tone: verdict.tone };
}

/** Why there is no verdict. */
const noVerdict = {
  problem: 'tab_problem',
  'signed-out': 'tab_signed_out',
  'not-recruiter': 'panel_name',
} as const;
const tabWord = {
  problem: 'tab_word_problem',
  'signed-out': 'tab_word_sign_in',
  'not-recruiter': 'panel_name',
} as const;

/** The tab of a closed panel, which has room for two words; `text` says the same in full. */
export interface TabLine extends Line {
  word: string;
  /** Since when; may be empty. */
  when: string;
}

/** The words of the tab: the verdict, or why there is none; "…" before anything is known. */
export function tabLine(panel: Panel | null, now: number): TabLine {
  if (!panel) return { text: '…', word: '…', when: '', tone: 'neutral' };
  if (panel.state === 'mark')
    return panel.avoided
      ? { text: t('avoid_employer'), word: t('mark_tab_avoided'), when: '', tone: 'bad' }
      : { text: panel.title, word: panel.title, when: '', tone: panel.tone };
  if (panel.state !== 'ready')
    return {
      text: t(noVerdict[panel.state]),
      word: t(tabWord[panel.state]),
      when: '',
      tone: panel.state === 'problem' ? 'wait' : 'neutral',
    };
  const { verdict, look, avoided } = panel;
  if (avoided) return { text: t('avoid_person'), word: t('avoid_row_person'), when: '', tone: 'bad' };
  const line = verdictLine(verdict, now);
  const since = (at: Known<number>) => (at.known ? brief(at.value, now) : '');
  const stageWord = (stage: Known<Stage>) =>
    stage.known && isRefusal(stage.value.id) ? t('tab_word_refusal') : stageText(stage).toLowerCase();
  if (verdict.kind === 'past' && verdict.whole)
    return { ...line, word: stageWord(verdict.stage), when: since(verdict.at) };
  const current = valueOr(panel.current, null);
  if (verdict.kind === 'only-now' && current) {
    const { stage, createdAt, updatedAt } = current;
    if (!isWaiting(current)) return { ...line, word: stageWord(stage), when: since(updatedAt) };
    const tone = createdAt.known ? urgencyOf(createdAt.value, now, look.waitHours) : line.tone;
    return { ...line, word: t('tab_word_waits'), when: since(createdAt), tone };
  }
  const word = verdict.kind === 'first-contact' ? 'tab_word_first' : 'tab_word_unknown';
  return { ...line, word: t(word), when: '' };
}

/** The details: the vacancy, the letter, the previous stage. */
function verdictMore(verdict: Verdict, now: number): string {
  if (verdict.kind === 'unknown' && verdict.lacksCurrent) return t('verdict_lacks_current');
  if (verdict.kind !== 'past') return t(`${noPast[verdict.kind]}_more`);
  const { vacancy, withMessage, before, whole } = verdict;
  const where = vacancy.known ? quoted(vacancy.value) : t('unknown_name');
  if (!whole) return t('verdict_part_more', changeText(verdict, now), where);
  const letter = withMessage.known
    ? t(withMessage.value ? 'verdict_letter' : 'verdict_no_letter')
    : t('verdict_letter_unread');
  const last = `${where}, ${letter}`;
  return before ? `${last} · ${t('verdict_before', stageText(before).toLowerCase())}` : last;
}

interface VerdictProps {
  /** null while the history is being read: nothing below moves when it arrives. */
  verdict: Verdict | null;
  now: number;
}

/** The first lines of a person: the company's last contact with them. */
export function VerdictLine({ verdict, now }: VerdictProps) {
  if (!verdict)
    return (
      <div class="verdict neutral" role="status">
        <p class="small said muted">{t('verdict_reading')}</p>
      </div>
    );
  const { text, tone } = verdictLine(verdict, now);
  return (
    <div class={`verdict ${tone}`}>
      <Heading
        level={2}
        class="b said clamp"
        title={
          verdict.kind === 'past' && verdict.whole && verdict.at.known ? moment(verdict.at.value) : undefined
        }
      >
        {text}
      </Heading>
      <p class="small said clamp">{verdictMore(verdict, now)}</p>
    </div>
  );
}
