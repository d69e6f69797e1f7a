import { browser } from 'wxt/browser';
import { applicationOf } from '../application.ts';
import { readSettings } from '../domain/inbox.ts';
import { fixable, type Policy, policyKeys } from '../domain/policy.ts';
import { isId, isListOf } from '../guards.ts';

/**
 * The company's policy, by the keys of `public/managed-schema.json`. A value that is none of its key's leaves it to the
 * person; but a list of employers that cannot be read lets nobody in, for it was meant to keep others out.
 */
export async function readPolicy(): Promise<Policy> {
  // Firefox rejects where no policy is installed.
  const managed: Record<string, unknown> = await browser.storage.managed.get(null).catch(() => ({}));
  const { allowedEmployers, welcome } = managed;
  const application = applicationOf(managed);
  const isList = isListOf(isId<string>)(allowedEmployers);
  const isFixed = (name: (typeof fixable)[number]) =>
    name in managed &&
    readSettings({ [name]: managed[name] }).lost === 0 &&
    // Nobody but the person switches on what leaves traces at hh, or what the browser asks them for.
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
