import type { Entry } from '../../utils/domain/write-request.ts';
import type { UndoCalls } from './undo-bar.tsx';

/** What the key Z takes back: the newest write that still waits. */
export const undoable = (entries: Entry[]): Entry | undefined =>
  entries.filter(({ progress }) => progress.at === 'waiting').sort((a, b) => b.createdAt - a.createdAt)[0];

/** Takes the newest write back that still waits, and with it all that was asked for together with it. */
export function takeBack(
  entries: Entry[],
  { undo, stop }: Pick<UndoCalls, 'undo'> & { stop: (group: string) => Promise<unknown> },
): boolean {
  const entry = undoable(entries);
  if (entry) void (entry.group ? stop(entry.group) : undo(entry.id));
  return entry !== undefined;
}
