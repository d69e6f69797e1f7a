import { useEffect, useRef, useState } from 'preact/hooks';
import type { Millis } from '../../utils/domain/negotiation.ts';

const second = 1000;
/** A timer may fire a little early. */
const slackMs = 5;

/** A moment that is counted down to, such as the end of an undo window. */
export interface End {
  /** Another key is another moment. */
  key: string;
  at: Millis;
  /** Called once, when it is over. */
  over: () => void;
}

/**
 * Counts down to the ends: the view is drawn each second until the last of them is over. No timer runs where nothing
 * waits, or while nobody sees the page.
 *
 * @returns the time of the last tick
 */
export function useEnds(ends: readonly End[]): Millis {
  const [now, setNow] = useState(Date.now);
  const latest = useRef(ends);
  latest.current = ends;
  const told = useRef(new Set<string>());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      const now = Date.now();
      setNow(now);
      let next = Number.POSITIVE_INFINITY;
      for (const { key, at, over } of latest.current) {
        if (told.current.has(key)) continue;
        if (at > now) next = Math.min(next, (at - now) % second || second);
        else {
          told.current.add(key);
          over();
        }
      }
      if (next <= second) timer = setTimeout(tick, next + slackMs);
    };
    tick();
    document.addEventListener('visibilitychange', tick);
    return () => {
      document.removeEventListener('visibilitychange', tick);
      clearTimeout(timer);
    };
  }, [ends.map(({ key }) => key).join(' ')]);
  return now;
}
