import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Key } from '../ui/button.tsx';
import { useTyped } from '../ui/hooks.ts';
import { Icon } from '../ui/icon.tsx';

/** Lower case, and е for ё, as people type: for the query and for the texts searched. */
export const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** Whether every word of the query occurs somewhere in the text; an empty query matches every text. */
export function matcher(query: string): (text: string) => boolean {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return (text) => words.length === 0 || words.every((word) => text.includes(word));
}

interface Props {
  field: RefObject<HTMLInputElement | null>;
  /** The accessible name: what is searched. */
  label: string;
  placeholder?: string;
  text: string;
  /** Debounce, ms; longer where a search asks hh. */
  rest?: number;
  /** Called with a changed text, without surrounding spaces: a trailing space only begins the next word. */
  onSearch: (text: string) => void;
  /** Called when ↓ or Enter leads into the list. */
  onLeave: () => void;
}

/** Filters a list by words. */
export function SearchField({ field, label, placeholder = label, text, rest = 0, onSearch, onLeave }: Props) {
  const { typed, setTyped, say } = useTyped(text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (words: string, wait: number) => {
    setTyped(words);
    clearTimeout(timer.current);
    const search = () => {
      const sought = words.trim();
      if (say(sought)) onSearch(sought);
    };
    if (wait === 0) search();
    else timer.current = setTimeout(search, wait);
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
      <Icon name="search" />
      <input
        ref={field}
        class="field small quiet"
        type="search"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        value={typed}
        onInput={(event) => type(event.currentTarget.value, rest)}
        onKeyDown={press}
      />
      {typed === '' && <Key>/</Key>}
    </div>
  );
}
