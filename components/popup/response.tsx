import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { Row } from '../../utils/domain/negotiation.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { valueOr } from '../../utils/known.ts';
import { aboutOf, initialsOf, isLeaving, leavingText, nameOf, waitOf } from '../negotiation/row-words.ts';
import { Button } from '../ui/button.tsx';
import { WaitLimit } from '../ui/wait-limit.ts';
import type { Acts } from './acts.ts';
import { Item } from './item.tsx';

interface Props {
  row: Row;
  stop: string;
  current: boolean;
  now: number;
  /** The write that takes it away, if any. */
  entry: Entry | undefined;
  acts: Acts;
  /** An opened form, or what went wrong; it takes the place of the buttons. */
  below: ComponentChildren;
}

/** One unread response, and what can be done with it in one key. */
export function Response({ row, stop, current, now, entry, acts, below }: Props) {
  const leaving = isLeaving(entry);
  const limit = useContext(WaitLimit);
  return (
    <Item
      stop={stop}
      current={current}
      leaving={leaving}
      initials={initialsOf(valueOr(row.candidate.name, null))}
      title={nameOf(row)}
      second={entry ? leavingText(entry) : aboutOf(row)}
      chip={waitOf(row.createdAt, now, limit)}
      onPick={() => acts.pick(stop)}
      onOpen={() => acts.open(stop)}
    >
      {below}
      {current && !below && (
        <>
          <div class="row acts">
            <Button small tone="primary" shortcut="↵" onClick={() => acts.open(stop)}>
              {t('popup_open')}
            </Button>
            {!leaving && (
              <>
                <Button small tone="danger" shortcut="R" onClick={() => acts.reject(stop)}>
                  {t('popup_reject')}
                </Button>
                <Button small shortcut="E" onClick={() => acts.read(stop)}>
                  {t('popup_viewed')}
                </Button>
                <Button small shortcut="M" title={t('popup_more')} onClick={() => acts.more(stop)}>
                  <span aria-hidden="true">⋯</span>
                  <span class="hidden">{t('popup_more')}</span>
                </Button>
              </>
            )}
          </div>
          {!leaving && <p class="small muted effect">{t('popup_row_effect')}</p>}
        </>
      )}
    </Item>
  );
}
