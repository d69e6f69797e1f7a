import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { plural, t } from '../../utils/i18n.ts';
import type { List } from '../../utils/known.ts';
import type { Result } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { type Load, type Pages, useLoad } from '../ui/use-load.ts';

interface FoldProps {
  class?: string;
  /** The always visible part, and its CSS class. */
  head: ComponentChildren;
  headClass?: string;
  children: () => ComponentChildren;
}

/** A part that can be expanded; its content is rendered, and so read, when it is first opened. */
export function Fold({ class: look, head, headClass = 'row', children }: FoldProps) {
  const [begun, setBegun] = useState(false);
  return (
    <details class={look} onToggle={({ currentTarget: { open } }) => open && setBegun(true)}>
      <summary class={headClass}>{head}</summary>
      {begun && children()}
    </details>
  );
}

interface PartProps {
  title: string;
  hint?: string;
  children: () => ComponentChildren;
}

/** A titled part of the company's page that can be expanded. */
export const Part = ({ title, hint, children }: PartProps) => (
  <Fold
    class="company-part"
    headClass=""
    head={
      <>
        <h2 class="b">{title}</h2>
        {hint && <span class="small muted said">{hint}</span>}
      </>
    }
  >
    {() => <div class="stack">{children()}</div>}
  </Fold>
);

interface LoadedProps<T> {
  load: Load<T>;
  children: (value: T) => ComponentChildren;
}

/** What was read, or that it is loading, or why it could not be read. */
export const Loaded = <T,>({ load: { value, problem, busy, again }, children }: LoadedProps<T>) => (
  <>
    {value !== null && children(value)}
    {value === null && busy && <p class="small muted">{t('company_loading')}</p>}
    {problem && <ProblemNote problem={problem} again={again} />}
  </>
);

interface ReadProps<T> {
  read: () => Promise<Result<T>>;
  children: (value: T) => ComponentChildren;
}

/** The same, and starts reading when it is first shown. */
export function Read<T>({ read, children }: ReadProps<T>) {
  return <Loaded load={useLoad('', read)}>{children}</Loaded>;
}

interface ItemsProps<T> {
  of: List<T>;
  /** Key of an item; not needed if items keep no state. */
  idOf?: (item: T) => string;
  class?: string;
  /** CSS class of each item. */
  itemClass?: string;
  /** Shown if there are no items. */
  none?: ComponentChildren;
  children: (item: T) => ComponentChildren;
}

/** The items of a list, and the number of those that could not be read. */
export const Items = <T,>(props: ItemsProps<T>) => {
  const { items, skipped } = props.of;
  return (
    <>
      {items.length + skipped === 0 && props.none}
      <ul class={props.class ?? 'company-list'}>
        {items.map((item, at) => (
          <li key={props.idOf?.(item) ?? at} class={props.itemClass}>
            {props.children(item)}
          </li>
        ))}
      </ul>
      <Skipped of={skipped} />
    </>
  );
};

export const Skipped = ({ of }: { of: number }) =>
  of > 0 ? <p class="small muted">{plural('company_skipped', of)}</p> : null;

interface PagedProps<T> extends Required<Pick<ItemsProps<T>, 'idOf' | 'children'>> {
  pages: Pages<T>;
}

/** The pages of a list read so far, with a button for the next page. */
export const Paged = <T,>({ pages, ...items }: PagedProps<T>) => {
  const { problem, more, busy, next } = pages;
  return (
    <>
      <Items of={pages} {...items} />
      {problem && <ProblemNote problem={problem} again={next} />}
      {more && pages.count > 0 && (
        <Button small disabled={busy} onClick={next}>
          {t('company_next_page')}
        </Button>
      )}
    </>
  );
};
