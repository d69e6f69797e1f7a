import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { inARow } from '../../../utils/domain/conversation.ts';
import type { VariableValues } from '../../../utils/domain/texts.ts';
import { t } from '../../../utils/i18n.ts';
import { type Known, known } from '../../../utils/known.ts';
import { MessageComposer } from '../../conversation/composer.tsx';
import { Attach, mayAttachTo, pasting, useAttaching } from '../../conversation/files.tsx';
import { WithSnippets } from '../../conversation/snippets.tsx';
import type { ConversationOf, OpenConversation } from '../../conversation/use-conversation.ts';
import { IconButton, Key } from '../../ui/button.tsx';

interface Props {
  of: ConversationOf;
  /** Why nothing can be written, as far as known before the conversation is read; hh has the last word. */
  off: Known<string | null>;
  open: OpenConversation;
  /** The bar has the focus or holds a text, so the whole form is shown. */
  grown: boolean;
  onGrow: (grown: boolean) => void;
  /** The field, for the key C. */
  field: RefObject<HTMLDivElement | null>;
  onNote?: (() => void) | null;
  onLeave: () => void;
  values: VariableValues;
}

/** One line for writing a message, at the end of an open negotiation or chat; it grows when it gets the focus. */
export function WritingBar(props: Props) {
  const { of, off, open, grown, onGrow, field, onNote, onLeave, values } = props;
  const { conversation } = open;
  const chatId = conversation ? conversation.chatId : of.chatId;
  const attaching = useAttaching(chatId, of.negotiationId);
  const mayAttach = chatId !== null && (!conversation || mayAttachTo(conversation));
  const bar = useRef<HTMLFieldSetElement>(null);
  const isEmpty = () => !bar.current?.querySelector('textarea')?.value.trim();
  return (
    <fieldset
      class={`bar${grown ? ' grown' : ''}`}
      aria-label={t('chat_title')}
      data-inner=""
      ref={bar}
      onFocusIn={({ target }) => {
        if (target instanceof HTMLTextAreaElement) onGrow(true);
      }}
      onFocusOut={({ relatedTarget }) => {
        const within = relatedTarget instanceof Node && bar.current?.contains(relatedTarget);
        if (!within && isEmpty()) onGrow(false);
      }}
      onKeyDown={(event) => {
        if (event.code !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onGrow(false);
        onLeave();
      }}
      onPasteCapture={pasting(attaching, mayAttach)}
    >
      <div class="grow" ref={field}>
        <WithSnippets values={values}>
          <MessageComposer
            place={{ ...of, chatId }}
            placeholder={t('bar_write')}
            conversation={
              conversation
                ? { ...conversation, inARow: inARow(conversation) }
                : { via: of.chatId ? 'chat' : 'old', off, inARow: known(0) }
            }
          />
        </WithSnippets>
        {!grown && <Key>C</Key>}
      </div>
      <div class="row">
        {!grown && (
          <IconButton
            icon="snippet"
            label={t('snippet_insert')}
            onClick={() => {
              onGrow(true);
              requestAnimationFrame(() =>
                bar.current?.querySelector<HTMLElement>('.snippets select, .snippets button')?.focus(),
              );
            }}
          />
        )}
        {mayAttach && <Attach attaching={attaching} said={grown} />}
        {onNote && <IconButton icon="note" label={t('note_add')} onClick={onNote} />}
      </div>
    </fieldset>
  );
}
