import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Note } from '../../../utils/domain/negotiation.ts';
import type { Subject } from '../../../utils/domain/reminders.ts';
import { editKey, editOf } from '../../../utils/domain/texts.ts';
import { type Entry, isUnderWay } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { ApplicantId } from '../../../utils/ids.ts';
import { isKnown, valueOr } from '../../../utils/known.ts';
import type { Result } from '../../../utils/problem.ts';
import { useOutbox, useWritten } from '../../contexts.tsx';
import { NoteText } from '../../negotiation/notes.tsx';
import { useNoteDay } from '../../reminders/when.tsx';
import { Button } from '../../ui/button.tsx';
import { Fault, focused, formKeys, Switch, TextArea, useDraft, useSending } from '../../ui/form.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { usePages } from '../../ui/use-load.ts';
import { useWorker } from '../../worker.ts';

interface Props {
  applicantId: ApplicantId;
  /** The open negotiation, which a note with a day brings back. */
  subject: Subject | null;
  now: number;
  /** How often a new note was requested from elsewhere; each time, its form opens at once. */
  adding: number;
}

/** The company's notes about this person. */
export function ApplicantNotes({ applicantId, subject, now, adding }: Props) {
  const { entries } = useOutbox();
  const { write, negotiation } = useWorker();
  const notes = usePages<Note>(applicantId, (page) => negotiation.readNotes({ applicantId, page }), {
    idOf: ({ id }) => id,
  });
  /** The id of the note that is being changed, or `new`; null: no form is open. */
  const [form, setForm] = useState<string | null>(null);
  useLayoutEffect(() => {
    if (adding > 0) setForm('new');
  }, [adding]);
  const removing = useSending();
  const reminder = useNoteDay(subject, now);
  const close = () => setForm(null);
  const editsHere = ({ request }: Entry) => {
    const edit = editOf(request);
    return edit?.what === 'note' && edit.of === applicantId ? edit : null;
  };
  useWritten(
    (entry) =>
      (entry.request.kind === 'note' && entry.request.applicantId === applicantId) ||
      editsHere(entry) !== null,
    notes.begin,
  );
  const leaving = new Set(entries.filter(isUnderWay).flatMap((entry) => editsHere(entry)?.id ?? []));

  const { items, skipped, found, problem, busy } = notes;
  return (
    <div class="stack gap">
      {/* Above the notes, which come later and must not move it. */}
      {form === 'new' ? (
        <NoteForm
          draftKey={`note:${applicantId}`}
          onClose={close}
          before=""
          access="coworkers"
          words={t('note_save')}
          onSave={(text, access) =>
            reminder.noted(text, () => write({ kind: 'note', applicantId, text, access }))
          }
          day={reminder.field}
        />
      ) : (
        <div>
          <Button small onClick={() => setForm('new')}>
            {t('note_add')}
          </Button>
        </div>
      )}
      {problem && <ProblemNote problem={problem} again={found ? notes.next : notes.begin} />}
      <Fault>{removing.fault}</Fault>
      {found && items.length + skipped === 0 && <p class="small muted">{t('note_none')}</p>}
      {skipped > 0 && <p class="small muted">{plural('notes_skipped', skipped)}</p>}
      <ul class="stack">
        {items.map((note) =>
          form === note.id ? (
            <li key={note.id}>
              <NoteForm
                draftKey={editKey({ what: 'note', of: applicantId, id: note.id })}
                onClose={close}
                before={valueOr(note.text, '')}
                access={isKnown(note.personal, true) ? 'owner' : 'coworkers'}
                words={t('common_save')}
                onSave={(text, access) => negotiation.editNote(applicantId, note.id, { text, access })}
              />
            </li>
          ) : (
            <li key={note.id} class={`small${leaving.has(note.id) ? ' leaving' : ''}`}>
              <NoteText note={note} now={now}>
                {isKnown(note.mine, true) && note.text.known && !leaving.has(note.id) && (
                  <>
                    <Button tone="link" onClick={() => setForm(note.id)}>
                      {t('common_edit')}
                    </Button>
                    <Button
                      tone="link"
                      onClick={() => void removing.run(() => negotiation.removeNote(applicantId, note.id))}
                    >
                      {t('common_remove')}
                    </Button>
                  </>
                )}
              </NoteText>
            </li>
          ),
        )}
      </ul>
      {notes.more && (
        <div>
          <Button small tone="flat" disabled={busy} onClick={notes.next}>
            {t('common_more')}
          </Button>
        </div>
      )}
    </div>
  );
}

type Access = 'coworkers' | 'owner';

interface FormProps {
  before: string;
  draftKey: string;
  access: Access;
  words: string;
  day?: ComponentChildren;
  onSave: (text: string, access: Access) => Promise<Result<unknown>>;
  onClose: () => void;
}

function NoteForm({ before, draftKey, words, day, onSave, onClose, ...first }: FormProps) {
  const { text, onText, send } = useDraft(draftKey, before);
  const [access, setAccess] = useState(first.access);
  const { fault, run } = useSending();
  const save = async () => {
    if (!text.trim()) return;
    send(text.trim());
    if (await run(() => onSave(text.trim(), access))) onClose();
  };
  return (
    <form class="form stack" aria-label={t('note_title')} {...formKeys(() => void save(), onClose)}>
      <TextArea
        class="field short"
        rows={3}
        label={t('note_add')}
        fieldRef={focused}
        value={text}
        onText={onText}
      />
      <Switch
        label={t('note_who')}
        value={access}
        options={(['coworkers', 'owner'] as const).map((one) => [one, t(`note_${one}`)])}
        onPick={setAccess}
      />
      {day}
      <Fault>{fault}</Fault>
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
