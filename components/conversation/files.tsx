import { useContext, useRef, useState } from 'preact/hooks';
import {
  acceptOf,
  type Conversation,
  type FileConditions,
  inARow,
  misfit,
} from '../../utils/domain/conversation.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { numberFormat, spaced, t } from '../../utils/i18n.ts';
import type { ChatId, NegotiationId } from '../../utils/ids.ts';
import { isKnown, valueOr } from '../../utils/known.ts';
import { UndoSeconds, useOutbox } from '../contexts.tsx';
import { Button, IconButton, Link } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { Said } from '../ui/text.tsx';
import { delay, problemText, stepOf } from '../ui/words.ts';
import { useMessages, useWorker } from '../worker.ts';
import { inARowLimit } from './composer.tsx';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
/** Rounded down, so that a file of that size is accepted. */
const sizeText = (bytes: number) => {
  const isSmall = bytes < megabyte;
  return numberFormat(t('locale'), { style: 'unit', unit: isSmall ? 'kilobyte' : 'megabyte' }).format(
    Math.floor(bytes / (isSmall ? kilobyte : megabyte)),
  );
};

const takesText = ({ types, maxBytes }: FileConditions) =>
  maxBytes === null
    ? t('people_files_size_unknown', types.join(', ') || t('people_files_any'))
    : t('people_files_what', types.join(', ') || t('people_files_any'), sizeText(maxBytes));

/** Attaches files to a chat, if hh accepts them. hh's conditions are read when they are first needed. */
export function useAttaching(chatId: ChatId | null, negotiationId: NegotiationId | null) {
  const { readFileConditions, attach } = useWorker().negotiation;
  const [conditions, setConditions] = useState<FileConditions | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  const known = async (): Promise<FileConditions | null> => {
    setFault(null);
    if (conditions) return conditions;
    const answer = await readFileConditions();
    if (answer.ok) setConditions(answer.value);
    else setFault(problemText(answer.problem));
    return answer.ok ? answer.value : null;
  };

  const choose = async (file: File | undefined): Promise<void> => {
    const takes = file && chatId && (await known());
    if (!takes) return;
    const wrong = misfit(takes, file);
    if (wrong) {
      const limit = wrong === 'size' ? sizeText(takes.maxBytes ?? 0) : takes.types.join(', ');
      setFault(t(`file_${wrong}`, limit));
      return;
    }
    const answer = await attach({ chatId, negotiationId }, file);
    if (!answer.ok) setFault(problemText(answer.problem));
  };

  return { conditions, fault, known, choose };
}

type Attaching = ReturnType<typeof useAttaching>;

/**
 * Handler that sends a pasted file where hh accepts files, and leaves other pastes to the browser. A copied table or
 * page holds a picture beside its text; it is pasted as text.
 */
export const pasting =
  ({ choose }: Pick<Attaching, 'choose'>, mayAttach: boolean) =>
  (event: ClipboardEvent) => {
    const { types, files } = event.clipboardData ?? {};
    const file = types?.includes('text/plain') ? undefined : files?.[0];
    if (!mayAttach || !file) return;
    event.preventDefault();
    void choose(file);
  };

/** Whether hh accepts a file in this conversation now. */
export const mayAttachTo = (conversation: Conversation | null): boolean =>
  conversation?.chatId != null &&
  !isKnown(conversation.filesOff, true) &&
  valueOr(conversation.off, null) === null &&
  valueOr(inARow(conversation), 0) < inARowLimit;

interface AttachProps {
  attaching: Attaching;
  /** Whether to show its effect beside the button; its title says so in any case. */
  said: boolean;
}

/** The button that opens the file picker; choosing a file sends it. */
export function Attach({ attaching: { conditions, fault, known, choose }, said }: AttachProps) {
  const undoSeconds = useContext(UndoSeconds);
  const input = useRef<HTMLInputElement>(null);
  const pick = async () => {
    const takes = await known();
    if (!takes || !input.current) return;
    input.current.accept = acceptOf(takes);
    input.current.click();
  };
  const effect = spaced(t('file_effect', delay(undoSeconds)), conditions && takesText(conditions));
  return (
    <div class="stack">
      <Fault>{fault}</Fault>
      <div class="row">
        <IconButton
          icon="clip"
          label={t('file_attach')}
          title={`${t('file_attach')}. ${effect}`}
          onClick={() => void pick()}
        />
        {said && <p class="small muted">{effect}</p>}
      </div>
      <input
        hidden
        type="file"
        aria-label={t('file_attach')}
        ref={input}
        onChange={({ currentTarget }) => {
          void choose(currentTarget.files?.[0]);
          // Lets the user choose the same file again.
          currentTarget.value = '';
        }}
      />
    </div>
  );
}

interface WaitingProps {
  chatId: ChatId | null;
  hhUrl: string;
}

/** Files of the outbox that are not in the chat yet, shown where they will appear. */
export const WaitingFiles = ({ chatId, ...rest }: WaitingProps) => (
  <>
    {useOutbox().entries.map((entry) =>
      entry.request.kind === 'file' && entry.request.chatId === chatId && entry.progress.at !== 'sent' ? (
        <li key={entry.id} class="mine">
          <WaitingFile {...rest} entry={entry} name={entry.request.name} />
        </li>
      ) : null,
    )}
  </>
);

function WaitingFile({
  entry: { id, progress },
  name,
  hhUrl,
}: Omit<WaitingProps, 'chatId'> & { entry: Entry; name: string }) {
  const { undo, retry, dismiss } = useMessages();
  const problem = 'problem' in progress ? progress.problem : undefined;
  const step = problem && stepOf(problem);
  const { at } = progress;
  return (
    <>
      <div class={`bubble ${at === 'failed' ? '' : 'waiting'}`}>
        <Said text={name} />
        {problem && <p class="small said">{problemText(problem)}</p>}
        <div class="small muted">{t(at === 'waiting' ? 'file_waiting' : `undo_${at}`)}</div>
      </div>
      <div class="row">
        {at === 'waiting' && (
          <Button tone="link" onClick={() => void undo(id)}>
            {t('undo_take_back')}
          </Button>
        )}
        {at === 'failed' && step === 'open-hh' && <Link href={hhUrl}>{t('chat_on_hh')}</Link>}
        {at === 'failed' && step !== 'open-hh' && step !== 'none' && (
          <Button tone="link" onClick={() => void retry(id)}>
            {t('undo_retry')}
          </Button>
        )}
        {at === 'failed' && (
          <Button tone="link" onClick={() => void dismiss(id)}>
            {t('undo_put_away')}
          </Button>
        )}
      </div>
    </>
  );
}
