import { useState } from 'preact/hooks';
import type { Collection } from '../../utils/domain/collection.ts';
import { t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import type { Problem } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { InboxCalls, Option } from './calls.ts';

interface Props {
  vacancyId: VacancyId;
  collection: Collection;
  /** Null: as on hh. */
  order: string | null;
  /** The order hh used for what is shown. */
  used: Option | null;
  calls: Pick<InboxCalls, 'readOrder' | 'setOrder'>;
  onOrder: (order: string | null) => void;
}

/** The ways hh can order this collection; the one hh itself uses for the vacancy can be set. */
export function OrderMenu({ vacancyId, collection, order, used, calls, onOrder }: Props) {
  const [preferred, setPreferred] = useState<{ of: VacancyId; order: Option | null } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const known = preferred?.of === vacancyId ? preferred.order : null;
  const { orders } = collection;
  const nameOf = (id: string, name?: string) => {
    const order = orders.find((one) => one.id === id);
    return order?.name.known ? order.name.value : name || t('unknown_order');
  };
  const now = order === null ? (known ?? used) : null;
  const label = order !== null ? nameOf(order) : now ? nameOf(now.id, now.name) : t('inbox_order_hh');

  const read = async () => {
    if (known) return;
    const answer = await calls.readOrder(vacancyId);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setPreferred({ of: vacancyId, order: answer.value });
  };
  const remember = async (id: string) => {
    const answer = await calls.setOrder(vacancyId, id);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setPreferred({ of: vacancyId, order: { id, name: nameOf(id) } });
  };
  const choice = (id: string | null, words: string) => (
    <label key={id} class="check">
      <input type="radio" name="order" checked={order === id} onChange={() => onOrder(id)} />
      {words}
    </label>
  );
  return (
    <Menu label={label} title={`${t('inbox_order')}: ${label}`} onOpen={() => void read()}>
      {() => (
        <>
          <fieldset aria-label={t('inbox_order')}>
            {choice(null, known ? t('inbox_order_hh_is', nameOf(known.id, known.name)) : t('inbox_order_hh'))}
            {orders.map(({ id }) => choice(id, nameOf(id)))}
          </fieldset>
          {problem && <ProblemNote problem={problem} onStep={() => void read()} />}
          {order !== null &&
            (known?.id === order ? (
              <p class="small muted">{t('inbox_order_remembered')}</p>
            ) : (
              <>
                <Button small onClick={() => void remember(order)}>
                  {t('inbox_order_remember')}
                </Button>
                <p class="small muted">{t('inbox_order_remember_note')}</p>
              </>
            ))}
        </>
      )}
    </Menu>
  );
}
