import { useEffect, useRef, useState } from 'preact/hooks';
import { dayOf, dueOf } from '../../utils/domain/due.ts';
import { grouped, plural, t } from '../../utils/i18n.ts';
import type { BackupContents, BackupFault } from '../../utils/messaging/backup.ts';
import { date } from '../../utils/time.ts';
import { Button } from '../ui/button.tsx';
import { Fault, Tick } from '../ui/form.tsx';
import { problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { NumberSection, Section, useOptions } from './fields.tsx';

/** What is stored in this browser, for how long, a copy of it, and erasing it. */
export const Data = () => (
  <>
    <StoredSection />
    <NumberSection name="keepDays" label="keep" />
    <BackupSection />
    <WipeSection />
  </>
);

/** What the extension stores, and for how long. */
function StoredSection() {
  const { stored } = useOptions();
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

/** What a backup is doing. */
type BackupState =
  | { at: 'rest' }
  | { at: 'busy' }
  | { at: 'saved' }
  | { at: 'looked'; file: File; contents: BackupContents }
  | { at: 'restored' }
  | { at: 'fault'; words: string };

/** Saves what exists only in this browser to a file, and restores it, after showing what a file would add. */
function BackupSection() {
  const { backup, save } = useWorker();
  const [state, setState] = useState<BackupState>({ at: 'rest' });
  const input = useRef<HTMLInputElement>(null);
  const fault = (words: string) => setState({ at: 'fault', words });

  const make = async () => {
    setState({ at: 'busy' });
    const day = dayOf(dueOf(new Date()));
    save(await backup.makeBackup(), `otklik-backup ${day}.json`);
    setState({ at: 'saved' });
  };
  const look = async (file: File | undefined) => {
    if (!file) return;
    setState({ at: 'busy' });
    const opened = await backup.openBackup(file);
    if (opened.ok) setState({ at: 'looked', file, contents: opened.contents });
    else fault(faultText(opened.fault));
  };
  const restore = async (file: File, all: boolean) => {
    setState({ at: 'busy' });
    const problem = await backup.restoreBackup(file, all);
    if (problem) fault(`${t('backup_stopped')} ${problemText(problem)}`);
    else setState({ at: 'restored' });
  };

  return (
    <Section title={t('backup_title')} note={t('backup_note')}>
      {state.at === 'looked' ? (
        <Contents
          contents={state.contents}
          onRestore={(all) => void restore(state.file, all)}
          onLeave={() => setState({ at: 'rest' })}
        />
      ) : (
        <div class="row wrap">
          <Button disabled={state.at === 'busy'} onClick={() => void make()}>
            {t('backup_save')}
          </Button>
          <Button disabled={state.at === 'busy'} onClick={() => input.current?.click()}>
            {t('backup_open')}
          </Button>
        </div>
      )}
      <input
        hidden
        type="file"
        accept=".json,application/json"
        aria-label={t('backup_open')}
        ref={input}
        onChange={({ currentTarget }) => {
          void look(currentTarget.files?.[0]);
          // Lets the user choose the same file again.
          currentTarget.value = '';
        }}
      />
      <Fault>{state.at === 'fault' && state.words}</Fault>
      <p class="small saved" role="status">
        {state.at === 'saved' && t('backup_saved')}
        {state.at === 'restored' && t('backup_restored')}
      </p>
    </Section>
  );
}

const faultText = (fault: BackupFault): string =>
  `${t(`backup_fault_${fault === 'too-big' ? 'big' : fault}`)} ${t('backup_unchanged')}`;

interface ContentsProps {
  contents: BackupContents;
  /** @param all whether to restore what belongs to other accounts, too */
  onRestore: (all: boolean) => void;
  onLeave: () => void;
}

/** What a file would add, and the button that restores it. */
function Contents({ contents: { savedAt, parts, settings, lost }, onRestore, onLeave }: ContentsProps) {
  const [all, setAll] = useState(false);
  const others = parts.reduce((sum, part) => sum + part.others, 0);
  const fresh = parts.reduce((sum, part) => sum + part.fresh, settings);
  const time = savedAt === null ? Number.NaN : Date.parse(savedAt);
  return (
    <div class="stack">
      <p class="b">{Number.isNaN(time) ? t('backup_of_unknown') : t('backup_of', date(time))}</p>
      <ul class="bullets">
        {parts.map(
          ({ name, count, fresh }) =>
            count > 0 && (
              <li key={name}>{t('backup_part', t(`backup_part_${name}`), grouped(count), grouped(fresh))}</li>
            ),
        )}
        {settings > 0 && <li>{plural('backup_settings', settings)}</li>}
        {fresh === 0 && <li>{t('backup_nothing_new')}</li>}
      </ul>
      {lost > 0 && <p class="small muted">{plural('backup_lost', lost)}</p>}
      {others > 0 && (
        <Tick checked={all} onTick={setAll}>
          {plural('backup_others', others)} <span class="small muted">{t('backup_others_note')}</span>
        </Tick>
      )}
      <p class="small muted">{t('backup_merge_note')}</p>
      <div class="row wrap">
        <Button tone="primary" onClick={() => onRestore(all)}>
          {t('backup_restore')}
        </Button>
        <Button onClick={onLeave}>{t('backup_leave')}</Button>
      </div>
    </div>
  );
}

/** Erases everything, after a second click. */
function WipeSection() {
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
