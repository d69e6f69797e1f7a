import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Account } from '../../utils/domain/account.ts';
import type { Candidate, VacancyCount } from '../../utils/domain/negotiation.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { fill, type Snippet, type VariableValues, variables } from '../../utils/domain/texts.ts';
import { t } from '../../utils/i18n.ts';
import { valueOr } from '../../utils/known.ts';
import { Button } from '../ui/button.tsx';
import { focused, formKeys, TextArea, TextField } from '../ui/form.tsx';
import { TitleRow } from '../ui/section.tsx';
import { useWorker } from '../worker.ts';

/** Name and patronymic, as a letter begins, from hh's «Фамилия Имя Отчество». */
function firstNames(name: string | null): string | null {
  const [family, ...rest] = name?.trim().split(/\s+/) ?? [];
  return rest.join(' ') || family || null;
}

/** Values for the variables of a text; null for those that are unknown, which stay unresolved. */
export function valuesOf(
  { account, settings }: { account: Account; settings: Settings },
  of: { candidate: Pick<Candidate, 'name'> | null; vacancy: Pick<VacancyCount, 'name'> | null },
): VariableValues {
  const user = account.state === 'signed-in' ? account : null;
  return {
    Name: firstNames(of.candidate ? valueOr(of.candidate.name, null) : null),
    Vacancy: of.vacancy ? valueOr(of.vacancy.name, null) : null,
    Company: user?.employer?.name || null,
    HRName: user?.name || null,
    SiteName: settings.site,
  };
}

/** Inserts a text at the caret and dispatches an `input` event, as typing does, so that the form notices. */
function insert(field: HTMLTextAreaElement, text: string): void {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
}

interface Props {
  /** Values for the variables. */
  values: VariableValues;
  /** A form with a text area; the text is inserted at its caret. */
  children: ComponentChildren;
}

/** A form, and a menu of the user's own texts to insert into it. */
export function WithSnippets({ values, children }: Props) {
  const { watchSnippets } = useWorker().store;
  const place = useRef<HTMLDivElement>(null);
  const [snippets, setSnippets] = useState<Snippet[]>([]);
  const [editing, setEditing] = useState(false);
  useEffect(() => watchSnippets(setSnippets), []);
  return (
    <div class="stack" data-inner="">
      <div class="stack" ref={place}>
        {children}
      </div>
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
      {editing && <SnippetList snippets={snippets} onClose={() => setEditing(false)} />}
    </div>
  );
}

interface ListProps {
  snippets: Snippet[];
  onClose: () => void;
}

/** The list in which users add and change their own texts. */
function SnippetList({ snippets, onClose }: ListProps) {
  const { saveSnippet, deleteSnippet } = useWorker().store;
  const [open, setOpen] = useState<Snippet | null>(null);
  if (open)
    return (
      <SnippetForm
        key={open.id}
        snippet={open}
        onSave={(changed) => {
          void saveSnippet(changed);
          setOpen(null);
        }}
        onRemove={() => {
          void deleteSnippet(open.id);
          setOpen(null);
        }}
        onClose={() => setOpen(null)}
      />
    );
  return (
    <section class="form stack" aria-label={t('snippet_title')}>
      <TitleRow level={3} title={t('snippet_title')} closes="action_close" keyed={false} onClose={onClose} />
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
      {...formKeys(
        () => text.trim() && onSave({ ...snippet, name: name.trim().slice(0, 100), text }),
        onClose,
      )}
    >
      <TextField
        label={t('snippet_name')}
        placeholder={t('snippet_name')}
        maxLength={100}
        value={name}
        fieldRef={focused}
        onText={setName}
      />
      <TextArea
        rows={5}
        maxLength={10_000}
        label={t('snippet_text')}
        placeholder={t('snippet_text')}
        value={text}
        onText={setText}
      />
      <p class="small muted">{t('snippet_variables', variables.map((name) => `[${name}]`).join(' '))}</p>
      <div class="row wrap">
        <Button small tone="primary" type="submit" disabled={!text.trim()}>
          {t('common_save')}
        </Button>
        <Button small tone="flat" onClick={onClose}>
          {t('common_back')}
        </Button>
        <Button small tone="danger" onClick={onRemove}>
          {t('common_remove')}
        </Button>
      </div>
    </form>
  );
}
