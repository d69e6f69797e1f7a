import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Key } from '../ui/button.tsx';
import { useTyped } from '../ui/hooks.ts';
import { Icon } from '../ui/icon.tsx';

/** A person types е for ё and in any case; so do the words we look in. */
export const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** True when every word of the query occurs somewhere in the text; an empty query lets all through. */
export function matcher(query: string): (text: string) => boolean {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return (text) => words.length === 0 || words.every((word) => text.includes(word));
}

interface Props {
  field: RefObject<HTMLInputElement | null>;
  /** What it looks in. */
  label: string;
  placeholder?: string;
  text: string;
  /** How long typing must rest, in ms; longer where hh is asked. */
  rest?: number;
  /** Another text, without the spaces around it: there a next word is only begun. */
  onSearch: (text: string) => void;
  /** Into the list, by ↓ or Enter. */
  onLeave: () => void;
}

/** Narrows a list by words. */
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
