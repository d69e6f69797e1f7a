import type { ComponentChildren } from 'preact';
import type { Account } from '../../utils/domain/account.ts';
import { sampleHash } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import { useWorker } from '../worker.ts';
import { Button } from './button.tsx';
import { useSending } from './form.tsx';
import { ProblemNote, signIn } from './problem-note.tsx';
import { stepOf } from './words.ts';

interface Props {
  title: string;
  note: string;
  children?: ComponentChildren;
}

/** A card shown in place of a list. */
export const Card = ({ title, note, children }: Props) => (
  <div class="card-text stack">
    <h2 class="b">{title}</h2>
    <p class="muted">{note}</p>
    {children}
  </div>
);

/** Nobody is signed in: says what the extension does for either role, and offers the ways to sign in. */
export function SignedOut({ account }: { account: Account }) {
  const worker = useWorker();
  const { busy, problem: failed, run } = useSending();
  const problem = failed ?? (account.state === 'signed-out' ? account.problem : null);
  const enter = (role: 'employer' | 'applicant') => void run(() => signIn(worker, role));
  return (
    <main class="alone">
      <h1 class="hidden">{t('extName')}</h1>
      <Card title={t('popup_hire')} note={t('popup_signed_out_note')}>
        {problem && !busy && (
          // The button below already offers to sign in again.
          <ProblemNote
            problem={problem}
            again={() => void worker.refresh()}
            wordsOnly={stepOf(problem) === 'sign-in'}
          />
        )}
        <div class="row">
          <Button tone="primary" disabled={busy} onClick={() => enter('employer')}>
            {t('common_sign_in')}
          </Button>
          <a class="btn" href="welcome.html" target="_blank" rel="noreferrer">
            {t('popup_begin')}
          </a>
          <Button onClick={() => worker.openOptions()}>{t('common_settings')}</Button>
        </div>
        <p class="small">
          <a href={`inbox.html${sampleHash}`} target="_blank" rel="noreferrer">
            {t('sample_see')}
          </a>
        </p>
        <p class="small muted" role="status">
          {busy && t('common_signing_in')}
        </p>
      </Card>
      <Card title={t('popup_seek')} note={t('popup_seek_note')}>
        <OptIn>
          <Button tone="link" disabled={busy} onClick={() => enter('applicant')}>
            {t('popup_seek_sign_in')}
          </Button>
        </OptIn>
      </Card>
    </main>
  );
}

/** Signed in, but there is nothing that could be shown truthfully. */
export function NotRecruiter() {
  const worker = useWorker();
  return (
    <main class="alone">
      <h1 class="hidden">{t('extName')}</h1>
      <Card title={t('popup_other')} note={t('popup_other_note')}>
        <div class="row">
          <Button onClick={() => worker.openOptions()}>{t('common_settings')}</Button>
        </div>
      </Card>
    </main>
  );
}

/** Explains the reading of the person's own page: what is read, when, and what does not happen. */
export const Explained = () => (
  <ul class="bullets small muted">
    <li>{t('applicant_opt_what')}</li>
    <li>{t('applicant_opt_when')}</li>
    <li>{t('applicant_opt_nothing')}</li>
  </ul>
);

interface OptInProps {
  /** Another way, shown beside the button. */
  children?: ComponentChildren;
}

/** The first opt-in: the person's own list is read while they have it open. Explains first what that means. */
export function OptIn({ children }: OptInProps) {
  const worker = useWorker();
  const { problem, run } = useSending();
  const optIn = () => void run(() => worker.saveSettings({ readPages: true }));
  return (
    <>
      <Explained />
      {problem && <ProblemNote problem={problem} />}
      <div class="row wrap">
        <Button tone="primary" onClick={optIn}>
          {t('applicant_opt_in')}
        </Button>
        {children}
      </div>
    </>
  );
}
