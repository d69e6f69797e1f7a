import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A copy of a build that has its optional hosts from the start: Chromium's prompt can be answered by nobody without
 * a window. Asking for them then answers yes at once. Firefox answers its own by a preference.
 */
export function granted(extensionDir: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'otklik-granted-'));
  cpSync(extensionDir, copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const { optional_host_permissions, ...manifest } = JSON.parse(readFileSync(path, 'utf8'));
  manifest.host_permissions.push(...optional_host_permissions);
  writeFileSync(path, JSON.stringify(manifest));
  return copy;
}
