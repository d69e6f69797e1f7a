import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What stands at the foot of a list; the style sheet knows its height (`--foot`), so that what floats stands above. */
export function ListFoot({ children }: { children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = place;
    const { style } = document.documentElement;
    if (!current || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => style.setProperty('--foot', `${current.offsetHeight}px`));
    observer.observe(current);
    return () => {
      observer.disconnect();
      style.removeProperty('--foot');
    };
  }, []);
  return (
    <div class="many" ref={place}>
      {children}
    </div>
  );
}
