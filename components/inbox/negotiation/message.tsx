import { useState } from 'preact/hooks';
import type { Message } from '../../../utils/domain/conversation.ts';
import { t } from '../../../utils/i18n.ts';
import { isKnown } from '../../../utils/known.ts';
import type { Problem, Result } from '../../../utils/problem.ts';
import { Bubble } from '../../conversation/message.tsx';
import { Button } from '../../ui/button.tsx';
import { Fault, formKeys, useVariables } from '../../ui/form.tsx';
import { problemText } from '../../ui/words.ts';
import type { MessageChange } from './message-changes.ts';

interface Props {
  message: Message;
  /** A change that still waits in its undo window. */
  pending: MessageChange | undefined;
  /** null where messages cannot be changed. */
  onEdit: ((text: string) => Promise<Result<unknown>>) | null;
  onRemove: (() => Promise<Result<unknown>>) | null;
}

/** A message; one's own can be put right or taken back while hh allows it. */
export function OwnMessage({ message, pending, onEdit, onRemove }: Props) {
  const [form, setForm] = useState<'edit' | 'remove' | null>(null);
  const close = () => setForm(null);
  const { text, canEdit } = message;
  const may = isKnown(canEdit, true) && onEdit && onRemove && !pending;
  // What was not read cannot be put right, only replaced unseen.
  const mayEdit = may && text.known;
  if (form === 'edit' && onEdit && text.known)
    return <EditForm text={text.value ?? ''} onSave={onEdit} onClose={close} />;
  return (
    <>
      <Bubble
        message={message}
        viewer="recruiter"
        pending={pending && t(pending.text === null ? 'chat_pending_remove' : 'chat_pending_edit')}
      />
      {may && form === null && (
        <div class="row own-acts">
          {mayEdit && (
            <Button tone="link" onClick={() => setForm('edit')}>
              {t('chat_edit')}
            </Button>
          )}
          <Button tone="link" onClick={() => setForm('remove')}>
            {t('chat_remove')}
          </Button>
        </div>
      )}
      {may && form === 'remove' && <RemoveForm onRemove={onRemove} onClose={close} />}
    </>
  );
}

function RemoveForm({
  onRemove,
  onClose,
}: {
  onRemove: () => Promise<Result<unknown>>;
  onClose: () => void;
}) {
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <fieldset class="stack own-acts" aria-label={t('chat_remove_sure')}>
      <p class="small">{t('chat_remove_sure')}</p>
      <Fault>{problem && problemText(problem)}</Fault>
      <div class="row">
        <Button
          small
          tone="danger"
          ref={focus}
          onClick={() =>
            void onRemove().then((answer) => (answer.ok ? onClose() : setProblem(answer.problem)))
          }
        >
          {t('chat_remove')}
        </Button>
        <Button small tone="flat" onClick={onClose}>
          {t('chat_keep')}
        </Button>
      </div>
    </fieldset>
  );
}

interface EditProps {
  text: string;
  onSave: (text: string) => Promise<Result<unknown>>;
  onClose: () => void;
}

function EditForm({ text: before, onSave, onClose }: EditProps) {
  const [text, setText] = useState(before);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { guard, said } = useVariables();
  const save = async () => {
    if (!text.trim()) return;
    if (text === before) return onClose();
    const answer = await guard(text, () => onSave(text));
    if (answer.ok) onClose();
    else setProblem(answer.problem);
  };
  return (
    <form class="stack edit" aria-label={t('chat_edit')} {...formKeys(() => void save(), onClose)}>
      <textarea
        class="field short"
        dir="auto"
        rows={3}
        aria-label={t('composer_label')}
        ref={focus}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      {said || <Fault>{problem && problemText(problem)}</Fault>}
      <div class="row">
        <Button small tone="primary" type="submit" disabled={!text.trim()}>
          {t('chat_save')}
        </Button>
        <Button small tone="flat" onClick={onClose}>
          {t('chat_keep')}
        </Button>
      </div>
    </form>
  );
}

const focus = (element: HTMLElement | null) => element?.focus();
