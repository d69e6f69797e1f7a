import { hasAllRows, waitingFirst } from '../../utils/domain/company.ts';
import { unmuted } from '../../utils/domain/inbox.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { sumOf, sumText } from '../../utils/domain/sum.ts';
import { t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { useStore } from '../contexts.tsx';
import { chatTitle, lastText, latestFirst } from '../negotiation/row-words.ts';
import { type Shown, WaitingRows } from '../negotiation/waiting-rows.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { inner, nextCheckText, vacancyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

interface IdleProps {
  now: number;
  onShow: (of: Shown) => void;
  onChats: () => void;
}

/** How many of each are shown. */
const waitingAtMost = 5;
const answersAtMost = 3;

/** Shown while no negotiation is open: who waits longest on any vacancy, and the latest messages. From the store. */
export function Idle({ now, onShow, onChats }: IdleProps) {
  const {
    inbox,
    settings: { muted },
  } = useStore();
  const rows = waitingFirst(
    inbox.rows.filter(({ vacancyId }) => !muted.includes(vacancyId)),
    waitingAtMost,
  );
  const chats = latestFirst(inbox.chats).slice(0, answersAtMost);
  return (
    <>
      {rows.length > 0 && (
        <section class="sec stack">
          <h3 class="small muted b">{t('inbox_idle_waiting')}</h3>
          <WaitingRows {...{ rows, now, onShow }} vacancies={inbox.vacancies} />
          {!hasAllRows(inbox) && <p class="small muted">{t('company_waiting_part')}</p>}
        </section>
      )}
      {chats.length > 0 && (
        <section class="sec stack">
          <div class="row">
            <h3 class="small muted b grow">{t('popup_quiet_answers')}</h3>
            <Button small tone="link" onClick={onChats}>
              {t('popup_quiet_chats')}
            </Button>
          </div>
          <ul class="stack">
            {chats.map((chat) => (
              <li key={chat.id} title={`${chatTitle(chat)}\n${lastText(chat)}`}>
                <p class="b ell" dir="auto">
                  {chatTitle(chat)}
                </p>
                <p class="small muted ell" dir="auto">
                  {lastText(chat)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface NobodyProps extends IdleProps {
  /** hh's name of the stage; null for responses that were not viewed. */
  stage: string | null;
  /** All vacancies except the open one, in the rail's order. */
  others: readonly VacancyCount[];
  onVacancy: (id: VacancyId) => void;
}

/** Shown if nobody is at this stage: when we check again, and where else something is new. */
export function Nobody({ stage, others, onVacancy, ...idle }: NobodyProps) {
  const { inbox, settings } = useStore();
  const next = unmuted(others, settings.muted).find(({ unread }) => unread.known && unread.value > 0);
  return (
    <>
      <Card
        title={stage === null ? t('popup_empty_responses') : t('inbox_empty', inner(stage))}
        note={nextCheckText(inbox, idle.now, settings.intervalMinutes)}
      >
        {next && (
          <div class="row">
            <Button small onClick={() => onVacancy(next.id)}>
              {t('inbox_next_vacancy', vacancyName(next))}
            </Button>
            <span class="small muted num">{sumText('inbox_new', sumOf([next.unread]))}</span>
          </div>
        )}
      </Card>
      {/* If there is room for the pane, this is shown there. */}
      <div class="no-pane">
        <Idle {...idle} />
      </div>
    </>
  );
}

/** Shown if there is no vacancy to show: none was read yet, or there is none. A problem is shown above. */
export function NoVacancy({ now }: Pick<IdleProps, 'now'>) {
  const { inbox, settings } = useStore();
  const { saveSettings } = useWorker();
  if (inbox.freshAt === null)
    return inbox.problem ? null : <Card title={t('popup_first')} note={t('popup_first_note')} />;
  if (inbox.vacancies.length > 0) return null;
  if (!inbox.allVacancies)
    return <Card title={t('inbox_vacancies_unread')} note={t('inbox_vacancies_unread_note')} />;
  const own = settings.count === 'own';
  return (
    <Card
      title={t(own ? 'inbox_vacancies_none_own' : 'inbox_vacancies_none')}
      note={nextCheckText(inbox, now, settings.intervalMinutes)}
    >
      <div class="row wrap">
        {own && (
          <Button small onClick={() => void saveSettings({ count: 'all' })}>
            {t('inbox_vacancies_all')}
          </Button>
        )}
        <Link href={`https://${settings.site}/employer/vacancies`}>{t('inbox_vacancies_on_hh')}</Link>
      </div>
    </Card>
  );
}

/** What narrows a list, and may be the reason why it is empty. */
interface SoughtProps {
  words: string;
  onlyNew: boolean;
  filters: number;
  /** Where hh searched. */
  stage: string;
  onWords: () => void;
  onAll: () => void;
}

/** Shown if nothing matches: which words were searched for, what else is on, and what was not searched. */
export function NothingFound({ words, onlyNew, filters, stage, onWords, onAll }: SoughtProps) {
  const on = [onlyNew && t('inbox_only_new'), filters > 0 && t('inbox_filters_count', filters)].filter(
    Boolean,
  );
  return (
    <Card
      title={words ? t('popup_not_found', words) : t('inbox_nothing')}
      note={[on.length > 0 && t('inbox_nothing_on', on.join(', ')), t('inbox_nothing_note', inner(stage))]
        .filter(Boolean)
        .join(' ')}
    >
      <div class="row wrap">
        {words && (
          <Button small onClick={onWords}>
            {t('popup_clear')}
          </Button>
        )}
        {on.length > 0 && (
          <Button small onClick={onAll}>
            {t('inbox_filters_clear')}
          </Button>
        )}
      </div>
    </Card>
  );
}
