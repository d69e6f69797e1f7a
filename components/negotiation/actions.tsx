import type { ComponentChildren } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { personOf } from '../../utils/domain/avoided.ts';
import {
  type Action,
  actionsOf,
  asksFirst,
  givenBy,
  type Negotiation,
  unreadActions,
} from '../../utils/domain/negotiation.ts';
import { refuses, toneOf } from '../../utils/domain/stage.ts';
import { draftKey, textOf } from '../../utils/domain/texts.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { UndoSeconds, useOutbox } from '../contexts.tsx';
import { Button } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { keysFor } from '../ui/keys.ts';
import { actionEffect, delay, problemText, withUndo } from '../ui/words.ts';
import { useMessages } from '../worker.ts';
import { ActionForm, ActionPicker, type Filled, type Letter } from './action-form.tsx';

/** How many actions are shown before "more". */
const shown = 3;

/** Why a write was not accepted, and the form to open again with its text. */
export interface NotTaken {
  problem: Problem;
  form?: { action: Action; text: string };
}

/**
 * Called when the user decides about a negotiation, before the worker has answered.
 * @param request the write request, by which the decision can be undone
 * @param taken resolves to null if the write was accepted
 */
export type Acted = (id: NegotiationId, request: WriteRequest, taken: Promise<NotTaken | null>) => void;

interface Ends {
  /** Called when the form is closed. */
  onClosed: () => void;
  /** Called once the action is in the outbox; `onClosed` by default. */
  onSent?: () => void;
  /** Called at once instead of `onSent`, without waiting for the worker. */
  onActed?: Acted;
  /** A write that was not accepted, to begin with its form or its problem. */
  again?: NotTaken | null;
  /** Show all actions at once instead of the first few and "more". */
  all?: boolean;
}

const requestOf = ({ id }: Negotiation, action: Action, filled: Filled): WriteRequest => ({
  kind: 'action',
  negotiationId: id,
  actionId: action.id,
  ...filled,
});

/** Why no action is possible on a negotiation: an earlier one is still in the outbox. null if none is. */
function offOf(entries: readonly Entry[], id: NegotiationId): string | null {
  for (const { request, label, progress } of entries) {
    const { at } = progress;
    const concerns =
      (request.kind === 'action' && request.negotiationId === id) ||
      (request.kind === 'bulk' && request.negotiationIds.includes(id));
    if (concerns && at !== 'sent' && at !== 'failed')
      return t(`panel_off_${at}`, label.action ?? t('undo_action'));
  }
  return null;
}

/** State of the actions on one negotiation: the open form, why nothing can be done, what a key does. */
export function useActions(
  negotiation: Negotiation | null,
  { onClosed, onSent = onClosed, onActed, again = null, all = false }: Ends,
) {
  const { write, dismiss } = useMessages();
  const { entries } = useOutbox();
  /** The open form, its initial text, and the failed write that it replaces. */
  const [form, setForm] = useState<{ action: Action; text?: string; mends?: Entry } | null>(
    again?.form ?? null,
  );
  const [more, setMore] = useState(all);
  const [problem, setProblem] = useState<Problem | null>(again?.problem ?? null);
  const list = keysFor(negotiation ? actionsOf(negotiation) : []);
  const off = negotiation && offOf(entries, negotiation.id);

  const send = async (action: Action, filled: Filled): Promise<Result<unknown>> => {
    if (!negotiation) return { ok: false, problem: { name: 'negotiation-not-found' } };
    // Another window has decided in the meantime.
    if (off) return { ok: false, problem: { name: 'wrong-state' } };
    const request = requestOf(negotiation, action, filled);
    const taken = write(request);
    if (onActed) {
      const text = filled.values.message ?? '';
      onActed(
        negotiation.id,
        request,
        taken.then((answer) => (answer.ok ? null : { form: { action, text }, problem: answer.problem })),
      );
    }
    const answer = await taken;
    if (!answer.ok) return answer;
    if (form?.mends) void dismiss(form.mends.id);
    setForm(null);
    if (!onActed) onSent();
    return answer;
  };
  const choose = async (action: Action) => {
    setProblem(null);
    if (negotiation && asksFirst(action, givenBy(negotiation))) return setForm({ action });
    const answer = await send(action, { values: {} });
    if (!answer.ok) setProblem(answer.problem);
  };
  const openForm = (action: Action, more: { text?: string; mends?: Entry } = {}) => {
    setProblem(null);
    setForm({ action, ...more });
  };
  /** What a key does: a letter acts; a digit chooses an action while a form or the whole list is open. */
  const pressed = (code: string): (() => void) | undefined => {
    if (off) return undefined;
    if (code === 'KeyM' && !form && !all && list.length > shown) return () => setMore(!more);
    const digit = list.find((one) => one.digit?.code === code);
    if (form) return digit && (() => openForm(digit.item));
    const one =
      list.find(({ key }) => key?.code === code && key !== digit?.digit) ?? (more ? digit : undefined);
    return one && (() => void choose(one.item));
  };
  return {
    list,
    /** Number of actions that could not be read, or "all". */
    unread: negotiation ? unreadActions(negotiation) : 0,
    form,
    more,
    /** Why no action is possible at the moment; null if actions are possible. */
    off,
    problem,
    send,
    choose: (action: Action) => void choose(action),
    openForm,
    /** Opens the form of a failed action again, with its text. */
    mend(entry: Entry) {
      const { request } = entry;
      const action = list.find(({ item }) => request.kind === 'action' && item.id === request.actionId)?.item;
      if (action) openForm(action, { text: textOf(request), mends: entry });
      else setProblem({ name: 'wrong-state' });
    },
    turnMore: () => setMore(!more),
    close() {
      setForm(null);
      onClosed();
    },
    pressed,
  };
}

type NegotiationActions = ReturnType<typeof useActions>;

interface Props {
  actions: NegotiationActions;
  negotiation: Negotiation;
  /** hh's page, for actions that the form cannot fill in. */
  hhUrl: string | null;
  /** Wraps a form with a letter. */
  around?: (form: ComponentChildren) => ComponentChildren;
  /** Shown below a form with a letter. */
  below?: (letter: Letter, action: Action) => ComponentChildren;
}

/** The action buttons, or the form of the chosen action in their place. */
export const ActionsView = ({ around = (form) => form, ...props }: Props) => {
  const { actions } = props;
  if (!actions.form)
    return (
      <>
        <ActionButtons actions={actions} />
        <Fault>{actions.problem && problemText(actions.problem)}</Fault>
      </>
    );
  const form = <OpenActionForm {...props} />;
  const { action } = actions.form;
  return action.arguments.some(({ id }) => id === 'message') ? around(form) : form;
};

/** The open form, if any. */
export function OpenActionForm(props: Omit<Props, 'around'>) {
  const { actions, negotiation, hhUrl, below } = props;
  const { drafts } = useOutbox();
  const { form, list, send, openForm, close } = actions;
  if (!form) return null;
  const { action, text } = form;
  const key = draftKey(requestOf(negotiation, action, { values: {} })) ?? '';
  return (
    <ActionForm
      key={key}
      action={action}
      of={{ negotiationId: negotiation.id }}
      whom={personOf(negotiation.candidate)}
      draftKey={key}
      draft={drafts[key]?.text ?? text ?? null}
      given={givenBy(negotiation)}
      hhUrl={hhUrl}
      problem={actions.problem}
      others={<ActionPicker list={list} current={action.id} onPick={openForm} />}
      below={below && ((letter) => below(letter, action))}
      onSend={(filled) => send(action, filled)}
      onClose={close}
    />
  );
}

/** The available actions with their keys, and the effect of the hovered or focused one. */
function ActionButtons({ actions }: Pick<Props, 'actions'>) {
  const undoSeconds = useContext(UndoSeconds);
  const { list, unread, more, off, choose, turnMore } = actions;
  const [about, setAbout] = useState<Action | null>(null);
  if (unread === 'all') return <p class="small muted">{t('panel_actions_unread')}</p>;
  const part = unread > 0 && <p class="small muted">{plural('panel_actions_skipped', unread)}</p>;
  if (list.length === 0) return part || <p class="small muted">{t('panel_no_actions')}</p>;
  const firstGood = list.find(({ item }) => toneOf(item.id) === 'good')?.item;
  const none = () => setAbout(null);
  return (
    <>
      <div class="acts">
        {list.slice(0, more ? undefined : shown).map(({ item, key, digit }) => {
          const explain = () => setAbout(item);
          return (
            <Button
              key={item.id}
              tone={refuses(item) ? 'danger' : item === firstGood ? 'primary' : 'plain'}
              shortcut={key === digit && !more ? null : key?.label}
              disabled={off !== null}
              title={item.name}
              onClick={() => choose(item)}
              onPointerEnter={explain}
              onPointerLeave={none}
              onFocus={explain}
              onBlur={none}
            >
              {item.name}
            </Button>
          );
        })}
        {list.length > shown && (
          <Button shortcut="M" aria-expanded={more} onClick={turnMore}>
            {t(more ? 'panel_less' : 'panel_more')}
          </Button>
        )}
      </div>
      <p class="small muted">
        {off ??
          (about
            ? actionEffect(about, null, undoSeconds)
            : withUndo(t('panel_effect', delay(undoSeconds)), undoSeconds))}
      </p>
      {part}
    </>
  );
}
