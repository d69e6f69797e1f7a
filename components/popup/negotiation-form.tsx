import { useEffect, useState } from 'preact/hooks';
import { actionsOf, givenBy, unreadActions } from '../../utils/domain/arguments.ts';
import type { Settings } from '../../utils/domain/inbox.ts';
import type { Negotiation } from '../../utils/domain/negotiation.ts';
import { refuses } from '../../utils/domain/stage.ts';
import { type Draft, draftKey } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import type { NextStep, Problem, Result } from '../../utils/problem.ts';
import { ActionForm, type Filled } from '../negotiation/action-form.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { actionEffect } from '../ui/words.ts';
import type { PopupCalls } from './calls.ts';

interface Props {
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
export function NegotiationForm(props: Props) {
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
