import { Component } from 'preact';
import { t } from '../../utils/i18n.ts';
import type { Invitation } from '../../utils/inbox/negotiation.ts';
import { toneOf } from '../../utils/inbox/stage.ts';
import { Button } from '../button.tsx';
import { Chip } from '../chip.tsx';

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
    const found = invitations.filter(({ vacancy: { name, area } }) =>
      `${name} ${area ?? ''}`.toLowerCase().includes(sought),
    );
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
              {invited.map(({ vacancy: { id, name }, invited }) => (
                <li key={id} class="row">
                  <span class="grow ell" dir="auto" title={name}>
                    {name}
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
    const { id, name, area, manager } = one.vacancy;
    const can = one.actions.length > 0;
    return (
      <li key={id}>
        <Button
          wide
          disabled={!can}
          title={[name, area, manager].filter(Boolean).join(' · ')}
          onClick={() => this.props.onChoose(one)}
        >
          {name}
        </Button>
        {!can && <p class="small muted">{t('invite_not')}</p>}
      </li>
    );
  }
}
