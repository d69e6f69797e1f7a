import type { Negotiation } from './model.ts';
import type { Words } from './pipeline.ts';

export interface OrderType {
  id: string;
  name: Words;
  compare: (one: Negotiation, other: Negotiation) => number;
}

/** Ways to order a collection; the first one is the default. */
export const orderTypes: OrderType[] = [
  {
    id: 'last_change_time_except_employer_inbox',
    name: { RU: 'По дате создания и активности соискателя', EN: 'By date and activity' },
    compare: (one, other) => other.updatedAt - one.updatedAt,
  },
  {
    id: 'created_at',
    name: { RU: 'По дате отклика', EN: 'By response date' },
    compare: (one, other) => other.createdAt - one.createdAt,
  },
  {
    id: 'relevance',
    name: { RU: 'По соответствию', EN: 'By relevance' },
    compare: (one, other) => (other.testScore ?? 0) - (one.testScore ?? 0) || other.createdAt - one.createdAt,
  },
];
