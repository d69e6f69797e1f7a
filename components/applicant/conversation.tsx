import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import { isEmpty, type Message } from '../../utils/domain/conversation.ts';
import type { Draft, Entry } from '../../utils/domain/write-request.ts';
import { applicantChanges } from '../../utils/hh/applicant.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { isKnown, known, unread } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { NextStep, Problem, Result } from '../../utils/problem.ts';
import { Composer } from '../conversation/composer.tsx';
import { Bubble, MessageList } from '../conversation/message.tsx';
import { useTalk } from '../inbox/negotiation/use-talk.ts';
import { Button } from '../ui/button.tsx';
import { Fault, focused, formKeys } from '../ui/form.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { delay, problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { callOf, offText } from './words.ts';

interface Props {
  topic: ApplicantNegotiation;
  entries: Entry[];
  drafts: Record<string, Draft>;
  undoSeconds: number;
  now: number;
  onStep: (problem: Problem) => (step: NextStep) => void;
}

/** The messages of one negotiation: behind a button, because reading them marks what is new as seen. */
export function TopicTalk({ topic, entries, drafts, undoSeconds, now, onStep }: Props) {
  const worker = useWorker();
  const { id, messaging, fresh, messages } = topic;
  const readOldTalk: Worker['applicant']['readTalk'] = async (of) => {
    const answer = await worker.applicant.readTalk(of);
    // What was new is read now: the badge does not wait for the next poll.
    if (answer.ok && fresh) void worker.refresh();
    return answer;
  };
  const read = useTalk(
    { chatId: null, negotiationId: id, messaging: messaging === null ? unread : known(messaging) },
    { readChat: async () => ({ ok: false, problem: { name: 'not-found' } }), readOldTalk },
    entries,
  );
  const { talk, busy, problem } = read;
  const open = read.openOld ?? (() => {});
  useKeyC(talk || problem ? null : open);
  const letters = useLetters(entries, id);
  const key = `message:${id}`;
  const draft = drafts[key];
  const isOut = entries.some(({ request }) => 'text' in request && request.text === draft?.text);
  if (!talk && !problem)
    return (
      <section class="sec">
        <Button wide shortcut="C" tone={fresh ? 'primary' : 'plain'} disabled={busy !== null} onClick={open}>
          {busy
            ? t('chat_loading')
            : messages
              ? plural('applicant_talk_count', messages)
              : t('applicant_talk_open')}
        </Button>
        <p class="small muted gap">{t(fresh ? 'applicant_talk_marks_new' : 'applicant_talk_marks')}</p>
      </section>
    );
  return (
    <section class="sec stack" aria-label={t('chat_title')}>
      <div class="row">
        <h2 class="small muted b grow">{t('chat_title')}</h2>
        {talk && (
          <Button tone="link" disabled={busy !== null} onClick={read.loadNewer}>
            {t(busy ? 'chat_loading' : 'applicant_talk_again')}
          </Button>
        )}
      </div>
      {talk && (
        <>
          {!isKnown(read.older, false) && (
            <div>
              {!read.older.known && <p class="small muted">{t('chat_more_unread')}</p>}
              <Button small tone="flat" disabled={busy !== null} onClick={read.loadOlder}>
                {t('chat_older')}
              </Button>
            </div>
          )}
          {isEmpty(talk) && <p class="small muted">{t('chat_empty')}</p>}
          <MessageList {...talk} now={now} label={t('chat_title')}>
            {(message) => (
              <Letter
                message={changedBy(letters, message)}
                pending={callOf(entries, 'edit-negotiation-message', id)?.request}
                undoSeconds={undoSeconds}
                onSave={(text) =>
                  worker.write({ kind: 'call', ...applicantChanges.editLetter(id, message.id, text) })
                }
              />
            )}
          </MessageList>
          {talk.off.known && talk.off.value ? (
            <p class="small muted said">{offText(talk.off.value)}</p>
          ) : (
            <Composer
              conversation={{ via: 'old', off: talk.off, inARow: known(0) }}
              draftKey={key}
              draft={!draft || isOut ? null : draft.text}
              undoSeconds={undoSeconds}
              onDraft={(draftKey, text) => worker.saveDraft({ key: draftKey, text })}
              onSend={(text) => worker.write({ kind: 'old-message', negotiationId: id, text })}
            />
          )}
        </>
      )}
      {problem && (
        <ProblemNote
          problem={problem}
          onStep={(step) => (step === 'retry' || step === 'refresh' ? open() : onStep(problem)(step))}
          onCopy={worker.copy}
        />
      )}
    </section>
  );
}

/** C opens it, wherever the focus is but in a field. */
function useKeyC(open: (() => void) | null) {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { code, ctrlKey, metaKey, altKey, shiftKey, repeat, target, defaultPrevented } = event;
      if (code !== 'KeyC' || ctrlKey || metaKey || altKey || shiftKey || repeat || defaultPrevented) return;
      if (!latest.current || (target instanceof Element && target.closest('input, textarea, select, dialog')))
        return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** What letters say by now: those that were changed here since they were read. */
function useLetters(entries: readonly Entry[], id: NegotiationId): ReadonlyMap<string, string> {
  const [letters, setLetters] = useState<ReadonlyMap<string, string>>(new Map());
  const sent = entries.flatMap(({ request, progress }) =>
    progress.at === 'sent' && request.kind === 'call' && request.operation === 'edit-negotiation-message'
      ? [request]
      : [],
  );
  useEffect(() => {
    for (const { url, form } of sent) {
      const [, of, letter = ''] = /negotiations\/([^/]+)\/messages\/([^/?]+)/.exec(url) ?? [];
      const text = form?.message;
      if (of === id && typeof text === 'string') setLetters((before) => new Map(before).set(letter, text));
    }
  }, [sent.map(({ url }) => url).join(' ')]);
  return letters;
}

const changedBy = (letters: ReadonlyMap<string, string>, message: Message): Message => {
  const text = letters.get(message.id);
  return text === undefined ? message : { ...message, text: known(text) };
};

interface LetterProps {
  message: Message;
  /** A letter of this negotiation that is being changed. */
  pending: Entry['request'] | undefined;
  undoSeconds: number;
  onSave: Parameters<typeof LetterForm>[0]['onSave'];
}

function Letter({ message, pending, undoSeconds, onSave }: LetterProps) {
  const [edits, setEdits] = useState(false);
  const { id, text, canEdit } = message;
  const isPending = pending?.kind === 'call' && pending.url.endsWith(`/messages/${id}`);
  if (edits && text.known)
    return (
      <LetterForm
        text={text.value ?? ''}
        undoSeconds={undoSeconds}
        onSave={onSave}
        onClose={() => setEdits(false)}
      />
    );
  return (
    <>
      <Bubble message={message} viewer="applicant" pending={isPending ? t('chat_pending_edit') : null} />
      {isKnown(canEdit, true) && text.known && !isPending && (
        <Button tone="link" onClick={() => setEdits(true)}>
          {t('applicant_letter_edit')}
        </Button>
      )}
    </>
  );
}

interface LetterFormProps {
  text: string;
  undoSeconds: number;
  onSave: (text: string) => Promise<Result<unknown>>;
  onClose: () => void;
}

/** hh takes no longer letter. */
export const letterLimit = 10_000;

/** «10 200 из 10 000 знаков», once it is near. */
export const LetterLength = ({ length }: { length: number }) =>
  length > letterLimit * 0.9 ? (
    <p
      class={`small num ${length > letterLimit ? 'bad' : 'muted'}`}
      role={length > letterLimit ? 'alert' : undefined}
    >
      {t('composer_length', length.toLocaleString(t('locale')), letterLimit.toLocaleString(t('locale')))}
    </p>
  ) : null;

/** Changes my covering letter while nobody has read it. */
function LetterForm({ text: before, undoSeconds, onSave, onClose }: LetterFormProps) {
  const [text, setText] = useState(before);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const rests = busy || !text.trim() || text.length > letterLimit;
  const save = async () => {
    if (rests) return;
    if (text === before) return onClose();
    setBusy(true);
    const answer = await onSave(text);
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(answer.problem);
  };
  return (
    <form
      class="stack letter"
      aria-label={t('applicant_letter_edit')}
      {...formKeys(() => void save(), onClose)}
      data-inner=""
    >
      <textarea
        class="field"
        dir="auto"
        rows={6}
        aria-label={t('applicant_letter')}
        aria-invalid={text.length > letterLimit}
        ref={focused}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <LetterLength length={text.length} />
      <Fault>{problem && problemText(problem)}</Fault>
      <div class="row">
        <Button small tone="primary" type="submit" disabled={rests}>
          {t('chat_save')}
        </Button>
        <Button small tone="flat" onClick={onClose}>
          {t('chat_keep')}
        </Button>
      </div>
      <p class="small muted">{t('applicant_letter_effect', delay(undoSeconds))}</p>
    </form>
  );
}
