import { useState } from 'preact/hooks';
import { type Snippet, variables } from '../../../utils/domain/snippets.ts';
import { t } from '../../../utils/i18n.ts';
import { Button } from '../../ui/button.tsx';

const known = variables.map((name) => `[${name}]`).join(' ');

interface Props {
  snippets: Snippet[];
  onSave: (snippets: Snippet[]) => void;
  onClose: () => void;
}

/** The user's own texts, to be changed; its code is read when it is opened. */
export function SnippetList({ snippets, onSave, onClose }: Props) {
  const [open, setOpen] = useState<Snippet | null>(null);
  if (open)
    return (
      <SnippetForm
        key={open.id}
        snippet={open}
        onSave={(changed) => {
          const old = snippets.some(({ id }) => id === changed.id);
          onSave(
            old ? snippets.map((one) => (one.id === changed.id ? changed : one)) : [...snippets, changed],
          );
          setOpen(null);
        }}
        onRemove={() => {
          onSave(snippets.filter(({ id }) => id !== open.id));
          setOpen(null);
        }}
        onClose={() => setOpen(null)}
      />
    );
  return (
    <section class="form stack" aria-label={t('snippet_title')}>
      <div class="row">
        <h3 class="b grow">{t('snippet_title')}</h3>
        <Button icon tone="flat" aria-label={t('action_close')} onClick={onClose}>
          ✕
        </Button>
      </div>
      {snippets.length === 0 && <p class="small muted">{t('snippet_none')}</p>}
      <ul class="stack">
        {snippets.map((snippet) => (
          <li key={snippet.id}>
            <Button wide small onClick={() => setOpen(snippet)}>
              {snippet.name || snippet.text}
            </Button>
          </li>
        ))}
      </ul>
      <Button small tone="flat" onClick={() => setOpen({ id: crypto.randomUUID(), name: '', text: '' })}>
        {t('snippet_add')}
      </Button>
    </section>
  );
}

interface FormProps {
  snippet: Snippet;
  onSave: (snippet: Snippet) => void;
  onRemove: () => void;
  onClose: () => void;
}

function SnippetForm({ snippet, onSave, onRemove, onClose }: FormProps) {
  const [name, setName] = useState(snippet.name);
  const [text, setText] = useState(snippet.text);
  return (
    <form
      class="form stack"
      aria-label={t('snippet_title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onSave({ ...snippet, name: name.trim().slice(0, 100), text });
      }}
      onKeyDown={(event) => {
        if (event.code !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        class="field"
        aria-label={t('snippet_name')}
        placeholder={t('snippet_name')}
        maxLength={100}
        value={name}
        ref={focusFirst}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <textarea
        class="field"
        dir="auto"
        rows={5}
        maxLength={10_000}
        aria-label={t('snippet_text')}
        placeholder={t('snippet_text')}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p class="small muted">{t('snippet_variables', known)}</p>
      <div class="row wrap">
        <Button small tone="primary" type="submit" disabled={!text.trim()}>
          {t('snippet_save')}
        </Button>
        <Button small tone="flat" onClick={onClose}>
          {t('snippet_back')}
        </Button>
        <Button small tone="danger" onClick={onRemove}>
          {t('snippet_remove')}
        </Button>
      </div>
    </form>
  );
}

const focusFirst = (input: HTMLInputElement | null) => input?.focus();
