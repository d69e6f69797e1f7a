import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Attachment, Conversation, Message, Place } from '../../utils/domain/conversation.ts';
import type { Edit } from '../../utils/domain/texts.ts';
import { dotted, plural, t } from '../../utils/i18n.ts';
import { isKnown, none, valueOr } from '../../utils/known.ts';
import type { Result } from '../../utils/problem.ts';
import { clock, date, moment } from '../../utils/time.ts';
import { Button, Link } from '../ui/button.tsx';
import { Fault, focused, formKeys, TextArea, useDraft, useSending } from '../ui/form.tsx';
import { Said } from '../ui/text.tsx';
import { factText, inner, stageText, type Viewer } from '../ui/words.ts';
import { lengthLimit, TextLength } from './composer.tsx';

/* The messages as every surface shows them. A part that could not be read is named in its place. */

const isService = ({ kind }: Message) => kind.known && kind.value !== 'text';

/** CSS class of a message: own ones on one side, theirs on the other, service and unknown authors in the middle. */
const sideOf = (message: Message): string =>
  isService(message) || !message.mine.known ? 'service' : message.mine.value ? 'mine' : 'theirs';

const Skipped = ({ count }: { count: number }) =>
  count > 0 ? <p class="small muted">{plural('chat_set_aside', count)}</p> : null;

interface ListProps extends Pick<Conversation, 'messages' | 'skippedAfter'> {
  now: number;
  /** The role of the user who reads them. */
  viewer: Viewer;
  end?: ComponentChildren;
  /** Renders a message that a person or a bot wrote; service messages of the chat are rendered here. */
  children: (message: Message) => ComponentChildren;
}

/** The messages, with a date above each day. */
export function MessageList({ messages, skippedAfter, now, viewer, end, children }: ListProps) {
  let day = '';
  return (
    <>
      <ol class="talk stack">
        {messages.map((message) => {
          const before = day;
          day = message.at.known ? date(message.at.value, now) : t('fact_date_unread');
          return (
            <li key={message.id} class={sideOf(message)}>
              <Skipped count={message.skippedBefore} />
              {before !== day && <div class="date small muted">{day}</div>}
              {isService(message) ? <Service message={message} viewer={viewer} /> : children(message)}
            </li>
          );
        })}
        {end}
      </ol>
      <Skipped count={skippedAfter} />
    </>
  );
}

interface BubbleProps {
  message: Message;
  /** The role of the user who reads it. */
  viewer: Viewer;
  /** The pending change, in words. */
  pending?: string | null;
}

/** The bubble of one message. */
export function Bubble({ message, viewer, pending = null }: BubbleProps) {
  const { kind, text, state, attachments, place, assessments } = message;
  const author = authorText(message, viewer);
  const files = valueOr(attachments, none);
  const isBare =
    isKnown(kind, 'text') &&
    text.known &&
    !text.value &&
    attachments.known &&
    files.items.length + files.skipped === 0;
  return (
    <div class={`bubble${pending ? ' leaving' : ''}`}>
      {author && (
        <div class="small muted ell" dir="auto">
          {author}
        </div>
      )}
      {!kind.known && <p class="small muted">{t('chat_kind_unread')}</p>}
      {!state.known && <p class="small muted">{stageText(state)}</p>}
      {state.known && state.value && <p class="small b">{stateText(state.value.name, viewer)}</p>}
      {!text.known && <p class="small muted">{t('unknown_text')}</p>}
      {text.known && text.value && <Said text={text.value} />}
      {isBare && <p class="small muted">{t('popup_chat_no_text')}</p>}
      {files.items.map((file) => (
        <FileLink key={file.url} {...file} />
      ))}
      {files.skipped > 0 && <p class="small muted">{plural('chat_files_skipped', files.skipped)}</p>}
      {!attachments.known && <p class="small muted">{t('chat_files_unread')}</p>}
      {place.known ? (
        place.value && <PlaceLine {...place.value} />
      ) : (
        <p class="small muted">{t('chat_place_unread')}</p>
      )}
      {assessments.known ? (
        assessments.value.map(({ id, name, links }) =>
          links.map((link) => (
            <Link key={`${id} ${link.url}`} class="file said" href={link.url}>
              {`${t('chat_test_link', inner(name))}: ${link.name}`}
            </Link>
          )),
        )
      ) : (
        <p class="small muted">{t('chat_tests_unread')}</p>
      )}
      <Foot message={message} pending={pending} />
    </div>
  );
}

/** The author's name, or null where the side of the bubble already tells who wrote it. */
function authorText({ author, authorName, mine }: Message, viewer: BubbleProps['viewer']): string | null {
  if (isKnown(mine, true)) return null;
  const name = valueOr(authorName, null);
  if (!mine.known || !author.known) return dotted(name, t('fact_author_unread'));
  const isOther = author.value === (viewer === 'recruiter' ? 'applicant' : 'employer');
  if (isOther) return null;
  const role = t(author.value === 'bot' ? 'people_bot' : 'talk_colleague');
  return authorName.known ? (name ?? role) : `${role} · ${t('unknown_person')}`;
}

/** Time of the message, and whether it was read or edited. The latter is unknown for a message of an unknown kind. */
function Foot({ message, pending }: Pick<BubbleProps, 'message'> & { pending: string | null }) {
  const { kind, at, changed, mine, readByOther, canEdit } = message;
  const marks = kind.known
    ? [
        changed.known ? changed.value && t('chat_changed') : t('chat_changed_unread'),
        isKnown(mine, true) &&
          t(!readByOther.known ? 'talk_read_unknown' : readByOther.value ? 'talk_read' : 'talk_unread'),
        isKnown(mine, true) && !canEdit.known && t('chat_edit_unread'),
      ]
    : [];
  return (
    <div class="small muted num" title={at.known ? moment(at.value) : undefined}>
      {dotted(at.known ? clock(at.value) : t('unknown_time'), ...marks, pending)}
    </div>
  );
}

function FileLink({ title, url, preview }: Attachment) {
  const name = factText(title, 'unknown_name') || t('chat_file');
  return (
    <div>
      <Link class="file said" href={url}>
        {title.known ? name : `${t('chat_file')} · ${name}`}
      </Link>
      {preview && preview !== url && (
        <Link class="file small said" href={preview}>
          {t('chat_preview', name)}
        </Link>
      )}
    </div>
  );
}

const PlaceLine = ({ text, metro, at }: Place) => (
  <p class="small said" dir="auto">
    {dotted(text, metro.length > 0 && t('chat_metro', metro.join(', ')))}{' '}
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

/** The new stage in words. hh's name addresses the applicant, so a recruiter reads it in a sentence. */
const stateText = (name: string, viewer: Viewer): string =>
  viewer === 'recruiter' ? t('talk_stage', name) : name;

/** A service message: someone joined or left, or the stage changed. */
function Service({ message: { kind, state, authorName }, viewer }: { message: Message; viewer: Viewer }) {
  const who = authorName.known
    ? (authorName.value ?? t('talk_someone'))
    : `${t('talk_someone')} (${t('unknown_person')})`;
  const words = !isKnown(kind, 'stage')
    ? t(isKnown(kind, 'left') ? 'talk_left' : 'talk_joined', who)
    : state.known && state.value
      ? stateText(state.value.name, viewer)
      : t('talk_stage_unknown');
  return <p class="small muted said">{words}</p>;
}

interface OwnProps {
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
export function OwnMessage(props: OwnProps) {
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
              {t(viewer === 'recruiter' ? 'common_edit' : 'applicant_letter_edit')}
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

interface EditProps extends Pick<OwnProps, 'viewer' | 'draftKey' | 'effect'> {
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
      aria-label={t(isLetter ? 'applicant_letter_edit' : 'common_edit')}
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
          {t('common_save')}
        </Button>
        <Button small tone="flat" onClick={leave}>
          {t('chat_keep')}
        </Button>
      </div>
      {effect && <p class="small muted">{effect}</p>}
    </form>
  );
}
