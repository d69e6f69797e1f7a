import { useContext, useState } from 'preact/hooks';
import { personOf, type Whom } from '../../utils/domain/avoided.ts';
import type { Action, Costs, Invitation } from '../../utils/domain/negotiation.ts';
import { toneOf } from '../../utils/domain/stage.ts';
import type { VariableValues } from '../../utils/domain/texts.ts';
import { dotted, grouped, plural, spaced, t } from '../../utils/i18n.ts';
import type { ResumeId } from '../../utils/ids.ts';
import { isKnown, type List, none, valueOr } from '../../utils/known.ts';
import { valuesOf, WithSnippets } from '../conversation/snippets.tsx';
import { ActionForm } from '../negotiation/action-form.tsx';
import { Button, Chip } from '../ui/button.tsx';
import {
  Fault,
  FindField,
  focused,
  formKeys,
  SendButton,
  TextArea,
  useDraft,
  useSending,
} from '../ui/form.tsx';
import { TitleRow } from '../ui/section.tsx';
import { useLoad } from '../ui/use-load.ts';
import {
  delay,
  factText,
  factWords,
  problemText,
  vacancyName,
  vacancyTitle,
  vacancyWords,
} from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import '../negotiation/negotiation.css';
import '../conversation/conversation.css';
import { UndoSeconds, useOutbox, useStore } from '../contexts.tsx';
import { Cut } from '../ui/text.tsx';

interface Props {
  resumeId: ResumeId;
  /** The person, as far as known. */
  whom: Whom;
  candidateName: string | null;
  /** hh's page of the resume, for actions that the form cannot fill in. */
  hhUrl: string | null;
  /** Called once the invitation is in the outbox. */
  onSent: () => void;
  onClose: () => void;
}

/** The actions that could be read. */
const actionsIn = ({ actions }: Invitation): Action[] => valueOr(actions, none).items;

/** Invites a resume to another vacancy: shows where it was invited already, where it can be, and the cost. */
export function Invite(props: Props) {
  const { resumeId, candidateName, onClose } = props;
  const { readInvitations } = useWorker().negotiation;
  const { value, problem, again } = useLoad(resumeId, () => readInvitations(resumeId));
  const [chosen, setChosen] = useState<{ invitation: Invitation; action: Action | null } | null>(null);
  const back = () => setChosen(null);
  const choose = (invitation: Invitation) => {
    const [only = null, ...others] = actionsIn(invitation);
    setChosen({ invitation, action: others.length === 0 ? only : null });
  };
  return (
    <section class="stack" aria-label={t('invite_title')}>
      <TitleRow
        title={
          chosen
            ? vacancyName(chosen.invitation.vacancy)
            : candidateName
              ? t('invite_whom', candidateName)
              : t('invite_title')
        }
        closes="invite_close"
        keyed={false}
        onClose={onClose}
      />
      {problem && (
        <>
          <Fault>{problemText(problem)}</Fault>
          <Button small onClick={again}>
            {t('next_retry')}
          </Button>
        </>
      )}
      {!value && !problem && (
        <p class="small muted" role="status">
          {t('invite_loading')}
        </p>
      )}
      {value && <p class="small muted">{costText(value.costs)}</p>}
      {value && !chosen && <Invitations invitations={value.invitations} onChoose={choose} />}
      {chosen && !chosen.action && (
        <div class="acts">
          {actionsIn(chosen.invitation).map((action) => (
            <Button key={action.id} title={action.name} onClick={() => setChosen({ ...chosen, action })}>
              {action.name}
            </Button>
          ))}
        </div>
      )}
      {chosen?.action && (
        <Form {...props} invitation={chosen.invitation} action={chosen.action} onBack={back} />
      )}
      {chosen && (
        <Button small tone="flat" onClick={back}>
          {t('invite_back')}
        </Button>
      )}
    </section>
  );
}

interface FormProps extends Props {
  invitation: Invitation;
  action: Action;
  onBack: () => void;
}

function Form({ resumeId, whom, hhUrl, invitation, action, onSent, onBack }: FormProps) {
  const undoSeconds = useContext(UndoSeconds);
  const { drafts } = useOutbox();
  const { write } = useWorker();
  const vacancyId = invitation.vacancy.id;
  const key = `invite:${resumeId}:${vacancyId}`;
  return (
    <ActionForm
      key={action.id}
      action={action}
      of={{ resumeId, vacancyId }}
      whom={whom}
      draftKey={key}
      draft={drafts[key]?.text ?? null}
      given={{ resume_id: resumeId, vacancy_id: vacancyId }}
      hhUrl={hhUrl}
      effectOf={(tells) => t(tells ? 'invite_effect' : 'invite_effect_silent', delay(undoSeconds))}
      onSend={async ({ values }) => {
        const answer = await write({ kind: 'invite', resumeId, vacancyId, actionId: action.id, values });
        if (answer.ok) onSent();
        return answer;
      }}
      onClose={onBack}
    />
  );
}

/** A longer list of vacancies gets a search field. */
const many = 8;

interface ListProps {
  invitations: List<Invitation>;
  onChoose: (invitation: Invitation) => void;
}

/** The vacancies. Those to which the resume was invited already come first, so that no one invites it twice. */
function Invitations({ invitations: { items, skipped }, onChoose }: ListProps) {
  const [search, setSearch] = useState('');
  const sought = search.trim().toLowerCase();
  const found = items.filter(({ vacancy }) => vacancyWords(vacancy).toLowerCase().includes(sought));
  const fitting = found.filter(({ invited }) => isKnown(invited, null));
  const invited = found.filter((one) => !fitting.includes(one));
  return (
    <>
      {items.length > many && <FindField label={t('invite_find')} value={search} onText={setSearch} />}
      {invited.length > 0 && (
        <>
          <h3 class="small b">{t('invite_already')}</h3>
          <ul class="stack">
            {invited.map(({ vacancy, invited }) => (
              <li key={vacancy.id} class="row">
                <Cut class="grow" text={vacancyName(vacancy)} title={vacancyName(vacancy)} />
                <Chip tone={invited.known ? toneOf(invited.value?.id ?? '') : 'wait'}>
                  {invited.known ? invited.value?.name : t('invite_stage_unread')}
                </Chip>
              </li>
            ))}
          </ul>
        </>
      )}
      {fitting.length > 0 ? (
        <>
          <h3 class="small b">{t('invite_fitting')}</h3>
          <ul class="stack found">
            {fitting.map((one) => (
              <Fitting key={one.vacancy.id} invitation={one} onChoose={() => onChoose(one)} />
            ))}
          </ul>
        </>
      ) : (
        skipped === 0 &&
        found.every(({ invited }) => invited.known) && <p class="small muted">{t('invite_none')}</p>
      )}
      {skipped > 0 && <p class="small muted">{plural('inbox_vacancies_skipped', skipped)}</p>}
    </>
  );
}

function Fitting({ invitation, onChoose }: { invitation: Invitation; onChoose: () => void }) {
  const { vacancy, actions } = invitation;
  const by = factText(vacancy.manager, 'unknown_manager');
  const can = actionsIn(invitation).length > 0;
  const unread = actions.known ? actions.value.skipped > 0 : true;
  return (
    <li>
      <Button wide disabled={!can} title={dotted(vacancyTitle(vacancy), by)} onClick={onChoose}>
        {vacancyName(vacancy)}
      </Button>
      {unread ? (
        <p class="small muted">{t('invite_actions_unread')}</p>
      ) : (
        !can && <p class="small muted">{t('invite_not')}</p>
      )}
    </li>
  );
}

/** The cost of an invitation, as far as hh tells. */
function costText({ viewsLeft, callsLeft, database }: Costs): string {
  return spaced(
    t('invite_cost'),
    viewsLeft === null ? t('invite_views_unknown') : t('invite_views_left', grouped(viewsLeft)),
    factWords(callsLeft, (left) => t('invite_calls_left', grouped(left)), 'invite_calls_unknown'),
    database === null ? t('invite_database_unknown') : !database && t('invite_no_database'),
  );
}

interface ChatProps {
  resumeId: ResumeId;
  values: VariableValues;
}

/** Longest first message of such a chat that hh accepts, in characters. */
const longest = 10_000;

/** Starts a chat with the owner of a resume, without a vacancy. */
export function BeginChat(props: ChatProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return open ? (
    <WithSnippets values={props.values}>
      <ChatForm {...props} onClose={close} />
    </WithSnippets>
  ) : (
    <Button wide tone="flat" onClick={() => setOpen(true)}>
      {t('invite_chat')}
    </Button>
  );
}

function ChatForm({ resumeId, onClose }: ChatProps & { onClose: () => void }) {
  const { negotiation } = useWorker();
  const key = `chat:${resumeId}`;
  const { text, onText, drop } = useDraft(key);
  const { busy, fault, run } = useSending();
  const send = async () => {
    if (!text.trim() || !(await run(() => negotiation.beginChat(resumeId, text.trim()), text))) return;
    drop();
    onClose();
  };
  return (
    <form class="form stack" aria-label={t('invite_chat')} {...formKeys(() => void send(), onClose)}>
      <TitleRow level={3} title={t('invite_chat')} closes="action_close" onClose={onClose} />
      <TextArea
        rows={4}
        maxLength={longest}
        label={t('invite_chat_text')}
        placeholder={t('invite_chat_text')}
        fieldRef={focused}
        value={text}
        onText={onText}
      />
      <Fault>{fault}</Fault>
      <SendButton wide tone="primary" busy={busy} disabled={!text.trim()}>
        {t('invite_chat_send')}
      </SendButton>
      <p class="small muted">{t('invite_chat_effect')}</p>
    </form>
  );
}

/** The page that invites a resume (`?page=invite&resume=…`), opened from the panel on a resume page. */
export function InvitePage({ resumeId }: { resumeId: ResumeId }) {
  const store = useStore();
  const { settings } = store;
  const [round, setRound] = useState(0);
  return (
    <div class="invite-page stack" data-inner="">
      <h1 class="hidden">{t('invite_title')}</h1>
      <Invite
        key={round}
        resumeId={resumeId}
        whom={personOf({ applicantId: null, resumeId })}
        candidateName={null}
        hhUrl={`https://${settings.site}/resume/${resumeId}`}
        onSent={() => setRound(round + 1)}
        onClose={() => window.close()}
      />
      <BeginChat resumeId={resumeId} values={valuesOf(store, { candidate: null, vacancy: null })} />
    </div>
  );
}
