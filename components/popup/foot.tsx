import { t } from '../../utils/i18n.ts';
import { Key } from '../ui/button.tsx';

interface Props {
  onHelp: () => void;
  onOpen: () => void;
}

/** The most used keys, the way to all of them, and the way to the whole inbox. */
export const Foot = ({ onHelp, onOpen }: Props) => (
  <footer class="row foot small muted">
    <span class="row" aria-hidden="true">
      <Key>J</Key>
      <Key>K</Key>
      {t('popup_hint_walk')}
    </span>
    <button type="button" class="row bare" aria-keyshortcuts="?" onClick={onHelp}>
      <Key>?</Key>
      {t('popup_hint_keys')}
    </button>
    <span class="grow" />
    <button type="button" class="bare" onClick={onOpen}>
      {t('popup_open_inbox')}
    </button>
  </footer>
);
