import { useEffect, useState } from 'preact/hooks';
import type { Note } from '../../../utils/domain/negotiation.ts';
import type { Draft, Entry } from '../../../utils/domain/write-request.ts';
import { noteChanges } from '../../../utils/hh/notes.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { ApplicantId } from '../../../utils/ids.ts';
import { isKnown, valueOr } from '../../../utils/known.ts';
import type { Problem, Result } from '../../../utils/problem.ts';
import { moment } from '../../../utils/time.ts';
import { authorOf, noteLine } from '../../negotiation/notes.tsx';
import { Button } from '../../ui/button.tsx';
import { Fault, formKeys } from '../../ui/form.tsx';
import { problemText } from '../../ui/words.ts';
import type { NegotiationCalls, Page } from './calls.ts';
import { useReading } from './reading.ts';
import { useWritten } from './use-written.ts';

interface Props {
  open: boolean;
  applicantId: ApplicantId;
  now: number;
  entries: Entry[];
  drafts: Record<string, Draft>;
  calls: Pick<NegotiationCalls, 'readNotes' | 'write' | 'saveDraft'>;
}

/** What the company wrote about this person; read when it is opened. */
export function ApplicantNotes({ open, applicantId, now, entries, drafts, calls }: Props) {
  const [notes, read, change] = useReading<Page<Note>>();
  const [page, setPage] = useState(0);
  const [form, setForm] = useState<string | null>(null);
  const close = () => setForm(null);
  const begin = () => {
    setPage(0);
    void read(calls.readNotes({ applicantId, page: 0 }));
  };
  const more = async () => {
    const known = notes.value?.items ?? [];
    const next = calls.readNotes({ applicantId, page: page + 1 });
    await read(
      next.then((answer) =>
        answer.ok
          ? { ok: true, value: { ...answer.value, items: together(known, answer.value.items) } }
          : answer,
      ),
    );
    setPage(page + 1);
  };

  useWritten(
    entries,
    ({ request }) =>
      (request.kind === 'note' && request.applicantId === applicantId) ||
      (request.kind === 'call' && request.url.startsWith(`/applicant_comments/${applicantId}/`)),
    begin,
  );
  const waiting = (note: Note) =>
    entries.some(
      ({ request, progress }) =>
        request.kind === 'call' &&
        request.url === `/applicant_comments/${applicantId}/${note.id}` &&
        progress.at !== 'sent' &&
        progress.at !== 'failed',
    );

  const key = `note:${applicantId}`;
  const { value, busy, problem } = notes;
  useEffect(() => {
    if (open && !value && !busy) begin();
  }, [open]);
  return (
    <div class="stack gap">
      <Fault>{problem && problemText(problem)}</Fault>
      {problem && (
        <div>
          <Button small onClick={begin}>
            {t('next_retry')}
          </Button>
        </div>
      )}
      {value?.items.length === 0 && value.skipped === 0 && <p class="small muted">{t('note_none')}</p>}
      {value && value.skipped > 0 && <p class="small muted">{plural('notes_skipped', value.skipped)}</p>}
      <ul class="stack">
        {value?.items.map((note) =>
          form === note.id ? (
            <li key={note.id}>
              <NoteForm
                text={valueOr(note.text, '')}
                access={isKnown(note.personal, true) ? 'owner' : 'coworkers'}
                words={t('note_change')}
                onSave={async (text, access) =>
                  calls.write({ kind: 'call', ...noteChanges.edit(applicantId, note.id, { text, access }) })
                }
                onDone={close}
                onClose={close}
              />
            </li>
          ) : (
            <li key={note.id} class={`small${waiting(note) ? ' leaving' : ''}`}>
              <p class="said" dir="auto">
                {note.text.known ? note.text.value : t('fact_text_unread')}
              </p>
              <div class="row muted">
                <span
                  class="grow ell"
                  title={`${authorOf(note)}, ${note.at.known ? moment(note.at.value) : t('fact_date_unread')}`}
                >
                  <bdi>{authorOf(note)}</bdi>
                  {noteLine(note, now)}
                </span>
                {isKnown(note.mine, true) && note.text.known && !waiting(note) && (
                  <>
                    <Button tone="link" onClick={() => setForm(note.id)}>
                      {t('note_edit')}
                    </Button>
                    <Button
                      tone="link"
                      onClick={() =>
                        void calls
                          .write({ kind: 'call', ...noteChanges.remove(applicantId, note.id) })
                          .then((answer) => answer.ok || void read(Promise.resolve(answer)))
                      }
                    >
                      {t('note_remove')}
                    </Button>
                  </>
                )}
              </div>
            </li>
          ),
        )}
      </ul>
      {value?.more && (
        <div>
          <Button small tone="flat" disabled={busy} onClick={() => void more()}>
            {t('note_more')}
          </Button>
        </div>
      )}
      {form === 'new' ? (
        <NoteForm
          text={drafts[key]?.text ?? ''}
          access="coworkers"
          words={t('note_save')}
          onDraft={(text) => calls.saveDraft({ key, text })}
          onSave={(text, access) => calls.write({ kind: 'note', applicantId, text, access })}
          onDone={() => {
            close();
            change((known) => known);
          }}
          onClose={close}
        />
      ) : (
        <div>
          <Button small onClick={() => setForm('new')}>
            {t('note_add')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Pages of a list that grows at its beginning may overlap. */
const together = (known: Note[], next: Note[]): Note[] => [
  ...known,
  ...next.filter(({ id }) => !known.some((one) => one.id === id)),
];

type Access = 'coworkers' | 'owner';

interface FormProps {
  text: string;
  access: Access;
  words: string;
  onDraft?: (text: string) => void;
  onSave: (text: string, access: Access) => Promise<Result<unknown>>;
  onDone: () => void;
  onClose: () => void;
}

function NoteForm({ words, onDraft, onSave, onDone, onClose, ...before }: FormProps) {
  const [text, setText] = useState(before.text);
  const [access, setAccess] = useState(before.access);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    if (!text.trim()) return;
    const answer = await onSave(text.trim(), access);
    if (answer.ok) onDone();
    else setProblem(answer.problem);
  };
  return (
    <form class="form stack" aria-label={t('note_title')} {...formKeys(() => void save(), onClose)}>
      <textarea
        class="field short"
        dir="auto"
        rows={3}
        aria-label={t('note_add')}
        ref={focus}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          onDraft?.(value);
        }}
      />
      <fieldset class="switch" aria-label={t('note_who')}>
        {(['coworkers', 'owner'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="access" checked={access === one} onChange={() => setAccess(one)} />
            {t(`note_${one}`)}
          </label>
        ))}
      </fieldset>
      <Fault>{problem && problemText(problem)}</Fault>
      <div class="row">
        <Button small tone="primary" type="submit" disabled={!text.trim()}>
          {words}
        </Button>
        <Button small tone="flat" onClick={onClose}>
          {t('note_cancel')}
        </Button>
      </div>
      <p class="small muted">{t('note_effect')}</p>
    </form>
  );
}

const focus = (field: HTMLElement | null) => field?.focus();
