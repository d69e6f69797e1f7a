import { useState } from 'preact/hooks';
import type { Message } from '../../utils/domain/conversation.ts';
import type { Edit } from '../../utils/domain/texts.ts';
import { t } from '../../utils/i18n.ts';
import { isKnown } from '../../utils/known.ts';
import type { Result } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/fields.tsx';
import { Fault, focused, formKeys, useDraft, useSending } from '../ui/form.tsx';
import { lengthLimit, TextLength } from './composer.tsx';
import { Bubble, type Viewer } from './message.tsx';

interface Props {
  message: Message;
  viewer: Viewer;
  /** A change of this message that is still in the outbox. */
  pending: Edit | undefined;
  /** Key of the draft that keeps a new text until it is sent. */
  draftKey: string;
  /** What saving a new text causes, in words. */
  effect?: string;
  /** null where messages cannot be changed. */
  onEdit: ((text: string) => Promise<Result<unknown>>) | null;
  onRemove?: (() => Promise<Result<unknown>>) | null;
}

/** A message; one's own can be edited or deleted as long as hh allows it. */
export function OwnMessage(props: Props) {
  const { message, viewer, pending, onEdit, onRemove } = props;
  const [form, setForm] = useState<'edit' | 'remove' | null>(null);
  const close = () => setForm(null);
  const may = isKnown(message.canEdit, true) && onEdit && !pending;
  // Without the current text, editing would replace it unseen.
  if (form === 'edit' && onEdit && message.text.known)
    return <EditForm {...props} before={message.text.value ?? ''} onSave={onEdit} onClose={close} />;
  return (
    <>
      <Bubble
        message={message}
        viewer={viewer}
        pending={pending && t(pending.text === null ? 'chat_pending_remove' : 'chat_pending_edit')}
      />
      {may && form === null && (
        <div class="row own-acts">
          {message.text.known && (
            <Button tone="link" onClick={() => setForm('edit')}>
              {t(viewer === 'recruiter' ? 'chat_edit' : 'applicant_letter_edit')}
            </Button>
          )}
          {onRemove && (
            <Button tone="link" onClick={() => setForm('remove')}>
              {t('chat_remove')}
            </Button>
          )}
        </div>
      )}
      {may && onRemove && form === 'remove' && <RemoveForm onRemove={onRemove} onClose={close} />}
    </>
  );
}

interface RemoveProps {
  onRemove: () => Promise<Result<unknown>>;
  onClose: () => void;
}

function RemoveForm({ onRemove, onClose }: RemoveProps) {
  const { fault, run } = useSending();
  return (
    <fieldset class="stack own-acts" aria-label={t('chat_remove_sure')}>
      <p class="small">{t('chat_remove_sure')}</p>
      <Fault>{fault}</Fault>
      <div class="row">
        <Button
          small
          tone="danger"
          ref={focused}
          onClick={() => void run(onRemove).then((done) => done && onClose())}
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

interface EditProps extends Pick<Props, 'viewer' | 'draftKey' | 'effect'> {
  before: string;
  onSave: (text: string) => Promise<Result<unknown>>;
  onClose: () => void;
}

function EditForm({ viewer, before, draftKey, effect, onSave, onClose }: EditProps) {
  const { text, onText, send, drop } = useDraft(draftKey, before);
  const { busy, fault, run } = useSending();
  const limit = lengthLimit[viewer === 'recruiter' ? 'chat' : 'old'];
  const rests = !text.trim() || text.length > limit;
  const leave = () => {
    drop();
    onClose();
  };
  const save = async () => {
    if (busy || rests) return;
    if (text === before) return leave();
    send(text);
    if (await run(() => onSave(text), text)) onClose();
  };
  const isLetter = viewer === 'applicant';
  return (
    <form
      class="stack edit"
      aria-label={t(isLetter ? 'applicant_letter_edit' : 'chat_edit')}
      {...formKeys(() => void save(), leave)}
      data-inner=""
    >
      <TextArea
        class="field short"
        rows={isLetter ? 6 : 3}
        label={t(isLetter ? 'applicant_letter' : 'composer_label')}
        aria-invalid={text.length > limit}
        fieldRef={focused}
        value={text}
        onText={onText}
      />
      <TextLength length={text.length} limit={limit} />
      <Fault>{fault}</Fault>
      <div class="row">
        <Button small tone="primary" type="submit" aria-disabled={busy || undefined} disabled={rests}>
          {t('chat_save')}
        </Button>
        <Button small tone="flat" onClick={leave}>
          {t('chat_keep')}
        </Button>
      </div>
      {effect && <p class="small muted">{effect}</p>}
    </form>
  );
}
