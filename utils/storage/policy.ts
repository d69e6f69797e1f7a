import { browser } from 'wxt/browser';
import { applicationOf } from '../application.ts';
import { fixable, type Policy, readSettings } from '../domain/settings.ts';
import { isId, isListOf } from '../guards.ts';

/** All keys of `public/managed-schema.json`. */
export const policyKeys = [
  'clientId',
  'clientSecret',
  'signInService',
  'allowedEmployers',
  'welcome',
  ...fixable,
] as const;

/**
 * The company's policy, by the keys in `public/managed-schema.json`. An invalid value leaves the setting to the
 * person. But an unreadable list of employers lets nobody in, because it was meant to keep others out.
 */
export async function readPolicy(): Promise<Policy> {
  // Firefox rejects if no policy is installed.
  const managed: Record<string, unknown> = await browser.storage.managed.get(null).catch(() => ({}));
  const { allowedEmployers, welcome } = managed;
  const application = applicationOf(managed);
  const isList = isListOf(isId<string>)(allowedEmployers);
  const isFixed = (name: (typeof fixable)[number]) =>
    name in managed &&
    readSettings({ [name]: managed[name] }).lost === 0 &&
    // Only the person may switch on what leaves traces at hh, or what the browser asks them about.
    ((name !== 'openResumes' && name !== 'notify') || managed[name] === false);
  const settings = readSettings(managed).value;
  const fixed = fixable.filter(isFixed);
  const obeyed = new Set<string>([
    ...(application ? ['clientId', 'exchangeUrl' in application ? 'signInService' : 'clientSecret'] : []),
    ...(isList ? ['allowedEmployers'] : []),
    ...(typeof welcome === 'boolean' ? ['welcome'] : []),
    ...fixed,
  ]);
  return {
    application,
    employers: allowedEmployers === undefined ? null : isList ? allowedEmployers : [],
    welcome: welcome !== false,
    settings: Object.fromEntries(fixed.map((name) => [name, settings[name]])),
    ignored: policyKeys.filter((key) => key in managed && !obeyed.has(key)),
  };
}
