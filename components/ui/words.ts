import type { Action, Candidate, Millis, VacancyCount } from '../../utils/domain/negotiation.ts';
import { type Stage, type Tone, toneOf } from '../../utils/domain/stage.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { dotted, type MessageKey, spaced, t, wordOf } from '../../utils/i18n.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { type NextStep, nextStep, type Problem, type ProblemName } from '../../utils/problem.ts';
import { clock } from '../../utils/time.ts';

type Snake<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}_${Snake<Tail>}` : S;
/** The form used in message keys: `too-many-requests` becomes `too_many_requests`. */
export const snake = <S extends string>(name: S) => name.replaceAll('-', '_') as Snake<S>;

/** Problems of which we know no more than hh says itself. */
const wordless: ProblemName[] = ['unknown', 'bad-argument', 'application-denied', 'forbidden'];

/** The text of a problem, with the time before which a retry is useless. */
export function problemText(problem: Problem, now = Date.now()): string {
  const said = problem.words && wordless.includes(problem.name) ? t('problem_said', problem.words) : null;
  const text = said ?? t(`problem_${snake(problem.name)}`);
  return problem.retryAt && problem.retryAt > now
    ? `${text} ${t('problem_not_before', clock(problem.retryAt))}`
    : text;
}

/** The button label of a next step; null if there is no button. */
export const nextText = (step: NextStep): string | null =>
  step === 'none' ? null : t(`next_${snake(step)}`);

export const stepOf = (problem: Problem): NextStep => nextStep[problem.name];

/** When hh is read next: «Следующая проверка через 4 мин»; if that is overdue, how often it is read. */
export function nextCheckText(
  { freshAt }: { freshAt: Millis | null },
  now: number,
  intervalMinutes: number,
): string {
  const left = freshAt === null ? 0 : Math.ceil((freshAt - now) / 60_000 + intervalMinutes);
  return left > 0 && left <= intervalMinutes
    ? t('popup_quiet_next', left)
    : t('popup_quiet_soon', intervalMinutes);
}

/** hh's name of a stage. */
export const stageText = (stage: Known<Stage>): string =>
  stage.known ? stage.value.name : t('stage_unknown');
export const stageTone = (stage: Known<Stage>): Tone => toneOf(valueOr(stage, null)?.id ?? '');

/** For "copy details": what hh's support, or ours, needs. Contains no body and no token. */
export const problemDetails = (problem: Problem): string =>
  dotted(problem.name, problem.status, problem.detail, problem.requestId && `request ${problem.requestId}`);

/** The role of the user who reads a text. */
export type Viewer = 'recruiter' | 'applicant';

/**
 * Why nothing can be written: `off_<hh's own reason>` (`messaging_status`, `write_message_state.reason`,
 * `block_reason`).
 */
export const offText = (reason: string, viewer: Viewer = 'recruiter'): string =>
  viewer === 'recruiter'
    ? wordOf(`off_${reason.toLowerCase()}`) || t('off_other')
    : wordOf(`applicant_off_${reason.toLowerCase()}`) || t('applicant_off_other');

/**
 * What an action will cause, said before the click. `letter`: with a letter, without one, or (null) not
 * decided yet.
 */
export function actionEffect(action: Action, letter: boolean | null, undoSeconds: number): string {
  const message = action.arguments.find((argument) => argument.id === 'message');
  const certain = letter ?? (message ? (message.required ? true : null) : false);
  if (certain === false) return t('effect_silent');
  const tone = toneOf(action.resulting?.id ?? action.id);
  const seen = tone === 'good' ? 'invitation' : tone === 'bad' ? 'refusal' : 'letter';
  return t(`effect_${certain ? 'sent' : 'either'}_${seen}`, delay(undoSeconds));
}

/** "через 10 с", or "сразу" without an undo window. */
export const delay = (seconds: number): string =>
  seconds > 0 ? t('effect_after', seconds) : t('effect_at_once');

/** What a click causes and, if there is an undo window, that it can be undone until then. */
export const withUndo = (effect: string, undoSeconds: number): string =>
  undoSeconds > 0 ? `${effect} ${t('effect_undo')}` : effect;

/** A name for use inside our quotation marks: its own quotation marks become inner ones. */
export const inner = (name: string): string => name.replaceAll('«', '„').replaceAll('»', '“');

/** «Повар в „Весну“» */
export const quoted = (name: string): string => t('quoted', inner(name));

/** «Заметка», «Выход из чата»: the worker has no name for notes and calls; empty for an unknown operation of hh's. */
const nameOf = (request: WriteRequest): string =>
  wordOf(`write_${snake(request.kind === 'call' ? request.operation : request.kind)}`);

/** What an outbox entry does: «Отказ «Главный бухгалтер»». */
export function entryText(entry: Entry, withCandidate = false): string {
  const { request, label } = entry;
  const what =
    request.kind === 'message' || request.kind === 'old-message'
      ? t('undo_message')
      : request.kind === 'read' || request.kind === 'read-chat'
        ? t(request.kind === 'read' ? 'undo_viewed' : 'undo_read')
        : request.kind === 'file'
          ? request.name
          : (label.action ?? (nameOf(request) || t('undo_action')));
  const where = label.vacancy && quoted(label.vacancy);
  // An invitation has no candidate's name yet, so the vacancy is named instead.
  const whom = withCandidate ? (label.candidate ?? (request.kind === 'invite' && where)) : where;
  return whom ? `${what} ${withCandidate ? '· ' : ''}${whom}` : what;
}

/** The text of a fact: its value, nothing if there is none, or the text of the gap if it was not read. */
export const factText = (fact: Known<string | null>, gap: MessageKey): string =>
  fact.known ? (fact.value ?? '') : t(gap);

export const vacancyName = (vacancy: Pick<VacancyCount, 'name'> | null | undefined): string =>
  vacancy ? factText(vacancy.name, 'unknown_vacancy') : t('unknown_vacancy');

/** «Повар · Москва»: the city tells vacancies with the same name apart. */
export const vacancyTitle = ({ name, area }: Pick<VacancyCount, 'name' | 'area'>): string =>
  dotted(factText(name, 'unknown_vacancy'), factText(area, 'unknown_area'));

/** The searchable text of a vacancy; a fact that was not read adds nothing. */
export const vacancyWords = ({ name, area }: Pick<VacancyCount, 'name' | 'area'>): string =>
  spaced(valueOr(name, null), valueOr(area, null));

/** The name of a company or work account. Before 0.2 the id could be stored in place of a name that was not read. */
export const companyName = ({ id, name }: { id: string; name: string }): string =>
  name && name !== id ? name : t('unknown_company');

/**
 * The name of a response's candidate; otherwise says that it is hidden, that the resume is gone, or that it
 * was not read.
 */
export const candidateName = ({ name, resumeId }: Pick<Candidate, 'name' | 'resumeId'>): string =>
  name.known
    ? (name.value ?? t(resumeId === null ? 'popup_deleted' : 'common_name_hidden'))
    : t('unknown_person');

/**
 * The text of a fact in a list: its words, `none` if there is no value, or the text of the gap if it was not
 * read.
 */
export const factWords = <T>(
  fact: Known<T | null>,
  words: (value: T) => string,
  gap: MessageKey,
  none = '',
): string => (fact.known ? (fact.value === null ? none : words(fact.value)) : t(gap));
