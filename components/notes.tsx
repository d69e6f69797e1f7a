import type { ComponentChildren } from 'preact';
import { t } from '../utils/i18n.ts';
import type { Note } from '../utils/inbox/negotiation.ts';
import { date, moment } from '../utils/time.ts';
import { Section } from './section.tsx';

interface Props {
  notes: Note[];
  now: number;
  /** Where another is written. */
  children?: ComponentChildren;
}

/** What colleagues wrote about this person. */
export const Notes = ({ notes, now, children }: Props) =>
  notes.length || children ? (
    <Section title={t('notes_title')} aside={notes.length || null}>
      <ul class="stack">
        {notes.map(({ id, text, author, mine, at, personal }) => (
          <li key={id} class="small">
            <p class="said" dir="auto">
              {text}
            </p>
            <p class="muted ell" title={`${author ?? ''} ${moment(at)}`}>
              <bdi>{mine ? t('notes_mine') : (author ?? t('notes_unknown'))}</bdi>
              {`, ${date(at, now)}`}
              {personal && ` · ${t('notes_personal')}`}
            </p>
          </li>
        ))}
      </ul>
      {children}
    </Section>
  ) : null;
