import { useState } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { Attachment, Place, TalkMessage } from '../../../utils/inbox/talk.ts';
import type { Answer, Problem } from '../../../utils/problem.ts';
import { clock, moment } from '../../../utils/time.ts';
import { Button } from '../../button.tsx';
import { Link } from '../../link.tsx';
import { Fault, formKeys } from '../../send.tsx';
import { inner, problemText } from '../../words.ts';
import type { MessageChange } from './message-changes.ts';
import { useVariables } from './variables.tsx';

interface Props {
  message: TalkMessage;
  /** A change that still waits in its undo window. */
  pending: MessageChange | undefined;
  /** null where messages cannot be changed. */
  onEdit: ((text: string) => Promise<Answer<unknown>>) | null;
  onRemove: (() => Promise<Answer<unknown>>) | null;
}

/** What was said by one side; one's own can be put right or taken back while hh allows it. */
export function Bubble({ message, pending, onEdit, onRemove }: Props) {
  const { author, authorName, mine, text, at, readByApplicant, changedAt, canEdit, state } = message;
  const [form, setForm] = useState<'edit' | 'remove' | null>(null);
  const close = () => setForm(null);
  const may = canEdit && onEdit && onRemove && !pending;
  if (form === 'edit' && onEdit) return <EditForm text={text ?? ''} onSave={onEdit} onClose={close} />;
  return (
    <>
      <div class={`bubble${pending ? ' leaving' : ''}`}>
        {(author === 'bot' || (author === 'employer' && !mine)) && (
          <div class="small muted ell" dir="auto">
            {authorName ?? t(author === 'bot' ? 'talk_bot' : 'talk_colleague')}
          </div>
        )}
        {state && <div class="small b">{t('talk_stage', state.name)}</div>}
        {text && (
          <p class="said" dir="auto">
            {text}
          </p>
        )}
        {message.attachments.map((file) => (
          <FileLink key={file.url} {...file} />
        ))}
        {message.place && <PlaceLine {...message.place} />}
        {message.assessments.map(({ id, name, links }) =>
          links.map((link) => (
            <Link key={`${id} ${link.url}`} class="file said" href={link.url}>
              {`${t('chat_test_link', inner(name))}: ${link.name}`}
            </Link>
          )),
        )}
        <div class="small muted num" title={moment(at)}>
          {clock(at)}
          {changedAt !== null && changedAt > 0 && ` · ${t('chat_changed')}`}
          {mine && ` · ${t(readByApplicant ? 'talk_read' : 'talk_unread')}`}
          {pending && ` · ${t(pending.text === null ? 'chat_pending_remove' : 'chat_pending_edit')}`}
        </div>
      </div>
      {may && form === null && (
        <div class="row own-acts">
          <Button tone="link" onClick={() => setForm('edit')}>
            {t('chat_edit')}
          </Button>
          <Button tone="link" onClick={() => setForm('remove')}>
            {t('chat_remove')}
          </Button>
        </div>
      )}
      {may && form === 'remove' && <RemoveForm onRemove={onRemove} onClose={close} />}
    </>
  );
}

const FileLink = ({ title, url, preview }: Attachment) => (
  <div>
    <Link class="file said" href={url}>
      {title || t('chat_file')}
    </Link>
    {preview && preview !== url && (
      <Link class="file small said" href={preview}>
        {t('chat_preview', title || t('chat_file'))}
      </Link>
    )}
  </div>
);

const PlaceLine = ({ text, metro, at }: Place) => (
  <p class="small said">
    {[text, metro.length > 0 && t('chat_metro', metro.join(', '))].filter(Boolean).join(' · ')}{' '}
    <Link
      href={
        at
          ? `https://yandex.ru/maps/?pt=${at[1]},${at[0]}&z=16`
          : `https://yandex.ru/maps/?text=${encodeURIComponent(text)}`
      }
    >
      {t('chat_map')}
    </Link>
  </p>
);

function RemoveForm({
  onRemove,
  onClose,
}: {
  onRemove: () => Promise<Answer<unknown>>;
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
  onSave: (text: string) => Promise<Answer<unknown>>;
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

/** Who came and went, and what became of the negotiation. */
export function Service({ kind, state, authorName }: TalkMessage) {
  const words =
    kind === 'stage'
      ? state
        ? t('talk_stage', state.name)
        : t('talk_stage_unknown')
      : t(kind === 'left' ? 'talk_left' : 'talk_joined', authorName ?? t('talk_someone'));
  return <p class="small muted said">{words}</p>;
}
