import { useId, useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { OptionsCalls } from './calls.ts';
import { bareToken, tokenFault } from './check.ts';
import { useSaving } from './use-saving.ts';

interface Props {
  onPaste: OptionsCalls['pasteToken'];
}

/** The way in without an application of one's own. */
export function TokenForm({ onPaste }: Props) {
  const id = useId();
  const saving = useSaving('options_token_used');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const fault = tried ? tokenFault(text) : null;

  const use = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (tokenFault(text)) return;
    if (!(await saving.run(onPaste(bareToken(text))))) return;
    setText('');
    setTried(false);
  };

  return (
    <form class="stack token" onSubmit={use} noValidate>
      <h3 class="b">{t('options_token_or')}</h3>
      <label for={id}>{t('options_token')}</label>
      <div class="row">
        <input
          id={id}
          class="field grow"
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={text}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-bad ${id}-note`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={saving.state.at === 'busy'}>
          {t('options_token_use')}
        </Button>
      </div>
      <p id={`${id}-bad`} class="small bad" role="alert">
        {fault && t(fault === 'missing' ? 'options_token_missing' : 'options_token_spaces')}
      </p>
      <p class="small saved" role="status">
        {saving.state.at === 'done' && t(saving.done)}
      </p>
      {saving.state.at === 'failed' && <ProblemNote problem={saving.state.problem} />}
      <p id={`${id}-note`} class="small muted">
        {t('options_token_note')}
      </p>
    </form>
  );
}
