import { Component } from 'preact';
import { t } from '../../utils/i18n.ts';
import type { Invitation } from '../../utils/inbox/negotiation.ts';
import { toneOf } from '../../utils/inbox/stage.ts';
import { Button } from '../button.tsx';
import { Chip } from '../chip.tsx';
import { factText, vacancyName, vacancyTitle, vacancyWords } from '../fact-words.ts';

interface Props {
  invitations: Invitation[];
  onChoose: (invitation: Invitation) => void;
}

/** From so many on they are searched. */
const many = 8;

/** Where the resume was invited already comes first: that is what must not be done twice. */
export class InviteList extends Component<Props, { search: string }> {
  override state = { search: '' };

  render({ invitations }: Props, { search }: { search: string }) {
    const sought = search.trim().toLowerCase();
    const found = invitations.filter(({ vacancy }) => vacancyWords(vacancy).toLowerCase().includes(sought));
    const invited = found.filter((one) => one.invited);
    const fitting = found.filter((one) => !one.invited);
    return (
      <>
        {invitations.length > many && (
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
                  {invited && <Chip tone={toneOf(invited.id)}>{invited.name}</Chip>}
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
          <p class="small muted">{t('invite_none')}</p>
        )}
      </>
    );
  }

  private vacancy(one: Invitation) {
    const { id, manager } = one.vacancy;
    const by = factText(manager, 'unknown_manager');
    const can = one.actions.length > 0;
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
        {!can && <p class="small muted">{t('invite_not')}</p>}
      </li>
    );
  }
}
