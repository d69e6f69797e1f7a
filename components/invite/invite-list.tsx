import { Component } from 'preact';
import type { Action, Invitation } from '../../utils/domain/negotiation.ts';
import { toneOf } from '../../utils/domain/stage.ts';
import { plural, t } from '../../utils/i18n.ts';
import { isKnown, type List, valueOr } from '../../utils/known.ts';
import { Button, Chip } from '../ui/button.tsx';
import { factText, vacancyName, vacancyTitle, vacancyWords } from '../ui/words.ts';

interface Props {
  invitations: List<Invitation>;
  onChoose: (invitation: Invitation) => void;
}

/** What can be done as far as it was read. */
export const actionsIn = ({ actions }: Invitation): Action[] =>
  valueOr(actions, { items: [], skipped: 0 }).items;

/** From so many on they are searched. */
const many = 8;

/** Where the resume was invited already comes first: that is what must not be done twice. */
export class InviteList extends Component<Props, { search: string }> {
  override state = { search: '' };

  render({ invitations: { items, skipped } }: Props, { search }: { search: string }) {
    const sought = search.trim().toLowerCase();
    const found = items.filter(({ vacancy }) => vacancyWords(vacancy).toLowerCase().includes(sought));
    const fitting = found.filter(({ invited }) => isKnown(invited, null));
    const invited = found.filter((one) => !fitting.includes(one));
    return (
      <>
        {items.length > many && (
          <input
            class="field"
            type="search"
            aria-label={t('invite_find')}
            placeholder={t('invite_find')}
            value={search}
            onInput={({ currentTarget }) => this.setState({ search: currentTarget.value })}
          />
        )}
        {invited.length > 0 && (
          <>
            <h3 class="small b">{t('invite_already')}</h3>
            <ul class="stack">
              {invited.map(({ vacancy, invited }) => (
                <li key={vacancy.id} class="row">
                  <span class="grow ell" dir="auto" title={vacancyName(vacancy)}>
                    {vacancyName(vacancy)}
                  </span>
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
            <ul class="stack found">{fitting.map((one) => this.vacancy(one))}</ul>
          </>
        ) : (
          skipped === 0 &&
          found.every(({ invited }) => invited.known) && <p class="small muted">{t('invite_none')}</p>
        )}
        {skipped > 0 && <p class="small muted">{plural('inbox_vacancies_skipped', skipped)}</p>}
      </>
    );
  }

  private vacancy(one: Invitation) {
    const { id, manager } = one.vacancy;
    const by = factText(manager, 'unknown_manager');
    const can = actionsIn(one).length > 0;
    const unread = one.actions.known ? one.actions.value.skipped > 0 : true;
    return (
      <li key={id}>
        <Button
          wide
          disabled={!can}
          title={[vacancyTitle(one.vacancy), by].filter(Boolean).join(' · ')}
          onClick={() => this.props.onChoose(one)}
        >
          {vacancyName(one.vacancy)}
        </Button>
        {unread ? (
          <p class="small muted">{t('invite_actions_unread')}</p>
        ) : (
          !can && <p class="small muted">{t('invite_not')}</p>
        )}
      </li>
    );
  }
}
