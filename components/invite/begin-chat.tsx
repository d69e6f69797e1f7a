import { useState } from 'preact/hooks';
import type { VariableValues } from '../../utils/domain/snippets.ts';
import { type Drafts, draftIn, type Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { ResumeId } from '../../utils/ids.ts';
import { WithSnippets } from '../conversation/snippets.tsx';
import { Button } from '../ui/button.tsx';
import { Fault, focused, formKeys, SendButton, useSaved, useSending } from '../ui/form.tsx';
import { useWorker } from '../worker.ts';

interface Props {
  resumeId: ResumeId;
  values: VariableValues;
  entries: readonly Entry[];
  drafts: Drafts;
}

/** hh takes no more as the first message of such a chat. */
const longest = 10_000;

/** A word to the owner of a resume that belongs to no vacancy. */
export function BeginChat(props: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return open ? (
    <WithSnippets values={props.values}>
      <Form {...props} onClose={close} />
    </WithSnippets>
  ) : (
    <Button wide tone="flat" onClick={() => setOpen(true)}>
      {t('invite_chat')}
    </Button>
  );
}

function Form({ resumeId, entries, drafts, onClose }: Props & { onClose: () => void }) {
  const { saveDraft, negotiation } = useWorker();
  const key = `chat:${resumeId}`;
  const [text, setText] = useState(draftIn(drafts, key, entries) ?? '');
  const { busy, fault, run } = useSending();
  const saved = useSaved((text) => void saveDraft({ key, text }));
  const send = async () => {
    if (!text.trim() || !(await run(() => negotiation.beginChat(resumeId, text.trim()), text))) return;
    saved.keep();
    void saveDraft({ key, text: '' });
    onClose();
  };
  return (
    <form class="form stack" aria-label={t('invite_chat')} {...formKeys(() => void send(), onClose)}>
      <div class="row">
        <h3 class="b grow">{t('invite_chat')}</h3>
        <Button icon tone="flat" aria-label={t('action_close')} onClick={onClose}>
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
        ref={focused}
        value={text}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          saved.keep(value);
        }}
      />
      <Fault>{fault}</Fault>
      <SendButton wide tone="primary" busy={busy} disabled={!text.trim()}>
        {t('invite_chat_send')}
      </SendButton>
      <p class="small muted">{t('invite_chat_effect')}</p>
    </form>
  );
}
