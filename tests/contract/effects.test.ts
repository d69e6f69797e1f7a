import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Operation, operationAt, operations } from '../../utils/hh/effects.ts';
import { halves } from './coverage.ts';
import { applicantApi, missingReason, openapi } from './openapi.ts';

const samples = new URL('../../../shared/hh/samples/', import.meta.url);
const published = new Map([...(applicantApi.openapi ?? []), ...(openapi ?? [])]);
if (!openapi) console.info(`skipped: ${missingReason}`);
if (!existsSync(samples)) console.info('skipped: hh’s samples are not beside the project');

/** Operations that share an address with another one, and have no side effect either. */
const sameAddress: Record<string, string> = {
  'get-negotiation-item': 'get-collection-negotiations-list',
  'get-active-negotiations': 'get-collection-negotiations-list',
};
const covered = halves.flatMap((half) => half.covered.map(({ operation }) => operation));
const ours: Record<string, Operation> = operations;

describe('the allow-list of operations', () => {
  it('contains every operation that we cover', () => {
    expect(covered.filter((id) => !ours[sameAddress[id] ?? id])).toEqual([]);
  });

  it.skipIf(published.size === 0)(
    'agrees with hh’s documentation on method and address, and contains nothing else',
    () => {
      for (const [id, { method, path }] of published) {
        const url = new URL(path.replace(/\{[^}]+\}/g, '77'), 'https://api.hh.ru');
        const found = operationAt(method, url);
        const allowed = sameAddress[id] ?? (covered.includes(id) ? id : undefined);
        expect(found?.id, `${method} ${path}`).toBe(allowed);
        if (sameAddress[id]) expect(found?.operation.effects, `${method} ${path}`).toEqual([]);
      }
    },
  );

  it.skipIf(!existsSync(samples))('matches every address of hh’s that we follow', () => {
    const followed = handedOut().filter(({ key }) =>
      /^(actions|collections|sub_collections|generated_collections|order_types|templates|sub_actions|negotiations_actions|get_with_contact|negotiations_history|comments|vacancies\.negotiations)$/.test(
        key,
      ),
    );
    expect(followed.length).toBeGreaterThan(40);
    const unknown = followed.filter(({ method, url }) => !operationAt(method, new URL(url)));
    expect(unknown).toEqual([]);
  });
});

interface HandedOut {
  key: string;
  method: string;
  url: string;
}

/** Addresses in hh's examples, with the field that holds the object (`actions[].url` belongs to `actions`). */
function handedOut(): HandedOut[] {
  const found: HandedOut[] = [];
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, key);
    else if (typeof value === 'object' && value !== null) {
      const { url, method, negotiations_url } = Object(value);
      const isHh = (text: unknown): text is string =>
        typeof text === 'string' && text.startsWith('https://api.hh.ru/');
      if (isHh(url))
        found.push({ key, url, method: key === 'negotiations_actions' ? 'POST' : (method ?? 'GET') });
      if (isHh(negotiations_url) && key === 'vacancies')
        found.push({ key: 'vacancies.negotiations', url: negotiations_url, method: 'GET' });
      for (const [name, one] of Object.entries(value)) walk(one, name);
    }
  };
  for (const file of globSync('**/*.json', { cwd: samples.pathname }))
    walk(JSON.parse(readFileSync(new URL(file, samples), 'utf8')), '');
  return found;
}
