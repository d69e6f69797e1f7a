import { type ComponentType, type FunctionComponent, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A view whose code is loaded when it is first drawn, so that the rest is painted sooner; draws nothing until
 * then.
 */
export function lazy<Props extends object>(
  read: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props> {
  let known: ComponentType<Props> | null = null;
  return function Lazy(props) {
    const [view, setView] = useState(() => known);
    useEffect(() => {
      if (view) return;
      void read().then((loaded) => {
        known = loaded;
        setView(() => loaded);
      });
    }, [view]);
    return view && h(view, props);
  };
}

/** Whether `now` is true, or was true in an earlier draw. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return now || ever;
}
