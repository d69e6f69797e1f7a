// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { PageContexts } from '../../components/contexts.tsx';
import { pageStoreOf } from '../../tests/stored.ts';
import { accountKey } from '../../utils/domain/account.ts';
import { emptyInbox, managerOf, vacancyOf } from '../../utils/domain/testing.ts';
import { asId, type NegotiationId, type VacancyId } from '../../utils/ids.ts';
import type { Found } from '../../utils/storage/search-index.ts';
import { fakeWorker, settled } from '../testing.ts';
import { useCommands } from '../ui/keymap.tsx';
import { WorkerProvider } from '../worker.ts';
import { Palette } from './palette.tsx';

const account = managerOf();
const person: Found = {
  kind: 'person',
  name: 'Петрова Инна',
  text: 'Главный бухгалтер · Москва',
  negotiationId: asId<NegotiationId>('7'),
  vacancyId: asId<VacancyId>('1'),
  chatId: null,
};
const find = vi.fn<(query: string) => Promise<Found[]>>();
const onSearch = vi.fn();
const onClose = vi.fn();
let open: () => void = () => {};

beforeEach(async () => {
  vi.useFakeTimers();
  find.mockImplementation(async (query) => ('петрова'.startsWith(query) ? [person] : []));
  render(
    <WorkerProvider
      worker={fakeWorker({
        search: {
          openSearch: () =>
            new Promise((done) => {
              open = done;
            }),
          find,
        },
      })}
    >
      <PageContexts
        store={pageStoreOf({
          account,
          inbox: {
            ...emptyInbox,
            vacancies: [vacancyOf(1, 3, 'Главный бухгалтер'), vacancyOf(2, 0, 'Логист')],
          },
        })}
      >
        <Palette
          saved={[
            { name: 'Мои бухгалтеры', address: 'vacancy=1&new=true', account: accountKey(account) },
            { name: 'Чужой вид', address: 'vacancy=9', account: 'x' },
          ]}
          onSearch={onSearch}
          onClose={onClose}
        />
      </PageContexts>
    </WorkerProvider>,
    document.body,
  );
  await settled();
});
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

const field = () => {
  const input = document.querySelector('input');
  if (!input) throw new Error('no field');
  return input;
};
async function type(text: string) {
  field().value = text;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}
async function press(key: string) {
  field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await settled();
}
const options = () =>
  [...document.querySelectorAll('[role=option]')].map((one) => one.textContent?.replaceAll(/\s+/g, ' '));
const current = () => document.querySelector('[aria-selected=true]')?.textContent ?? '';

test('lists vacancies, views and places at once, and adds what the search of stored data finds', async () => {
  expect(options()).toContain('ВакансияЛогист');
  expect(document.body.textContent).toContain('пока ищем не во всём');
  await type('бухг');
  expect(options()).toEqual(['ВакансияГлавный бухгалтер', 'ВидМои бухгалтеры']);
  await type('петр');
  expect(options()).toEqual(['СоискательПетрова ИннаГлавный бухгалтер · Москва · Главный бухгалтер']);
  open();
  await settled();
  expect(document.body.textContent).not.toContain('пока ищем не во всём');
});

test('leads to every place of the rail', async () => {
  const places = options().filter((one) => one?.startsWith('Раздел'));
  expect(places).toEqual(['Отклики', 'Чаты', 'Вернуться', 'Компания'].map((place) => `Раздел${place}`));
  await type('верн');
  await press('Enter');
  expect(onSearch).toHaveBeenLastCalledWith('page=back');
});

test('works by the keyboard alone: down, up and Enter', async () => {
  await type('бухг');
  await press('ArrowDown');
  expect(current()).toContain('Мои бухгалтеры');
  await press('ArrowDown');
  expect(current()).toContain('Главный бухгалтер');
  await press('ArrowUp');
  await press('Enter');
  expect(onSearch).toHaveBeenCalledWith('vacancy=1&new=true');
  expect(field().getAttribute('aria-activedescendant')).toBe(
    document.querySelector('[aria-selected=true]')?.id,
  );
});

test('opens a person who was found in their vacancy', async () => {
  await type('петрова');
  await press('Enter');
  expect(onSearch).toHaveBeenCalledWith('vacancy=1&negotiation=7');
});

test('drops the stale answer to an earlier word', async () => {
  let late: (hits: Found[]) => void = () => {};
  find.mockImplementationOnce(
    () =>
      new Promise((done) => {
        late = done;
      }),
  );
  await type('пет');
  await type('лог');
  late([person]);
  await settled();
  expect(options()).toEqual(['ВакансияЛогист']);
});

test('keeps its keys from the page, and leaves Esc to the browser, which closes it', async () => {
  const run = vi.fn(() => true);
  const Page = () => {
    useCommands('inbox', run);
    return null;
  };
  const page = document.createElement('div');
  render(<Page />, page);
  const event = new KeyboardEvent('keydown', {
    key: 'Escape',
    code: 'Escape',
    bubbles: true,
    cancelable: true,
  });
  field().dispatchEvent(event);
  await settled();
  expect(run).not.toHaveBeenCalled();
  expect(event.defaultPrevented).toBe(false);
  render(null, page);
});

test('names the words for which nothing was found', async () => {
  await type('ъъъ');
  expect(document.body.textContent).toContain('Среди прочитанного нет «ъъъ».');
});
