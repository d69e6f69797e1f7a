import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Sum, sumMark } from '../../utils/domain/sum.ts';

interface TabsProps<Name extends string> {
  label: string;
  /** In their order; a count of nothing is not shown. */
  tabs: readonly { name: Name; text: string; count: Sum }[];
  current: Name;
  /** The id of what they switch. */
  panel: string;
  onPick: (name: Name) => void;
}

/** The ways to look at what there is. Where the row of them is too narrow it scrolls, with the current one in sight. */
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
          onClick={() => onPick(name)}
        >
          {text}
          <Count sum={count} />
        </button>
      ))}
    </div>
  );
}

function Count({ sum }: { sum: Sum }) {
  const mark = sumMark(sum);
  return mark ? <span class="num"> {mark}</span> : null;
}
