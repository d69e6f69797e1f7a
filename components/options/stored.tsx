import { type MessageKey, plural, t } from '../../utils/i18n.ts';
import { Section } from './section.tsx';

/** How much of each kind lies in this browser. */
export interface Stored {
  vacancies: number;
  rows: number;
  chats: number;
  outbox: number;
  drafts: number;
  /** An applicant's own responses, and what was seen to happen to them. */
  topics: number;
  events: number;
  /** What an applicant noted for themselves. */
  notes: number;
  /** Every kind of thing that is kept, by how long. */
  kept: { until: MessageKey; names: MessageKey[] }[];
  /** Of `storage.local`; null where the browser cannot tell. */
  bytes: number | null;
}

/** What the extension keeps, so that nobody has to believe us. */
export function StoredSection({ stored }: { stored: Stored }) {
  const kilobytes = stored.bytes === null ? null : Math.ceil(stored.bytes / 1024).toLocaleString(t('locale'));
  return (
    <Section id="stored" title={t('options_stored')}>
      <ul class="bullets">
        <li>{plural('options_stored_vacancies', stored.vacancies)}</li>
        <li>{plural('options_stored_rows', stored.rows)}</li>
        <li>{plural('options_stored_chats', stored.chats)}</li>
        <li>{plural('options_stored_outbox', stored.outbox)}</li>
        <li>{plural('options_stored_drafts', stored.drafts)}</li>
        {stored.topics > 0 && <li>{plural('options_stored_topics', stored.topics)}</li>}
        {stored.events > 0 && <li>{plural('options_stored_events', stored.events)}</li>}
        {stored.notes > 0 && <li>{plural('options_stored_notes', stored.notes)}</li>}
      </ul>
      {stored.kept.map(({ until, names }) => (
        <div key={until} class="stack">
          <p class="b">{t(until)}</p>
          <ul class="bullets small">
            {names.map((name) => (
              <li key={name}>{t(name)}</li>
            ))}
          </ul>
        </div>
      ))}
      {kilobytes !== null && <p class="num">{t('options_stored_size', t('options_stored_kb', kilobytes))}</p>}
      <p class="small muted">{t('options_stored_where')}</p>
    </Section>
  );
}
