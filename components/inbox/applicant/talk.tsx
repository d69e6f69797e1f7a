import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import { isEmpty, type Message } from '../../../utils/domain/conversation.ts';
import type { Draft, Entry } from '../../../utils/domain/write-request.ts';
import { applicantChanges } from '../../../utils/hh/applicant.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { isKnown, known, unread } from '../../../utils/known.ts';
import type { NextStep, Problem } from '../../../utils/problem.ts';
import { Composer } from '../../conversation/composer.tsx';
import { Bubble, MessageList } from '../../conversation/message.tsx';
import { offText } from '../../popup/applicant/topic-words.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useTalk } from '../negotiation/use-talk.ts';
import type { ApplicantCalls } from './calls.ts';
import { LetterForm } from './letter-form.tsx';
import { callOf } from './words.ts';

interface Props {
  topic: ApplicantNegotiation;
  entries: Entry[];
  drafts: Record<string, Draft>;
  undoSeconds: number;
  now: number;
  calls: Pick<ApplicantCalls, 'readTalk' | 'write' | 'saveDraft' | 'copy'>;
  onStep: (problem: Problem) => (step: NextStep) => void;
}

/** The letters of one negotiation: behind a button, because to read them is to have seen what is new. */
export function TopicTalk({ topic, entries, drafts, undoSeconds, now, calls, onStep }: Props) {
  const { id, messaging, fresh, messages } = topic;
  const read = useTalk(
    { chatId: null, negotiationId: id, messaging: messaging === null ? unread : known(messaging) },
    { readChat: async () => ({ ok: false, problem: { name: 'not-found' } }), readOldTalk: calls.readTalk },
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
                  calls.write({ kind: 'call', ...applicantChanges.editLetter(id, message.id, text) })
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
              onDraft={(draftKey, text) => calls.saveDraft({ key: draftKey, text })}
              onSend={(text) => calls.write({ kind: 'old-message', negotiationId: id, text })}
            />
          )}
        </>
      )}
      {problem && (
        <ProblemNote
          problem={problem}
          onStep={(step) => (step === 'retry' || step === 'refresh' ? open() : onStep(problem)(step))}
          onCopy={calls.copy}
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
