import type { RefObject } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { personOf } from '../../utils/domain/avoided.ts';
import { type Action, actionsOf } from '../../utils/domain/negotiation.ts';
import type { Subject } from '../../utils/domain/reminders.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { refuses } from '../../utils/domain/stage.ts';
import { draftKey, textOf } from '../../utils/domain/texts.ts';
import { messageRequest } from '../../utils/domain/write-request.ts';
import { responsesUrl } from '../../utils/hh/pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { OutboxContext, UndoSeconds, useOutbox } from '../contexts.tsx';
import { alone, MessageComposer } from '../conversation/composer.tsx';
import { ConversationView } from '../conversation/conversation.tsx';
import { type ConversationOf, useConversation } from '../conversation/use-conversation.ts';
import { OpenActionForm, useActions } from '../negotiation/actions.tsx';
import { WhenForm } from '../reminders/when.tsx';
import { AvoidButton } from '../ui/avoided.tsx';
import { Button } from '../ui/button.tsx';
import { Fault, focused } from '../ui/form.tsx';
import { keysFor, useKeys } from '../ui/keys.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { actionEffect, problemText } from '../ui/words.ts';
import { useMessages } from '../worker.ts';

/** What the form of a negotiation begins with: the action of a key, or one action with a text. */
export type Want = { code: string } | { actionId: string; text: string };

/** The one open form and the stop it belongs to, which may no longer exist. */
export type Opened = { stop: string; name: string } & (
  | { kind: 'negotiation'; id: NegotiationId; want: Want | null; hhUrl: string }
  | { kind: 'later'; subject: Subject }
  /** `unread`: number of messages that can be marked as read. `text`: of a failed message, to edit it. */
  | { kind: 'chat'; of: ConversationOf; unread: Known<number>; text: string | null }
);

interface Props {
  opened: Opened;
  now: number;
  settings: Settings;
  onSent: () => void;
  onClose: () => void;
  /** Opens the snooze form instead. */
  onLater: () => void;
}

/** Scrolls as much of an item into view as fits, above all its top; a form also grows when hh answers. */
function show(item: Element | null | undefined) {
  const list = item?.closest('.list');
  if (!item || !list) return;
  const [inner, outer] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
  const above = inner.top - outer.top;
  const below = inner.bottom - outer.bottom;
  list.scrollTop += Math.min(above, Math.max(below, 0));
}

/** The open form. Letter keys pressed in it are not keys of the list (`data-inner`). */
export function OpenedForm({ opened, ...rest }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const observer = new ResizeObserver(() => {
      // A focused composer has scrolled itself into view.
      if (!place.current?.querySelector('.composer:focus-within')) show(place.current?.closest('.item'));
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} class="opened" data-inner="">
      {opened.kind === 'later' ? (
        <WhenForm of={opened.subject} now={rest.now} onPut={rest.onSent} onLeave={rest.onClose} />
      ) : opened.kind === 'chat' ? (
        <ChatForm {...opened} {...rest} />
      ) : (
        <NegotiationForm root={place} {...opened} {...rest} />
      )}
    </div>
  );
}

type FormProps<Kind> = Omit<Props, 'opened'> & Extract<Opened, { kind: Kind }>;

interface NegotiationProps extends FormProps<'negotiation'> {
  /** The container, which keeps letter keys from the list. */
  root: RefObject<HTMLElement | null>;
}

/** The actions that hh offers on a response. They are read when the form opens, without a side effect. */
function NegotiationForm(props: NegotiationProps) {
  const { root, id, name, want, hhUrl, onSent, onClose, onLater } = props;
  const undoSeconds = useContext(UndoSeconds);
  const { readNegotiation } = useMessages();
  const {
    value: negotiation,
    problem,
    again,
  } = useLoad(id, async () => {
    const answer = await readNegotiation(id);
    if (answer.ok && want) begin(actionsOf(answer.value));
    return answer;
  });
  const actions = useActions(negotiation, { onClosed: onClose, onSent, all: true });
  /** Opens the form of the wanted action, if hh offers it. */
  function begin(offered: Action[]) {
    if (!want) return;
    const byText = 'actionId' in want ? want : null;
    const action = byText
      ? offered.find(({ id }) => id === byText.actionId)
      : keysFor(offered).find(({ key }) => 'code' in want && key?.code === want.code)?.item;
    if (action) actions.openForm(action, byText ?? {});
  }

  useKeys(root, (code) => (code === 'KeyB' && !actions.form ? onLater : actions.pressed(code)));

  if (problem) return <ProblemNote problem={problem} hhUrl={hhUrl} again={again} />;
  if (!negotiation)
    return (
      <p class="small muted" role="status">
        {t('popup_loading_actions')}
      </p>
    );
  if (actions.form) return <OpenActionForm {...{ actions, negotiation, hhUrl }} />;

  const { list, unread, off } = actions;
  return (
    <fieldset class="stack" aria-label={t('popup_form_of', name)}>
      <p class="small muted">
        {off ??
          (unread === 'all'
            ? t('panel_actions_unread')
            : unread > 0
              ? plural('panel_actions_skipped', unread)
              : t(list.length === 0 ? 'popup_no_actions' : want ? 'popup_no_reject' : 'popup_all_actions'))}
      </p>
      <div class="minor">
        {list.map(({ item, key }, at) => (
          <Button
            key={item.id}
            small
            ref={at === 0 ? focused : undefined}
            tone={refuses(item) ? 'danger' : 'plain'}
            shortcut={key?.label}
            disabled={off !== null}
            title={actionEffect(item, null, undoSeconds)}
            onClick={() => actions.choose(item)}
          >
            {item.name}
          </Button>
        ))}
        <Button small shortcut="B" onClick={onLater}>
          {t('back_put')}
        </Button>
        <AvoidButton
          whom={personOf(negotiation.candidate)}
          name={valueOr(negotiation.candidate.name, null) ?? ''}
        />
        <Button small tone="flat" ref={list.length === 0 ? focused : undefined} onClick={onClose}>
          {t('popup_close')}
        </Button>
      </div>
      <Fault>{actions.problem && problemText(actions.problem)}</Fault>
    </fieldset>
  );
}

/**
 * A conversation with its composer, inline. Opening the form reads a chat, which has no side effect; the old list of
 * letters waits for its own button.
 */
function ChatForm({ of, name, unread, now, text, settings, onClose }: FormProps<'chat'>) {
  const { entries, drafts } = useOutbox();
  const { chatId, negotiationId } = of;
  const conversation = useConversation(of);
  useEffect(() => {
    if (chatId) conversation.open(false);
  }, [chatId, negotiationId]);

  const { site } = settings;
  const empty = messageRequest(of, '');
  const key = (empty && draftKey(empty)) ?? '';
  /** Once the store has had the draft, it alone knows the text, also that it was deleted. */
  const wasStored = useRef(false);
  if (drafts[key]) wasStored.current = true;
  // The failed write being edited here is dismissed at the same time, and its text becomes a draft.
  const outbox = text
    ? {
        entries: entries.filter(({ request }) => textOf(request) !== text),
        drafts: wasStored.current ? drafts : { ...drafts, [key]: { text, at: now } },
      }
    : { entries, drafts };
  return (
    <section class="stack" aria-label={t('popup_chat_of', name)}>
      <OutboxContext.Provider value={outbox}>
        <ConversationView
          of={of}
          open={conversation}
          unread={unread}
          unseen={null}
          now={now}
          hhUrl={responsesUrl(site)}
          onSent={onClose}
        />
        {/* A letter can be edited without reading the earlier ones. */}
        {!chatId && !conversation.conversation && (
          <MessageComposer place={of} conversation={alone} onSent={onClose} />
        )}
      </OutboxContext.Provider>
      <Button small tone="flat" onClick={onClose}>
        {t('popup_close')}
      </Button>
    </section>
  );
}
