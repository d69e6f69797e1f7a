import { useState } from 'preact/hooks';
import type { Candidate } from '../../../utils/domain/negotiation.ts';
import { talkChanges } from '../../../utils/hh/conversations.ts';
import { t } from '../../../utils/i18n.ts';
import type { ResumeId } from '../../../utils/ids.ts';
import type { Problem } from '../../../utils/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Fault, formKeys, SendButton, useVariables } from '../../ui/form.tsx';
import { problemText } from '../../ui/words.ts';
import type { NegotiationCalls } from './calls.ts';
import { WithSnippets } from './snippets.tsx';
import type { PaneStore } from './store.ts';
import { valuesOf } from './values.ts';

interface Props {
  resumeId: ResumeId;
  candidate: Candidate | null;
  store: PaneStore;
  calls: Pick<NegotiationCalls, 'write' | 'saveDraft' | 'saveSnippets'>;
}

/** hh takes no more as the first message of such a chat. */
const longest = 10_000;

/** A word to the owner of a resume that belongs to no vacancy. */
export function ChatWithoutVacancy({ resumeId, candidate, store, calls }: Props) {
  const key = `chat:${resumeId}`;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(store.drafts[key]?.text ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const { guard, said } = useVariables();
  const close = () => setOpen(false);
  const show = () => {
    // What was taken back, or was not sent, is a draft again.
    setText(text || (store.drafts[key]?.text ?? ''));
    setOpen(true);
  };
  const send = async () => {
    if (!text.trim()) return;
    const answer = await guard(text, () =>
      calls.write({ kind: 'call', ...talkChanges.withoutVacancy(resumeId, text.trim()) }),
    );
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setText('');
    calls.saveDraft({ key, text: '' });
    close();
  };
  if (!open)
    return (
      <Button wide tone="flat" onClick={show}>
        {t('invite_chat')}
      </Button>
    );
  return (
    <WithSnippets
      snippets={store.snippets}
      values={valuesOf(store, { candidate, vacancy: null })}
      onSave={calls.saveSnippets}
    >
      <form class="form stack" aria-label={t('invite_chat')} {...formKeys(() => void send(), close)}>
        <div class="row">
          <h3 class="b grow">{t('invite_chat')}</h3>
          <Button icon tone="flat" aria-label={t('action_close')} onClick={close}>
            ✕
          </Button>
        </div>
        <textarea
          class="field"
          dir="auto"
          rows={4}
          maxLength={longest}
          aria-label={t('invite_chat_text')}
          placeholder={t('invite_chat_text')}
          ref={focus}
          value={text}
          onInput={({ currentTarget: { value } }) => {
            setText(value);
            calls.saveDraft({ key, text: value });
          }}
        />
        {said || <Fault>{problem && problemText(problem)}</Fault>}
        <SendButton wide tone="primary" disabled={!text.trim()}>
          {t('invite_chat_send')}
        </SendButton>
        <p class="small muted">{t('invite_chat_effect')}</p>
      </form>
    </WithSnippets>
  );
}

const focus = (field: HTMLElement | null) => field?.focus();
