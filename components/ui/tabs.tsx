import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Sum, sumGap, sumMark } from '../../utils/domain/sum.ts';
import { t } from '../../utils/i18n.ts';

interface TabsProps<Name extends string> {
  label: string;
  /** In display order; an empty count is not shown. Null: it was not read, as only the title says. */
  tabs: readonly { name: Name; text: string; count: Sum | null }[];
  current: Name;
  /** The id of the element that the tabs switch. */
  panel: string;
  onPick: (name: Name) => void;
}

/** A row of tabs. If it is too narrow it scrolls, with the current tab in view. */
export function Tabs<Name extends string>({ label, tabs, current, panel, onPick }: TabsProps<Name>) {
  const row = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (!row.current || !tab) return;
    const { offsetLeft, clientWidth } = row.current;
    row.current.scrollLeft = tab.offsetLeft - offsetLeft - (clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  const walk = (event: KeyboardEvent) => {
    const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
    const at = tabs.findIndex(({ name }) => name === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    onPick(next.name);
    document.getElementById(`tab-${next.name}`)?.focus();
  };
  return (
    <div ref={row} class="tabs" role="tablist" aria-label={label} onKeyDown={walk}>
      {tabs.map(({ name, text, count }) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === current}
          aria-controls={panel}
          tabIndex={name === current ? 0 : -1}
          title={(count ? sumGap(count) : t('unknown_how_many')) || undefined}
          onClick={() => onPick(name)}
        >
          {text}
          {count && <Count sum={count} />}
        </button>
      ))}
    </div>
  );
}

function Count({ sum }: { sum: Sum }) {
  const mark = sumMark(sum);
  return mark ? <span class="num"> {mark}</span> : null;
}
