import type { RefObject } from 'preact';
import { Key } from '../ui/button.tsx';

interface Props {
  /** What it looks in. */
  label: string;
  field: RefObject<HTMLInputElement | null>;
  query: string;
  onQuery: (query: string) => void;
  /** Into the list, by ↓ or Enter. */
  onLeave: () => void;
}

/** Sifts the list by its words. */
export function Search({ label, field, query, onQuery, onLeave }: Props) {
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      onLeave();
    } else if (event.code === 'Escape') {
      // First the words go, then the popup.
      event.preventDefault();
      if (query) onQuery('');
      else onLeave();
    }
  };
  return (
    <div class="search">
      <input
        ref={field}
        class="field"
        type="search"
        autocomplete="off"
        spellcheck={false}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={press}
      />
      {query === '' && <Key>/</Key>}
    </div>
  );
}
