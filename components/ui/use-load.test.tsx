// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { known, type Page } from '../../utils/known.ts';
import type { Result } from '../../utils/problem.ts';
import { settled } from '../testing.ts';
import { type Load, type Pages, useLoad, usePages } from './use-load.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

const failed = { ok: false, problem: { name: 'offline' } } as const;
/** A mock read, whose answers are given later by index. */
function asking<T>() {
  const answers: ((answer: Result<T>) => void)[] = [];
  const read = vi.fn((_page = 0) => new Promise<Result<T>>((resolve) => answers.push(resolve)));
  const answer = async (index: number, given: Result<T>) => {
    answers[index]?.(given);
    await settled();
  };
  return { read, answer };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

describe('useLoad', () => {
  let load: Load<string>;
  const View = ({ of, read }: { of: string | null; read: () => Promise<Result<string>> }) => {
    load = useLoad(of, read);
    return null;
  };
  const show = async (of: string | null, read: () => Promise<Result<string>>) => {
    render(<View of={of} read={read} />, document.body);
    await settled();
  };

  it('reads when first shown, and keeps the value while it is read again', async () => {
    const { read, answer } = asking<string>();
    await show('a', read);
    expect(load).toMatchObject({ value: null, busy: true });
    await answer(0, { ok: true, value: 'one' });
    load.again();
    await settled();
    expect(load).toMatchObject({ value: 'one', busy: true });
    await answer(1, failed);
    expect(load).toMatchObject({ value: 'one', busy: false, problem: { name: 'offline' } });
  });

  it('does not read by itself without a key', async () => {
    const { read, answer } = asking<string>();
    await show(null, read);
    expect(load.busy).toBe(false);
    expect(read).not.toHaveBeenCalled();
    load.again();
    await answer(0, { ok: true, value: 'one' });
    expect(load.value).toBe('one');
  });

  it('shows nothing of another key, and drops a late answer', async () => {
    const { read, answer } = asking<string>();
    await show('a', read);
    await show('b', read);
    await answer(1, { ok: true, value: 'of b' });
    await answer(0, { ok: true, value: 'of a' });
    expect(load).toMatchObject({ value: 'of b', busy: false });
    await show('c', read);
    expect(load).toMatchObject({ value: null, busy: true });
  });

  it('takes a value that was read elsewhere', async () => {
    const { read } = asking<string>();
    await show(null, read);
    load.set('known');
    await settled();
    expect(load.value).toBe('known');
  });
});

describe('usePages', () => {
  type Item = { id: string };
  let pages: Pages<Item>;
  const View = (props: {
    of: string;
    read: (page: number) => Promise<Result<Page<Item>>>;
    byClick?: boolean;
  }) => {
    pages = usePages(props.of, props.read, { idOf: ({ id }) => id, byClick: props.byClick ?? false });
    return null;
  };
  const show = async (of: string, read: (page: number) => Promise<Result<Page<Item>>>, byClick?: boolean) => {
    render(<View of={of} read={read} byClick={byClick} />, document.body);
    await settled();
  };
  const page = (more: boolean, ...ids: string[]): Result<Page<Item>> => ({
    ok: true,
    value: { items: ids.map((id) => ({ id })), skipped: 1, found: known(3), more },
  });
  const ids = () => pages.items.map(({ id }) => id).join(' ');

  it('continues where it stopped, and shows an item that came twice once', async () => {
    const { read, answer } = asking<Page<Item>>();
    await show('all', read);
    await answer(0, page(true, 'a', 'b'));
    pages.next();
    pages.next();
    await answer(1, page(false, 'b', 'c'));
    expect(read.mock.calls).toEqual([[0], [1]]);
    expect(ids()).toBe('a b c');
    expect(pages).toMatchObject({ skipped: 2, more: false, count: 2 });
  });

  it('tries the same page again after a problem', async () => {
    const { read, answer } = asking<Page<Item>>();
    await show('all', read);
    await answer(0, page(true, 'a'));
    pages.next();
    await answer(1, failed);
    expect(pages).toMatchObject({ problem: { name: 'offline' }, busy: false });
    pages.next();
    await answer(2, page(false, 'b'));
    expect(read).toHaveBeenLastCalledWith(1);
    expect(ids()).toBe('a b');
  });

  it('keeps the items until the first page is read again', async () => {
    const { read, answer } = asking<Page<Item>>();
    await show('all', read);
    await answer(0, page(true, 'a'));
    pages.begin();
    await settled();
    expect(ids()).toBe('a');
    await answer(1, page(true, 'b'));
    expect(ids()).toBe('b');
  });

  it('starts another list for another key, and waits for a click if told to', async () => {
    const { read, answer } = asking<Page<Item>>();
    await show('one', read, true);
    expect(read).not.toHaveBeenCalled();
    expect(pages).toMatchObject({ more: true, busy: false });
    pages.next();
    await answer(0, page(true, 'a'));
    await show('two', read, true);
    expect(ids()).toBe('');
  });
});
