import { t } from '../utils/i18n.ts';
import type { Note } from '../utils/inbox/negotiation.ts';
import { date, moment } from '../utils/time.ts';

/** What colleagues wrote about this person. */
export const Notes = ({ notes, now }: { notes: Note[]; now: number }) =>
  notes.length === 0 ? null : (
    <section class="sec">
      <div class="title">
        <h2>{t('notes_title')}</h2>
        <span class="num">{notes.length}</span>
      </div>
      <ul class="stack">
        {notes.map((note) => (
          <li key={note.id} class="small">
            <p class="said" dir="auto">
              {note.text}
            </p>
            <p class="muted ell" title={`${note.author ?? ''} ${moment(note.at)}`}>
              <bdi>{note.mine ? t('notes_mine') : (note.author ?? t('notes_unknown'))}</bdi>
              {`, ${date(note.at, now)}`}
              {note.personal && ` · ${t('notes_personal')}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
