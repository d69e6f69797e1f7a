import type { Tone } from '../../utils/domain/stage.ts';
import { t } from '../../utils/i18n.ts';

interface Props {
  /** The verdict, or "…" before anything is known. */
  text: string;
  tone: Tone;
  onOpen: () => void;
}

/** The panel when it is closed: a slim tab at the edge that says the verdict. */
export const Tab = ({ text, tone, onOpen }: Props) => (
  <button
    type="button"
    class={`tab b ${tone}`}
    aria-expanded="false"
    aria-label={t('panel_open', text)}
    title={text}
    onClick={onOpen}
  >
    <span class="ell">{text}</span>
  </button>
);
