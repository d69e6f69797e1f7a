import { browser } from 'wxt/browser';
import { fixable, type Policy } from '../domain/policy.ts';
import { isId, isListOf } from './guards.ts';
import { readSettings } from './readers.ts';

/**
 * The company's policy, by the keys of `public/managed-schema.json`. A value that is none of its key's leaves it to the
 * person; but a list of employers that cannot be read lets nobody in, for it was meant to keep others out.
 */
export async function readPolicy(): Promise<Policy> {
  // Firefox rejects where no policy is installed.
  const managed: Record<string, unknown> = await browser.storage.managed.get(null).catch(() => ({}));
  const { clientId, clientSecret, allowedEmployers, welcome } = managed;
  const isFixed = (name: (typeof fixable)[number]) =>
    name in managed &&
    readSettings({ [name]: managed[name] }).lost === 0 &&
    // Nobody but the person switches on what leaves traces at hh, or what the browser asks them for.
    ((name !== 'openResumes' && name !== 'notify') || managed[name] === false);
  const settings = readSettings(managed).value;
  return {
    application: isId(clientId) && isId(clientSecret) ? { clientId, clientSecret } : null,
    employers:
      allowedEmployers === undefined
        ? null
        : isListOf(isId<string>)(allowedEmployers)
          ? allowedEmployers
          : [],
    welcome: welcome !== false,
    settings: Object.fromEntries(fixable.filter(isFixed).map((name) => [name, settings[name]])),
  };
}
