import { useEffect, useState } from 'preact/hooks';
import type { Colleague, Participant } from '../../../utils/domain/conversation.ts';
import type { WriteRequest } from '../../../utils/domain/write-request.ts';
import { talkChanges } from '../../../utils/hh/conversations.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { ChatId } from '../../../utils/ids.ts';
import { isKnown, type List, valueOr } from '../../../utils/known.ts';
import type { Problem, Result } from '../../../utils/problem.ts';
import { Button, Chip } from '../../ui/button.tsx';
import { Fault } from '../../ui/form.tsx';
import { factText, problemText } from '../../ui/words.ts';
import type { NegotiationCalls } from './calls.ts';
import { useReading } from './reading.ts';

interface Props {
  chatId: ChatId;
  change: (call: Omit<Extract<WriteRequest, { kind: 'call' }>, 'kind'>) => Promise<Result<unknown>>;
  calls: Pick<NegotiationCalls, 'readParticipants' | 'readColleagues'>;
}

/** Who is in the chat, who may write. Its code, and who is there, is read when it is unfolded. */
export function ChatPeople({ chatId, change, calls }: Props) {
  const [people, readPeople] = useReading<List<Participant>>();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [leaving, setLeaving] = useState(false);
  const submit = async (call: Parameters<Props['change']>[0]) => {
    const answer = await change(call);
    setProblem(answer.ok ? null : answer.problem);
  };
  useEffect(() => void readPeople(calls.readParticipants(chatId)), [chatId]);
  const fault = problem ?? people.problem;
  return (
    <div class="stack gap">
      <Fault>{fault && problemText(fault)}</Fault>
      <ul class="stack">
        {people.value?.items.map(({ id, name, role }) => (
          <li key={id} class="row">
            <span class="grow ell" dir="auto" title={valueOr(name, undefined)}>
              {factText(name, 'unknown_person')}
            </span>
            <Chip>{t(`people_${valueOr(role, 'unknown')}`)}</Chip>
          </li>
        ))}
      </ul>
      {people.value && people.value.skipped > 0 && (
        <p class="small muted">{plural('people_skipped', people.value.skipped)}</p>
      )}
      <AddColleague
        present={people.value?.items ?? []}
        find={calls.readColleagues}
        onAdd={(colleague) => void submit(talkChanges.addManager(chatId, colleague.id))}
      />
      <div class="row wrap">
        <Button small onClick={() => void submit(talkChanges.letApplicantWrite(chatId, true))}>
          {t('people_allow')}
        </Button>
        <Button small onClick={() => void submit(talkChanges.letApplicantWrite(chatId, false))}>
          {t('people_forbid')}
        </Button>
      </div>
      <p class="small muted">{t('people_write_effect')}</p>
      {leaving ? (
        <fieldset class="row wrap" aria-label={t('people_leave_sure')}>
          <p class="small">{t('people_leave_sure')}</p>
          <Button
            small
            tone="danger"
            onClick={() => {
              setLeaving(false);
              void submit(talkChanges.leave(chatId));
            }}
          >
            {t('people_leave_yes')}
          </Button>
          <Button small tone="flat" onClick={() => setLeaving(false)}>
            {t('chat_keep')}
          </Button>
        </fieldset>
      ) : (
        <div>
          <Button small tone="danger" onClick={() => setLeaving(true)}>
            {t('people_leave')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface AddProps {
  present: Participant[];
  find: NegotiationCalls['readColleagues'];
  onAdd: (colleague: Colleague) => void;
}

function AddColleague({ present, find, onAdd }: AddProps) {
  const [text, setText] = useState('');
  const [found, read] = useReading<Colleague[]>();
  // A participant's id need not be a manager's: names tell who is in already.
  const rest = found.value?.filter(({ name }) => !present.some((one) => isKnown(one.name, name)));
  return (
    <form
      class="stack"
      aria-label={t('people_add')}
      onSubmit={(event) => {
        event.preventDefault();
        void read(find(text.trim()));
      }}
    >
      <div class="row">
        <input
          class="field grow"
          type="search"
          aria-label={t('people_find')}
          placeholder={t('people_find')}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button small type="submit" disabled={found.busy}>
          {t('people_find_go')}
        </Button>
      </div>
      <Fault>{found.problem && problemText(found.problem)}</Fault>
      {rest?.length === 0 && <p class="small muted">{t('people_none')}</p>}
      {rest && rest.length > 0 && (
        <>
          <ul class="stack found">
            {rest.map((colleague) => (
              <li key={colleague.id} class="row">
                <span class="grow ell" dir="auto" title={colleague.position ?? undefined}>
                  {colleague.name}
                </span>
                <Button small onClick={() => onAdd(colleague)}>
                  {t('people_in')}
                </Button>
              </li>
            ))}
          </ul>
          <p class="small muted">{t('people_add_effect')}</p>
        </>
      )}
    </form>
  );
}
