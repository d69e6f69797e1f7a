import type { RefObject } from 'preact';
import { useContext } from 'preact/hooks';
import { actionsOf } from '../../utils/domain/arguments.ts';
import { personOf } from '../../utils/domain/avoided.ts';
import type { Action } from '../../utils/domain/negotiation.ts';
import { refuses } from '../../utils/domain/stage.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { valueOr } from '../../utils/known.ts';
import { UndoSeconds } from '../contexts.tsx';
import { OpenActionForm, useActions } from '../negotiation/actions.tsx';
import { AvoidButton } from '../ui/avoided.tsx';
import { Button } from '../ui/button.tsx';
import { Fault, focused } from '../ui/form.tsx';
import { keysFor, useKeys } from '../ui/keys.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { actionEffect, problemText } from '../ui/words.ts';
import { useMessages } from '../worker.ts';

/** What the form is opened for: the action of a key, or one action with a text. */
export type Want = { code: string } | { actionId: string; text: string };

interface Props {
  /** The container, which keeps letter keys from the list. */
  root: RefObject<HTMLElement | null>;
  id: NegotiationId;
  name: string;
  /** The action to begin with; null to let the user choose. */
  want: Want | null;
  hhUrl: string;
  onSent: () => void;
  onClose: () => void;
  /** Opens the snooze form instead. */
  onLater: () => void;
}

/** The actions that hh offers on a response. They are read when the form opens, without a side effect. */
export function NegotiationForm(props: Props) {
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
