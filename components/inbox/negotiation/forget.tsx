import { useState } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { NegotiationId, ResumeId } from '../../../utils/ids.ts';
import { Button } from '../../ui/button.tsx';
import { focused } from '../../ui/form.tsx';
import { useWorker } from '../../worker.ts';

interface Props {
  negotiationId: NegotiationId;
  resumeId: ResumeId | null;
  onForgotten: () => void;
}

/** Forgets the person in every store of this browser, after a second click. */
export function Forget({ negotiationId, resumeId, onForgotten }: Props) {
  const { forget, negotiation, search } = useWorker();
  const [at, setAt] = useState<'rest' | 'sure' | 'failed'>('rest');
  const go = async () => {
    try {
      if (resumeId) await negotiation.dropHistory(resumeId);
      await forget.forgetPerson({ negotiationId, resumeId });
      await search.dropSearch();
      onForgotten();
    } catch {
      setAt('failed');
    }
  };
  if (at === 'rest')
    return (
      <div class="pad">
        <Button tone="link" onClick={() => setAt('sure')}>
          {t('forget_open')}
        </Button>
      </div>
    );
  return (
    <section class="pad stack" aria-label={t('forget_open')}>
      <p class="small muted">{t('forget_note')}</p>
      {at === 'failed' && (
        <p class="small bad" role="alert">
          {t('forget_failed')}
        </p>
      )}
      <div class="row wrap">
        <Button tone="danger" small onClick={() => void go()}>
          {t('forget_sure')}
        </Button>
        {/* The safe answer gets the focus: a second Enter by habit must not forget. */}
        <Button small ref={focused} onClick={() => setAt('rest')}>
          {t('backup_leave')}
        </Button>
      </div>
    </section>
  );
}
