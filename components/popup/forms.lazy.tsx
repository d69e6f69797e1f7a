import { useEffect, useRef, useState } from 'preact/hooks';
import { actionsOf, givenBy, unreadActions } from '../../utils/domain/arguments.ts';
import type { Settings } from '../../utils/domain/inbox.ts';
import type { Negotiation, Row } from '../../utils/domain/negotiation.ts';
import { refuses } from '../../utils/domain/stage.ts';
import { type Draft, draftKey, type Entry, type WriteRequest } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { type Known, unread, valueOr } from '../../utils/known.ts';
import type { ConversationOf } from '../../utils/messaging/protocol.ts';
import type { NextStep, Problem, Result } from '../../utils/problem.ts';
import { alone, Composer } from '../conversation/composer.tsx';
import { ConversationView, type Opened } from '../conversation/conversation.tsx';
import { ActionForm, type Filled } from '../negotiation/action-form.tsx';
import { Groups } from '../outbox/groups.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { actionEffect } from '../ui/words.ts';
import type { PopupCalls } from './calls.ts';

interface Props {
  of: ConversationOf;
  name: string;
  /** Messages of the other side that hh has as unread. */
  unread: Known<number>;
  now: number;
  /** A text that comes back to be put right. */
  text: string | null;
  entries: Entry[];
  drafts: Record<string, Draft>;
  settings: Settings;
  calls: Pick<PopupCalls, 'readConversation' | 'saveDraft' | 'write'>;
  onStep: (problem: Problem) => (step: NextStep) => void;
  onClose: () => void;
}

/**
 * A conversation and the answer to it, in place. A chat is read as the form opens, which leaves no mark at hh; the old
 * list of letters waits for its own button.
 */
export function ChatForm(props: Props) {
  const { of, name, unread, now, text, entries, drafts, settings, calls, onStep, onClose } = props;
  const [opened, setOpened] = useState<Opened>({ state: 'closed' });
  const alive = useRef(true);
  const chatOf = 'chatId' in of ? of.chatId : null;
  const negotiationId = 'negotiationId' in of ? of.negotiationId : null;

  const read = async (asked: ConversationOf) => {
    setOpened({ state: 'loading' });
    const answer = await calls.readConversation(asked);
    if (!alive.current) return;
    setOpened(
      answer.ok
        ? { state: 'open', conversation: answer.value }
        : { state: 'problem', problem: answer.problem },
    );
  };
  useEffect(() => {
    if ('chatId' in of) void read(of);
    return () => {
      alive.current = false;
    };
  }, []);

  const conversation = opened.state === 'open' ? opened.conversation : null;
  const request = (said: string): WriteRequest | null => {
    const chatId = chatOf ?? conversation?.chatId ?? null;
    if (chatId) return { kind: 'message', negotiationId, chatId, text: said };
    return negotiationId ? { kind: 'old-message', negotiationId, text: said } : null;
  };
  const empty = request('');
  const key = (empty && draftKey(empty)) ?? `message:${chatOf ?? negotiationId}`;
  const composer = {
    draftKey: key,
    draft: drafts[key]?.text ?? text,
    undoSeconds: settings.undoSeconds,
    onDraft: (draft: string, said: string) => void calls.saveDraft({ key: draft, text: said }),
    onSend: async (said: string) => {
      const message = request(said);
      if (!message) return { ok: false as const, problem: { name: 'chat-not-ready' as const } };
      const sent = await calls.write(message);
      if (sent.ok) onClose();
      return sent;
    },
  };

  return (
    <section class="stack" aria-label={t('popup_chat_of', name)}>
      <ConversationView
        {...composer}
        opened={opened}
        chatId={chatOf}
        negotiationId={negotiationId}
        unread={unread}
        unseen={null}
        entries={entries}
        now={now}
        onOpen={(old) => {
          if (chatOf) void read({ chatId: chatOf });
          else if (negotiationId) void read(old ? { negotiationId, old } : { negotiationId });
        }}
        onWrite={calls.write}
        onStep={(step, problem) => onStep(problem)(step)}
        onCopy={(details) => void navigator.clipboard.writeText(details)}
      />
      {/* A letter can be put right without reading those before it. */}
      {!chatOf && opened.state !== 'open' && <Composer {...composer} conversation={alone} />}
      <Button small tone="flat" onClick={onClose}>
        {t('popup_close')}
      </Button>
    </section>
  );
}

interface NegotiationFormProps {
  id: NegotiationId;
  name: string;
  /** Straight to the refusal, to one action, or to the choice. */
  want: { refusal: true } | { actionId: string; text: string } | null;
  drafts: Record<string, Draft>;
  settings: Settings;
  hhUrl: string;
  calls: Pick<PopupCalls, 'readNegotiation' | 'readTemplate' | 'readAddresses' | 'saveDraft' | 'write'>;
  onStep: (problem: Problem) => (step: NextStep) => void;
  onSent: () => void;
  onClose: () => void;
}

/** What hh lets one do with one response, asked of hh when opened; reading it leaves no trace. */
export function NegotiationForm(props: NegotiationFormProps) {
  const { id, name, want, drafts, settings, hhUrl, calls, onStep, onSent, onClose } = props;
  const [answer, setAnswer] = useState<Result<Negotiation> | null>(null);
  const [chosen, setChosen] = useState<string | null>(want && 'actionId' in want ? want.actionId : null);

  useEffect(() => {
    let gone = false;
    void calls.readNegotiation(id).then((read) => {
      if (gone) return;
      setAnswer(read);
      if (read.ok && want && 'refusal' in want) setChosen(actionsOf(read.value).find(refuses)?.id ?? null);
    });
    return () => {
      gone = true;
    };
  }, [id]);

  if (!answer)
    return (
      <p class="small muted" role="status">
        {t('popup_loading_actions')}
      </p>
    );
  if (!answer.ok) return <ProblemNote problem={answer.problem} onStep={onStep(answer.problem)} />;

  const actions = actionsOf(answer.value);
  const unread = unreadActions(answer.value);
  const action = actions.find((each) => each.id === chosen);
  if (action) {
    const key = draftKey({ kind: 'action', negotiationId: id, actionId: action.id, values: {} }) ?? '';
    const kept = want && 'text' in want ? want.text : null;
    const send = async (filled: Filled) => {
      const sent = await calls.write({ kind: 'action', negotiationId: id, actionId: action.id, ...filled });
      if (sent.ok) onSent();
      return sent;
    };
    return (
      <ActionForm
        key={action.id}
        action={action}
        draftKey={key}
        draft={drafts[key]?.text ?? kept}
        undoSeconds={settings.undoSeconds}
        given={givenBy(answer.value)}
        hhUrl={hhUrl}
        loadTemplate={(actionId, templateId) =>
          calls.readTemplate({ negotiationId: id, actionId, templateId })
        }
        loadAddresses={() => calls.readAddresses()}
        onDraft={(draft, text) => void calls.saveDraft({ key: draft, text })}
        onSend={send}
        onClose={onClose}
      />
    );
  }

  return (
    <fieldset class="stack" aria-label={t('popup_form_of', name)}>
      <p class="small muted">
        {unread === 'all'
          ? t('panel_actions_unread')
          : unread > 0
            ? plural('panel_actions_skipped', unread)
            : t(actions.length === 0 ? 'popup_no_actions' : want ? 'popup_no_reject' : 'popup_all_actions')}
      </p>
      <div class="row wrap">
        {actions.map((each, at) => (
          <Button
            key={each.id}
            small
            ref={at === 0 ? focus : undefined}
            tone={refuses(each) ? 'danger' : 'plain'}
            title={actionEffect(each, null, settings.undoSeconds)}
            onClick={() => setChosen(each.id)}
          >
            {each.name}
          </Button>
        ))}
        <Button small tone="flat" ref={actions.length === 0 ? focus : undefined} onClick={onClose}>
          {t('popup_close')}
        </Button>
      </div>
    </fieldset>
  );
}

const focus = (button: HTMLButtonElement | null) => button?.focus();

interface SendingProps {
  entries: Entry[];
  rows: Row[];
  calls: PopupCalls;
}

/** What was asked for many, in the inbox page: a line for each group, as there. */
export function Sending({ entries, rows, calls }: SendingProps) {
  const find = (id: NegotiationId) => rows.find((row) => row.id === id);
  const open = (id: NegotiationId) => {
    const row = find(id);
    void calls.openInbox(row && `vacancy=${row.vacancyId}&negotiation=${id}`);
  };
  return (
    <Groups
      entries={entries}
      calls={calls}
      nameOf={(id) => valueOr(find(id)?.candidate.name ?? unread, null)}
      onOpen={open}
    />
  );
}
