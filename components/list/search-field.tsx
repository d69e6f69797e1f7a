import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { Key } from '../ui/button.tsx';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  /** How long typing must rest, in ms; half a second where hh is asked. */
  rest?: number;
  onSearch: (text: string) => void;
  /** Into the list, by ↓ or Enter. */
  onLeave: () => void;
}

/** hh searches, so a word is asked for only once the person stops typing. */
const restMs = 500;

/** Searches among the responses of the collection. */
export function SearchField({ field, text, rest = restMs, onSearch, onLeave }: Props) {
  const [typed, setTyped] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (words: string, wait: number) => {
    setTyped(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(words.trim()), wait);
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      type(typed, 0);
      onLeave();
    } else if (event.code === 'Escape' && typed) type('', 0);
    else if (event.code === 'Escape') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div class="search">
      <input
        ref={field}
        class="field quiet"
        type="search"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        aria-label={t('inbox_search')}
        aria-keyshortcuts="/"
        placeholder={t('inbox_search_short')}
        value={typed}
        onInput={(event) => type(event.currentTarget.value, rest)}
        onKeyDown={press}
      />
      {typed === '' && <Key>/</Key>}
    </div>
  );
}
