import { useState } from 'preact/hooks';
import type { Manager } from '../../utils/domain/company.ts';
import type { Participant } from '../../utils/domain/conversation.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { ChatId } from '../../utils/ids.ts';
import { isKnown, none, valueOr } from '../../utils/known.ts';
import { Button, Chip } from '../ui/button.tsx';
import { Fault, FindField, useSending } from '../ui/form.tsx';
import { Cut } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { factText, problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

/** The participants of a chat: add a colleague, let the applicant write or not, leave. */
export function People({ chatId }: { chatId: ChatId }) {
  const { readParticipants, addManager, letApplicantWrite, leaveChat } = useWorker().negotiation;
  const people = useLoad(chatId, () => readParticipants(chatId));
  const [leaving, setLeaving] = useState(false);
  const { fault, run } = useSending();
  const { items, skipped } = people.value ?? none;
  return (
    <div class="stack gap">
      <Fault>{fault ?? (people.problem && problemText(people.problem))}</Fault>
      <ul class="stack">
        {items.map(({ id, name, role }) => (
          <li key={id} class="row">
            <Cut class="grow" text={factText(name, 'unknown_person')} title={valueOr(name, undefined)} />
            <Chip>{t(`people_${valueOr(role, 'unknown')}`)}</Chip>
          </li>
        ))}
      </ul>
      {skipped > 0 && <p class="small muted">{plural('people_skipped', skipped)}</p>}
      <AddColleague present={items} onAdd={({ id }) => void run(() => addManager(chatId, id))} />
      <div class="row wrap">
        <Button small onClick={() => void run(() => letApplicantWrite(chatId, true))}>
          {t('people_allow')}
        </Button>
        <Button small onClick={() => void run(() => letApplicantWrite(chatId, false))}>
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
              void run(() => leaveChat(chatId));
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
  onAdd: (colleague: Manager) => void;
}

function AddColleague({ present, onAdd }: AddProps) {
  const { readManagers } = useWorker().company;
  const [text, setText] = useState('');
  const found = useLoad(null, () => readManagers({ searchText: text.trim(), page: 0 }));
  // A participant's id is not always a manager's id, so those already in the chat are recognised by name.
  const rest = found.value?.items.filter(
    ({ name }) => !(name.known && present.some((one) => isKnown(one.name, name.value))),
  );
  return (
    <form
      class="stack"
      aria-label={t('people_add')}
      onSubmit={(event) => {
        event.preventDefault();
        found.again();
      }}
    >
      <div class="row">
        <FindField class="field grow" label={t('people_find')} value={text} onText={setText} />
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
                <Cut
                  class="grow"
                  text={factText(colleague.name, 'unknown_person')}
                  title={valueOr(colleague.position, null) ?? undefined}
                />
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
