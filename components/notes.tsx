import { t } from '../utils/i18n.ts';
import type { Note } from '../utils/inbox/negotiation.ts';
import { date, moment } from '../utils/time.ts';
import { Section } from './section.tsx';

/** What colleagues wrote about this person. */
export const Notes = ({ notes, now }: { notes: Note[]; now: number }) =>
  notes.length === 0 ? null : (
    <Section title={t('notes_title')} aside={notes.length}>
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
    </Section>
  );
