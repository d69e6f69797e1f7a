import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Section } from './section.tsx';

/** Everything gone, after a second click in the same place. */
export function WipeSection({ onWipe }: { onWipe: () => Promise<void> }) {
  const [at, setAt] = useState<'rest' | 'sure' | 'done'>('rest');
  const keep = useRef<HTMLButtonElement>(null);

  // The safe answer has the focus: a second Enter by habit must not erase.
  useEffect(() => {
    if (at === 'sure') keep.current?.focus();
  }, [at]);

  const wipe = async () => {
    await onWipe();
    setAt('done');
  };

  return (
    <Section title={t('options_wipe')}>
      <p class="muted">{t('options_wipe_note')}</p>
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
