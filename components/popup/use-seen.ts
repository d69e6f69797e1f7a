import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Calls back whenever the element comes into view, or is about to. */
export function useSeen<Place extends Element>(seen: () => void): RefObject<Place | null> {
  const place = useRef<Place>(null);
  const latest = useRef(seen);
  latest.current = seen;
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: '120px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return place;
}
