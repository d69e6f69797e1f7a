import { useSeen } from './use-seen.ts';

/** The end of what is drawn of a list. A new one for each portion, so that it speaks again when still in view. */
export function End({ onSeen }: { onSeen: () => void }) {
  const place = useSeen<HTMLDivElement>(onSeen);
  return <div ref={place} class="end" />;
}
