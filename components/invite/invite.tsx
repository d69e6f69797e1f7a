import { Component } from 'preact';
import type { Action, Address, Costs, Invitation } from '../../utils/domain/negotiation.ts';
import { unresolved } from '../../utils/domain/snippets.ts';
import type { Draft, WriteRequest } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { ResumeId } from '../../utils/ids.ts';
import type { List } from '../../utils/known.ts';
import type { TemplateOf } from '../../utils/messaging/protocol.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { ActionForm, type Filled } from '../negotiation/action-form.tsx';
import { Button } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { delay, problemText, vacancyName } from '../ui/words.ts';
import { actionsIn, InviteList } from './invite-list.tsx';

export interface InviteCalls {
  readInvitations: (id: ResumeId) => Promise<Result<{ invitations: List<Invitation>; costs: Costs }>>;
  readTemplate: (of: TemplateOf) => Promise<Result<string>>;
  readAddresses: () => Promise<Result<Address[]>>;
  write: (request: WriteRequest) => Promise<Result<unknown>>;
  saveDraft: (draft: { key: string; text: string }) => void;
}

export interface InviteProps {
  resumeId: ResumeId;
  candidateName: string | null;
  drafts?: Record<string, Draft>;
  undoSeconds: number;
  /** hh's page of the resume, for what cannot be done here. */
  hhUrl?: string | null;
  calls: InviteCalls;
  /** It stands in the outbox. */
  onSent: () => void;
  onClose: () => void;
}

export interface InviteState {
  known: { invitations: List<Invitation>; costs: Costs } | null;
  problem: Problem | null;
  vacancy: Invitation | null;
  action: Action | null;
  /** Variables that kept the letter from being sent. */
  left: string[];
}

/** A resume to another vacancy: where it stands already, where it may be asked to, and what that costs. */
export class Invite extends Component<InviteProps, InviteState> {
  override state: InviteState = { known: null, problem: null, vacancy: null, action: null, left: [] };

  override componentDidMount() {
    void this.read();
  }

  private read = async () => {
    const answer = await this.props.calls.readInvitations(this.props.resumeId);
    this.setState(answer.ok ? { known: answer.value, problem: null } : { problem: answer.problem });
  };

  private choose = (vacancy: Invitation | null) => {
    const [only, ...others] = vacancy ? actionsIn(vacancy) : [];
    this.setState({ vacancy, action: (others.length === 0 && only) || null, left: [] });
  };

  private async send(
    { vacancy: { id: vacancyId } }: Invitation,
    { id: actionId }: Action,
    { values }: Filled,
  ) {
    const left = unresolved(values.message ?? '');
    this.setState({ left });
    if (left.length > 0) return { ok: false, problem: { name: 'variables-left' } } as const;
    const { resumeId, calls, onSent } = this.props;
    const answer = await calls.write({ kind: 'invite', resumeId, vacancyId, actionId, values });
    if (answer.ok) onSent();
    return answer;
  }

  render({ candidateName, onClose }: InviteProps, state: InviteState) {
    const { known, problem, vacancy, action } = state;
    return (
      <section class="stack" aria-label={t('invite_title')}>
        <div class="row">
          <h2 class="b grow ell" dir="auto">
            {vacancy
              ? vacancyName(vacancy.vacancy)
              : candidateName
                ? t('invite_whom', candidateName)
                : t('invite_title')}
          </h2>
          <Button icon tone="flat" aria-label={t('invite_close')} onClick={onClose}>
            ✕
          </Button>
        </div>
        {problem && (
          <>
            <Fault>{problemText(problem)}</Fault>
            <Button small onClick={this.read}>
              {t('next_retry')}
            </Button>
          </>
        )}
        {!known && !problem && (
          <p class="small muted" role="status">
            {t('invite_loading')}
          </p>
        )}
        {known && <p class="small muted">{costText(known.costs)}</p>}
        {known && !vacancy && <InviteList invitations={known.invitations} onChoose={this.choose} />}
        {vacancy && !action && this.actions(vacancy)}
        {vacancy && action && this.form(vacancy, action)}
        {vacancy && (
          <Button small tone="flat" onClick={() => this.choose(null)}>
            {t('invite_back')}
          </Button>
        )}
      </section>
    );
  }

  private actions = (invitation: Invitation) => (
    <div class="acts">
      {actionsIn(invitation).map((action) => (
        <Button key={action.id} title={action.name} onClick={() => this.setState({ action })}>
          {action.name}
        </Button>
      ))}
    </div>
  );

  private form(invitation: Invitation, action: Action) {
    const { resumeId, drafts, undoSeconds, hhUrl, calls } = this.props;
    const { left } = this.state;
    const vacancyId = invitation.vacancy.id;
    const key = `invite:${resumeId}:${vacancyId}`;
    return (
      <>
        <ActionForm
          key={action.id}
          action={action}
          draftKey={key}
          draft={drafts?.[key]?.text ?? null}
          undoSeconds={undoSeconds}
          given={{ resume_id: resumeId, vacancy_id: vacancyId }}
          hhUrl={hhUrl}
          effectOf={(tells) => t(tells ? 'invite_effect' : 'invite_effect_silent', delay(undoSeconds))}
          loadTemplate={(actionId, templateId) =>
            calls.readTemplate({ resumeId, vacancyId, actionId, templateId })
          }
          loadAddresses={calls.readAddresses}
          onDraft={(draftKey, text) => calls.saveDraft({ key: draftKey, text })}
          onSend={(filled) => this.send(invitation, action, filled)}
          onClose={() => this.choose(null)}
        />
        <Fault>{left.length > 0 && t('variables_left', left.join(', '))}</Fault>
      </>
    );
  }
}

/** What it costs, as far as hh says. */
function costText({ viewsLeft, callsLeft, database }: Costs): string {
  const count = (left: number) => left.toLocaleString(t('locale'));
  return [
    t('invite_cost'),
    viewsLeft === null ? t('invite_views_unknown') : t('invite_views_left', count(viewsLeft)),
    callsLeft !== null && t('invite_calls_left', count(callsLeft)),
    database === null ? t('invite_database_unknown') : !database && t('invite_no_database'),
  ]
    .filter(Boolean)
    .join(' ');
}
