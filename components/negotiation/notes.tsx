import type { ComponentChildren } from 'preact';
import type { Note } from '../../utils/domain/negotiation.ts';
import { plural, t } from '../../utils/i18n.ts';
import { isKnown, type List } from '../../utils/known.ts';
import { date, moment } from '../../utils/time.ts';
import { Section } from '../ui/section.tsx';

interface Props {
  /** null: they could not be read, or are nobody's. */
  notes: List<Note> | null;
  now: number;
  /** Why they could not be read, and where another is written. */
  children?: ComponentChildren;
}

/** Who wrote a note. */
export const authorOf = ({ mine, author }: Note): string =>
  isKnown(mine, true)
    ? t('notes_mine')
    : author.known
      ? author.value || t('notes_unknown')
      : t('fact_author_unread');

/** What is said of a note below its text: who wrote it, when, and who sees it. */
export const noteLine = (note: Note, now: number): string =>
  [
    `, ${note.at.known ? date(note.at.value, now) : t('fact_date_unread')}`,
    !note.personal.known ? t('notes_access_unread') : note.personal.value && t('notes_personal'),
  ]
    .filter(Boolean)
    .join(' · ');

/** What colleagues wrote about this person. */
export function Notes({ notes, now, children }: Props) {
  const { items, skipped } = notes ?? { items: [], skipped: 0 };
  const all = items.length + skipped;
  return all > 0 || children ? (
    <Section
      title={t('notes_title')}
      aside={skipped > 0 ? t('notes_read_of', items.length, all) : all || null}
    >
      <ul class="stack">
        {items.map((note) => (
          <li key={note.id} class="small">
            <p class="said" dir="auto">
              {note.text.known ? note.text.value : t('fact_text_unread')}
            </p>
            <p
              class="muted ell"
              title={`${authorOf(note)}, ${note.at.known ? moment(note.at.value) : t('fact_date_unread')}`}
            >
              <bdi>{authorOf(note)}</bdi>
              {noteLine(note, now)}
            </p>
          </li>
        ))}
      </ul>
      {skipped > 0 && <p class="small muted">{plural('notes_skipped', skipped)}</p>}
      {children}
    </Section>
  ) : null;
}
