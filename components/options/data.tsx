import { useEffect, useRef, useState } from 'preact/hooks';
import { grouped, type MessageKey, plural, t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import { useWorker } from '../worker.ts';
import { Section } from './fields.tsx';

/** How much is stored in this browser, by kind. */
export interface Stored {
  vacancies: number;
  rows: number;
  chats: number;
  outbox: number;
  drafts: number;
  /** An applicant's own responses (`negotiations`) and their observed changes (`events`). */
  negotiations: number;
  events: number;
  /** An applicant's own notes. */
  notes: number;
  /** All kinds of stored data, grouped by how long they are kept. */
  kept: { until: MessageKey; names: MessageKey[] }[];
  /** Size of `storage.local`; null if the browser does not tell. */
  bytes: number | null;
}

/** What the extension stores, and for how long. */
export function StoredSection({ stored }: { stored: Stored }) {
  const kilobytes = stored.bytes === null ? null : grouped(Math.ceil(stored.bytes / 1024));
  return (
    <Section title={t('options_stored')}>
      <ul class="bullets">
        <li>{plural('options_stored_vacancies', stored.vacancies)}</li>
        <li>{plural('options_stored_rows', stored.rows)}</li>
        <li>{plural('options_stored_chats', stored.chats)}</li>
        <li>{plural('options_stored_outbox', stored.outbox)}</li>
        <li>{plural('options_stored_drafts', stored.drafts)}</li>
        {stored.negotiations > 0 && <li>{plural('options_stored_negotiations', stored.negotiations)}</li>}
        {stored.events > 0 && <li>{plural('options_stored_events', stored.events)}</li>}
        {stored.notes > 0 && <li>{plural('options_stored_notes', stored.notes)}</li>}
      </ul>
      {kilobytes !== null && <p class="num">{t('options_stored_size', t('options_stored_kb', kilobytes))}</p>}
      <p class="small muted">{t('options_stored_where')}</p>
      <details>
        <summary>{t('options_stored_kept')}</summary>
        {stored.kept.map(({ until, names }) => (
          <div key={until} class="stack gap">
            <p class="b">{t(until)}</p>
            <ul class="bullets small">
              {names.map((name) => (
                <li key={name}>{t(name)}</li>
              ))}
            </ul>
          </div>
        ))}
      </details>
    </Section>
  );
}

/** Erases everything, after a second click. */
export function WipeSection() {
  const worker = useWorker();
  const [at, setAt] = useState<'rest' | 'sure' | 'done'>('rest');
  const keep = useRef<HTMLButtonElement>(null);

  // Focus the safe answer, so that a second Enter out of habit does not erase.
  useEffect(() => {
    if (at === 'sure') keep.current?.focus();
  }, [at]);

  const wipe = async () => {
    await worker.wipe();
    setAt('done');
  };

  return (
    <Section title={t('options_wipe')} note={t('options_wipe_note')}>
      {at === 'sure' ? (
        <div class="row wrap">
          <Button tone="danger" onClick={wipe}>
            {t('options_wipe_sure')}
          </Button>
          <Button ref={keep} onClick={() => setAt('rest')}>
            {t('options_wipe_no')}
          </Button>
        </div>
      ) : (
        <Button tone="danger" onClick={() => setAt('sure')}>
          {t('options_wipe_button')}
        </Button>
      )}
      <p class="small saved" role="status">
        {at === 'done' && t('options_wipe_done')}
      </p>
    </Section>
  );
}
