import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Copies a build and changes its manifest. */
function copied(extensionDir: string, change: (manifest: Manifest) => Manifest): string {
  const copy = mkdtempSync(join(tmpdir(), 'otklik-build-'));
  cpSync(extensionDir, copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
  return copy;
}
type Manifest = {
  permissions: string[];
  optional_permissions?: string[];
  host_permissions: string[];
  optional_host_permissions?: string[];
  key?: string;
};

/**
 * A copy of a build that has its optional hosts from the start, because without a window nobody can answer Chromium's
 * prompt. A request for them is then granted at once. In Firefox a preference does the same.
 */
export const granted = (extensionDir: string): string =>
  copied(
    extensionDir,
    ({
      optional_host_permissions = [],
      host_permissions,
      optional_permissions = [],
      permissions,
      ...manifest
    }) => ({
      ...manifest,
      host_permissions: [...host_permissions, ...optional_host_permissions],
      permissions: [...permissions, ...optional_permissions],
    }),
  );

/**
 * A copy with an id of its own: Chromium's policies apply to the whole machine, on which other tests use the normal
 * id.
 */
export function ofOwnId(extensionDir: string): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return copied(extensionDir, (manifest) => ({ ...manifest, key }));
}
