import type { Session, Spoil } from '../../world/session.ts';

type State = Record<string, unknown>;

const evil = '<img src=x onerror="alert(1)"><script>alert(2)</script>&amp;"\'</template>';

/** The text of the list's template as the session wants it spoiled; null leaves the template out. */
export function spoiled({ spoil, drift }: Session, state: State): string | null {
  const text = JSON.stringify(drift ? drift(changed(spoil, state)) : changed(spoil, state));
  if (spoil === 'missing') return null;
  return spoil === 'cut' ? text.slice(0, Math.floor(text.length / 2)) : text;
}

function changed(spoil: Spoil, state: State): State {
  const { applicantNegotiations: negotiations, vacanciesShort } = state;
  switch (spoil) {
    case 'shape':
      return { ...state, applicantNegotiations: { topics: {}, topicList: { 0: 'x' }, pageCount: null } };
    case 'huge':
      return { ...state, filler: 'ж'.repeat(5_000_000) };
    case 'markup':
      return {
        ...state,
        applicantNegotiations: withMarkup(negotiations),
        vacanciesShort: withMarkup(vacanciesShort),
      };
    case 'no-vacancies':
      return { ...state, vacanciesShort: { vacanciesList: [], total: 0 } };
    case 'unknown-states':
      return withTopics(state, (topic) => ({ ...topic, lastState: 'TELEPORTED', topicSource: 'DREAM' }));
    case 'bad-topic':
      return withTopics(state, (topic, i) => (i === 1 ? { id: null, vacancyId: 'x' } : topic));
    default:
      return state;
  }
}

const isObject = (value: unknown): value is State =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withTopics(state: State, change: (topic: State, i: number) => State): State {
  const { applicantNegotiations: list } = state;
  if (!isObject(list) || !Array.isArray(list.topicList)) return state;
  const topicList = list.topicList.map((topic: unknown, i) => (isObject(topic) ? change(topic, i) : topic));
  return { ...state, applicantNegotiations: { ...list, topicList } };
}

/** Every text but dates, which would not be dates any more. */
function withMarkup(value: unknown): unknown {
  if (typeof value === 'string') return /^[A-Z_]+$|^\d|^\.|^https:/.test(value) ? value : `${evil}${value}`;
  if (Array.isArray(value)) return value.map(withMarkup);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withMarkup(one)]));
}
