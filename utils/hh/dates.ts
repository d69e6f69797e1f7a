const shape = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * Reads every form of date that hh writes: `2024-02-20T10:24:48+0300` (no colon, which `Date` may refuse),
 * `…T10:48:44.267Z`, `…T10:48:44.267000+00:00`, `2024-02-20`.
 *
 * @param ownZone of what comes without an offset, as `+03:00`
 * @returns Unix ms, or null for anything else.
 */
export function readDate(value: unknown, ownZone = 'Z'): number | null {
  const found = typeof value === 'string' && shape.exec(value.trim());
  if (!found) return null;
  const [, day, time = '00:00:00', fraction = '', zone = ownZone] = found;
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const ms = Date.parse(`${day}T${time}${time.length === 5 ? ':00' : ''}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(ms) ? null : ms;
}
