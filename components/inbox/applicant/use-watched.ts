import { useEffect, useState } from 'preact/hooks';

/** What a watched thing holds; null until it was read, and again when another is watched. */
export function useWatched<T>(
  key: string | null,
  watch: (key: string, changed: (value: T) => void) => () => void,
): T | null {
  const [held, setHeld] = useState<{ key: string; value: T } | null>(null);
  useEffect(() => {
    if (key === null) return;
    let alive = true;
    const stop = watch(key, (value) => alive && setHeld({ key, value }));
    return () => {
      alive = false;
      stop();
    };
  }, [key]);
  return held && held.key === key ? held.value : null;
}
