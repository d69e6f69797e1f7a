import { type MessageKey, t } from '../../utils/i18n.ts';
import { Button } from './button.tsx';

interface Props {
  /** What was given up, by name. */
  names: MessageKey[];
  onClose: () => void;
}

/** Part of what was stored could not be read: which, and that the rest is in place. */
export const Losses = ({ names, onClose }: Props) => (
  <section class="note losses" role="alert">
    <p class="b">{t('losses_title')}</p>
    <ul class="bullets small">
      {names.map((name) => (
        <li key={name}>{t(name)}</li>
      ))}
    </ul>
    <p class="small muted">{t('losses_note')}</p>
    <Button onClick={onClose}>{t('losses_ok')}</Button>
  </section>
);
