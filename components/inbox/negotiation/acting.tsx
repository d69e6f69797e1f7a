import { useState } from 'preact/hooks';
import { actionsOf, asksFirst, givenBy, unreadActions } from '../../../utils/domain/arguments.ts';
import type { Action, Negotiation } from '../../../utils/domain/negotiation.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import { valueOr } from '../../../utils/known.ts';
import type { Problem } from '../../../utils/problem.ts';
import { ActionForm, type Filled } from '../../negotiation/action-form.tsx';
import { Actions, shown } from '../../negotiation/actions.tsx';
import { offOf } from '../../outbox/under-way.ts';
import { responsesUrl } from '../../ui/addresses.ts';
import { Fault, useVariables } from '../../ui/form.tsx';
import { type Keyed, keysFor } from '../../ui/keys.ts';
import { problemText } from '../../ui/words.ts';
import type { NegotiationCalls } from './calls.ts';
import { WithSnippets } from './snippets.tsx';
import type { PaneStore } from './store.ts';
import { valuesOf } from './values.ts';

/** What can be done with the open negotiation, by buttons and by keys. */
export interface Acting {
  actions: Keyed<Action>[];
  form: Action | null;
  more: boolean;
  /** Why nothing can be done at the moment. */
  off: string | null;
  problem: Problem | null;
  choose: (action: Action) => void;
  turnMore: () => void;
  close: () => void;
  act: (action: Action, filled: Filled) => ReturnType<NegotiationCalls['write']>;
}

export function useActing(
  negotiation: Negotiation | null,
  entries: readonly Entry[],
  calls: Pick<NegotiationCalls, 'write'>,
  onClosed: () => void,
): Acting {
  const [form, setForm] = useState<Action | null>(null);
  const [more, setMore] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const close = () => {
    setForm(null);
    onClosed();
  };
  const act: Acting['act'] = async (action, filled) => {
    if (!negotiation) return { ok: false, problem: { name: 'negotiation-not-found' } };
    const answer = await calls.write({
      kind: 'action',
      negotiationId: negotiation.id,
      actionId: action.id,
      ...filled,
    });
    if (answer.ok) close();
    return answer;
  };
  return {
    actions: keysFor(negotiation ? actionsOf(negotiation) : []),
    form,
    more,
    off: negotiation && offOf(entries, negotiation.id),
    problem,
    turnMore: () => setMore(!more),
    close,
    act,
    choose: (action) => {
      setProblem(null);
      if (negotiation && asksFirst(action, givenBy(negotiation))) return setForm(action);
      void act(action, { values: {} }).then((answer) => answer.ok || setProblem(answer.problem));
    },
  };
}

/** What a key does here. */
export function actingDeed(
  { actions, form, off, turnMore, choose }: Acting,
  code: string,
): (() => void) | undefined {
  if (form || off) return undefined;
  if (code === 'KeyM' && actions.length > shown) return turnMore;
  const action = actions.find(({ key }) => key?.code === code)?.item;
  return action && (() => choose(action));
}

interface Props {
  acting: Acting;
  negotiation: Negotiation;
  store: PaneStore;
  calls: NegotiationCalls;
}

/** The buttons, or in their place the form of the one that was chosen. */
export function ActingView({ acting, negotiation, store, calls }: Props) {
  const { actions, form, more, off, problem, choose, turnMore, close, act } = acting;
  const { settings, snippets, drafts } = store;
  const { guard, said } = useVariables();
  if (!form)
    return (
      <>
        <Actions
          actions={actions}
          unread={unreadActions(negotiation)}
          more={more}
          undoSeconds={settings.undoSeconds}
          off={off}
          onMore={turnMore}
          onChoose={choose}
        />
        <Fault>{problem && problemText(problem)}</Fault>
      </>
    );
  const key = `action:${negotiation.id}:${form.id}`;
  const vacancy = valueOr(negotiation.vacancy, null);
  const withText = form.arguments.some(({ id }) => id === 'message');
  const view = (
    <ActionForm
      key={key}
      action={form}
      draftKey={key}
      draft={drafts[key]?.text ?? null}
      undoSeconds={settings.undoSeconds}
      given={givenBy(negotiation)}
      hhUrl={responsesUrl(settings.site, vacancy?.id)}
      loadTemplate={(actionId, templateId) =>
        calls.readTemplate({ negotiationId: negotiation.id, actionId, templateId })
      }
      loadAddresses={calls.readAddresses}
      onDraft={(draftKey, text) => calls.saveDraft({ key: draftKey, text })}
      onSend={(filled) => guard(filled.values.message ?? '', () => act(form, filled))}
      onClose={close}
    />
  );
  return (
    <>
      {withText ? (
        <WithSnippets
          snippets={snippets}
          values={valuesOf(store, { candidate: negotiation.candidate, vacancy })}
          onSave={calls.saveSnippets}
        >
          {view}
        </WithSnippets>
      ) : (
        view
      )}
      {said}
    </>
  );
}
