import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { fill, type Snippet, type VariableValues } from '../../../utils/domain/snippets.ts';
import { t } from '../../../utils/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { lazy } from '../../ui/lazy.ts';

const SnippetList = lazy(async () => (await import('./snippet-list.tsx')).SnippetList);

interface Props {
  snippets: Snippet[];
  /** What the variables stand for here. */
  values: VariableValues;
  onSave: (snippets: Snippet[]) => void;
  /** A form with a text field: snippets go where its caret is. */
  children: ComponentChildren;
}

/** Writes into a field as a person would, so that whoever holds its text hears of it. */
export function insert(field: HTMLTextAreaElement, text: string): void {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
}

/** A form, and the user's own texts to put into it. */
export function WithSnippets({ snippets, values, onSave, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState(false);
  return (
    <div class="stack" data-inner="">
      <div ref={place}>{children}</div>
      <div class="row snippets">
        {snippets.length > 0 && (
          <select
            class="field grow"
            aria-label={t('snippet_insert')}
            value=""
            onChange={({ currentTarget }) => {
              const snippet = snippets.find(({ id }) => id === currentTarget.value);
              const field = place.current?.querySelector('textarea');
              currentTarget.value = '';
              if (snippet && field) insert(field, fill(snippet.text, values));
            }}
          >
            <option value="">{t('snippet_insert')}</option>
            {snippets.map(({ id, name, text }) => (
              <option key={id} value={id}>
                {name || text.slice(0, 60)}
              </option>
            ))}
          </select>
        )}
        <Button small tone="flat" aria-expanded={editing} onClick={() => setEditing(!editing)}>
          {t('snippet_edit')}
        </Button>
      </div>
      {editing && <SnippetList snippets={snippets} onSave={onSave} onClose={() => setEditing(false)} />}
    </div>
  );
}
