import type { ComponentChildren } from 'preact';
import type { Note } from '../../utils/domain/negotiation.ts';
import { dotted, plural, t } from '../../utils/i18n.ts';
import { isKnown, type List, none } from '../../utils/known.ts';
import { date, moment } from '../../utils/time.ts';
import { Section } from '../ui/section.tsx';
import { Said } from '../ui/text.tsx';

interface Props {
  /** null if they could not be read or the applicant is unknown. */
  notes: List<Note> | null;
  now: number;
  /** Why the notes could not be read, and the form for a new one. */
  children?: ComponentChildren;
}

/** Who wrote a note, in words. */
const authorOf = ({ mine, author }: Note): string =>
  isKnown(mine, true)
    ? t('notes_mine')
    : author.known
      ? author.value || t('fact_author_unread')
      : t('fact_author_unread');

interface TextProps {
  note: Note;
  now: number;
  /** The actions of the note. */
  children?: ComponentChildren;
}

/** A note with its author, date and visibility below. */
export function NoteText({ note, now, children }: TextProps) {
  const { text, at, personal, mine } = note;
  const author = authorOf(note);
  return (
    <>
      <Said text={text.known ? text.value : t('fact_text_unread')} />
      <div class="row muted">
        <span class="grow ell" title={`${author}, ${at.known ? moment(at.value) : t('fact_date_unread')}`}>
          <bdi>{author}</bdi>
          {dotted(
            `, ${at.known ? date(at.value, now) : t('fact_date_unread')}`,
            !mine.known && t('notes_mine_unread'),
            !personal.known ? t('notes_access_unread') : personal.value && t('notes_personal'),
          )}
        </span>
        {children}
      </div>
    </>
  );
}

/** The notes of colleagues on this person. */
export function Notes({ notes, now, children }: Props) {
  const { items, skipped } = notes ?? none;
  const all = items.length + skipped;
  return all > 0 || children ? (
    <Section
      title={t('notes_title')}
      aside={skipped > 0 ? t('notes_read_of', items.length, all) : all || null}
    >
      <ul class="stack">
        {items.map((note) => (
          <li key={note.id} class="small">
            <NoteText note={note} now={now} />
          </li>
        ))}
      </ul>
      {skipped > 0 && <p class="small muted">{plural('notes_skipped', skipped)}</p>}
      {children}
    </Section>
  ) : null;
}
