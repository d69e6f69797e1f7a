import { useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';

export interface Saved {
  name: string;
  address: string;
}

interface Props {
  saved: readonly Saved[];
  /** Of what is shown. */
  address: string;
  onShow: (address: string) => void;
  onSave: (name: string) => void;
  onDelete: (name: string) => void;
}

/** Views kept under a name. */
export function ViewsMenu({ saved, address, onShow, onSave, onDelete }: Props) {
  const [name, setName] = useState('');
  const here = saved.find((view) => view.address === address);
  const save = (event: Event) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onSave(name.trim());
    setName('');
  };
  return (
    <Menu label={t('inbox_views')} title={here ? `${t('inbox_views')}: ${here.name}` : undefined}>
      {(close) => (
        <>
          {saved.length === 0 && <p class="small muted">{t('inbox_views_none')}</p>}
          <ul>
            {saved.map((view) => (
              <li key={view.name} class="row">
                <button
                  type="button"
                  class={`bare grow ell${view === here ? ' b' : ''}`}
                  aria-current={view === here ? 'true' : undefined}
                  title={view.name}
                  onClick={() => {
                    close();
                    onShow(view.address);
                  }}
                >
                  {view.name}
                </button>
                <Button
                  icon
                  tone="flat"
                  aria-label={t('inbox_view_delete', view.name)}
                  onClick={() => onDelete(view.name)}
                >
                  ✕
                </Button>
              </li>
            ))}
          </ul>
          <form class="row" onSubmit={save}>
            <input
              class="field"
              maxLength={60}
              placeholder={t('inbox_view_name')}
              aria-label={t('inbox_view_name')}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={name.trim() === ''}>
              {t('inbox_view_save')}
            </Button>
          </form>
          <p class="small muted">{t('inbox_view_address')}</p>
        </>
      )}
    </Menu>
  );
}
