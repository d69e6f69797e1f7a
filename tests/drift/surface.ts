import { beforeAll, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Client } from '../../utils/hh/client.ts';
import { HhError } from '../../utils/hh/errors.ts';
import {
  i18nOf,
  judge,
  type Language,
  type MessageKey,
  type Rules,
  type Statement,
  type Verdict,
} from './judge.ts';
import { type Kind, type Mutation, mutationsOf } from './mutations.ts';

/*
 * How a view is drawn from hh's answers, with our own readers, transforms and slices; surfaces differ in the
 * following.
 */

/** hh's answers by name; one that is missing is never requested. */
export type Answers = Record<string, unknown>;

export interface Surface {
  name: string;
  /** hh's answers without a change; each is changed in turn. */
  truth: Answers;
  /** Further answers that never change here: another surface changes them. */
  beside?: Answers;
  /** The reader of each answer: the one that the view's data really passes through. */
  readers: Record<string, (json: unknown) => unknown>;
  /** Draws the view. @returns its statements */
  draw: (answers: Answers) => Promise<Statement[]>;
  /** Called once the language is set. */
  rules: () => Omit<Rules, 'language' | 'means' | 'another'>;
  /** Changes that hh documents, or that make another truth, and what they mean instead. */
  documented: readonly {
    at: RegExp;
    kinds: readonly Kind[];
    why: string;
    says?: readonly MessageKey[];
    means?: readonly string[];
    /** Statements that may be missing without a gap; none by default. */
    loses?: RegExp;
  }[];
}

const isDocumented = ({ documented }: Surface, { at, kind }: Mutation) =>
  documented.find((one) => one.at.test(at) && one.kinds.includes(kind));

/** A client that returns the answer of the first pattern that matches the address, through the reader of the call. */
export function clientOf(answers: Answers, addresses: readonly (readonly [RegExp, string])[]): Client {
  return {
    async send(call) {
      const [, name = ''] = addresses.find(([pattern]) => pattern.test(call.url)) ?? [];
      if (!(name in answers)) throw new HhError('not-found', 'answered');
      try {
        return call.read(structuredClone(answers[name]), { status: 200, location: null });
      } catch (cause) {
        throw new HhError({ name: 'unreadable-answer', status: 200 }, 'maybe', cause);
      }
    },
  };
}

/** Resets the store, and sets the language. happy-dom has no locks; nobody else would wait for one here. */
function beginAnew(language: Language): void {
  Object.defineProperty(navigator, 'locks', {
    configurable: true,
    value: { request: async (_: string, run: () => unknown) => run() },
  });
  fakeBrowser.reset();
  Object.assign(fakeBrowser, { i18n: i18nOf(language) });
}

const readTo = (read: (json: unknown) => unknown, json: unknown): string => {
  try {
    return JSON.stringify(read(json));
  } catch {
    return 'unreadable';
  }
};

/** Mutations of one answer with the same result from our readers: they are drawn once. */
interface Change {
  answers: Answers;
  mutations: Mutation[];
}

/** Every mutation of every field of every answer. */
function changesOf({ truth, readers }: Surface): Change[] {
  const changes = new Map<string, Change>();
  for (const [answer, json] of Object.entries(truth)) {
    const read = readers[answer];
    if (!read) throw new Error(`no reader for ${answer}`);
    for (const mutation of mutationsOf(answer, json, read)) {
      const key = `${answer} ${readTo(read, mutation.json)}`;
      const change = changes.get(key) ?? { answers: { ...truth, [answer]: mutation.json }, mutations: [] };
      change.mutations.push(mutation);
      changes.set(key, change);
    }
  }
  return [...changes.values()];
}

/** Draws and judges each change. @returns what was claimed or hidden, with the mutation */
async function drift(surface: Surface, changes: readonly Change[], language: Language): Promise<string[]> {
  const draw = (answers: Answers) => {
    beginAnew(language);
    return surface.draw({ ...surface.beside, ...answers });
  };
  const said = await draw(surface.truth);
  const rules = { language, ...surface.rules() };
  const faults: string[] = [];
  for (const { answers, mutations } of changes) {
    const mutated = await draw(answers);
    const verdicts = new Map<ReturnType<typeof isDocumented>, Verdict>();
    for (const mutation of mutations) {
      const documented = isDocumented(surface, mutation);
      const verdict =
        verdicts.get(documented) ??
        judge(said, mutated, {
          ...rules,
          gaps: [...rules.gaps, ...(documented?.says ?? [])],
          means: documented?.means,
          another: documented !== undefined,
        });
      verdicts.set(documented, verdict);
      const { at, kind, value } = mutation;
      const name = `${at}: ${kind}${value === undefined ? '' : ` ${JSON.stringify(value)}`}`;
      const { claims, lost } = verdict;
      if (claims.length) faults.push(`${name} claims ${JSON.stringify(claims)}`);
      const missed = lost.filter((one) => !documented?.loses?.test(one));
      if (missed.length) faults.push(`${name} hides ${JSON.stringify(missed)}`);
    }
  }
  return faults;
}

/**
 * The tests for some surfaces, one in each language.
 * @param least the minimal number of mutations; with fewer, a reader no longer reads anything
 * @param otherTruths reported faults that are none, because the statement is another truth
 */
export function testDrift(surfaces: Surface[], least: number, otherTruths: readonly RegExp[] = []): void {
  describe.each(surfaces)('$name', (surface) => {
    let changes: Change[] = [];
    beforeAll(() => {
      changes = changesOf(surface);
    });
    it.each(['ru', 'en'] as const)(
      'claims nothing that was not read, and hides nothing, in %s',
      async (language) => {
        const count = changes.reduce((sum, { mutations }) => sum + mutations.length, 0);
        console.info(`${surface.name}, ${language}: ${count} mutations, ${changes.length} read differently`);
        expect(count).toBeGreaterThan(least);
        const faults = await drift(surface, changes, language);
        expect(faults.filter((fault) => !otherTruths.some((truth) => truth.test(fault)))).toEqual([]);
      },
      240_000,
    );
  });
}
