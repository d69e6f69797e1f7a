import type { Scenario } from './steps.ts';

const plain: Omit<Scenario, 'steps'> = {
  seed: 1,
  undo: 10,
  alarmsBy: 'wall',
  trim: 'as it is',
  newestFirst: false,
  old: 3,
  saysAgain: false,
  skew: 0,
  login: 'first',
};

/** Short sequences that broke a promise once. */
export const known: { name: string; scenario: Scenario }[] = [
  {
    name: 'the clock is set forward in the undo window: it keeps its length',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'write', kind: 'action', on: 0, text: 0 },
        { after: 0, do: 'clock', by: 780_000 },
      ],
    },
  },
  {
    name: 'a note is deleted, and the browser repeats the request by itself: the 404 is of the second',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'trouble', trouble: { match: 'write', times: 3, how: { kind: 'repeat' } } },
        { after: 0, do: 'write', kind: 'note-deleted', on: 1, text: 0 },
      ],
    },
  },
  {
    name: 'a letter to many of whom one has no chat, all moved before without it',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'write', kind: 'silent-action', on: 0, text: 4 },
        { after: 0, do: 'write', kind: 'bulk-silent', on: 2, text: 4 },
        { after: 0, do: 'write', kind: 'bulk', on: 2, text: 1 },
      ],
    },
  },
  {
    name: 'an action with a letter that leaves the stage is repeated by the browser',
    scenario: {
      ...plain,
      undo: 0,
      steps: [
        { after: 0, do: 'trouble', trouble: { match: 'write', times: 1, how: { kind: 'repeat' } } },
        { after: 0, do: 'write', kind: 'remind', on: 2, text: 2 },
      ],
    },
  },
  {
    name: 'a letter to many, done and answered with 500; the next write moves them on before it is looked up',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'write', kind: 'bulk', on: 0, text: 3 },
        {
          after: 0,
          do: 'trouble',
          trouble: { match: 'write', times: 1, how: { kind: 'status', status: 500, body: '{}', done: true } },
        },
        { after: 0, do: 'write', kind: 'bulk-silent', on: 1, text: 1 },
      ],
    },
  },
  {
    name: 'hh asks to wait, and the clock is set back by days: it is not waited for until it has caught up',
    scenario: {
      ...plain,
      undo: 0,
      login: 'applicant',
      steps: [
        {
          after: 0,
          do: 'trouble',
          trouble: {
            match: 'write',
            times: 8,
            how: { kind: 'status', status: 429, body: '{}', retryAfter: 7200 },
          },
        },
        { after: 0, do: 'write', kind: 'letter-edited', on: 0, text: 4 },
        { after: 1_000, do: 'clock', by: -864_000_000 },
      ],
    },
  },
  {
    name: 'somebody else cannot sign in, since nothing can be stored: who was here goes on as themselves',
    scenario: {
      ...plain,
      login: 'colleague',
      steps: [
        { after: 0, do: 'storage-fails', times: 1 },
        { after: 0, do: 'sign-in', as: 'second' },
        { after: 0, do: 'write', kind: 'file', on: 2, text: 4 },
      ],
    },
  },
  {
    name: 'the worker dies while the person signs in again: what hh refused before is kept',
    scenario: {
      ...plain,
      steps: [
        {
          after: 0,
          do: 'trouble',
          trouble: {
            match: 'write',
            times: 1,
            how: {
              kind: 'status',
              status: 403,
              body: '{"errors":[{"type":"negotiations","value":"no_invitation"}]}',
            },
          },
        },
        { after: 0, do: 'write', kind: 'remind', on: 1, text: 1 },
        { after: 15_000, do: 'kill', calls: 24, carriedOut: true },
        { after: 0, do: 'sign-in', as: 'first' },
      ],
    },
  },
  {
    name: 'hh knows the token of a new sign-in no more: what it refused under the old one is kept',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'tokens-expire' },
        { after: 0, do: 'write', kind: 'preferred-order', on: 3, text: 2 },
        {
          after: 0,
          do: 'trouble',
          trouble: {
            match: 'write',
            times: 1,
            how: {
              kind: 'status',
              status: 403,
              body: '{"errors":[{"type":"negotiations","value":"resume_deleted"}],"request_id":"r"}',
            },
          },
        },
        { after: 0, do: 'sign-in', as: 'first' },
      ],
    },
  },
  {
    name: 'an old message is under way when the browser is closed for a minute, and then for two hours',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'write', kind: 'old-message', on: 0, text: 3 },
        { after: 0, do: 'close-browser', ms: 60_000 },
        { after: 120, do: 'close-browser', ms: 7_200_000 },
      ],
    },
  },
  {
    name: 'the browser repeats the beginning of a chat, and the look after it is refused: looked at again',
    scenario: {
      ...plain,
      saysAgain: true,
      steps: [
        {
          after: 0,
          do: 'trouble',
          trouble: {
            match: 'read',
            times: 5,
            how: {
              kind: 'status',
              status: 429,
              body: '{"errors":[{"type":"resumes","value":"view_limit_exceeded"}],"request_id":"r"}',
            },
          },
        },
        { after: 0, do: 'trouble', trouble: { match: 'write', times: 2, how: { kind: 'repeat' } } },
        { after: 0, do: 'write', kind: 'without-vacancy', on: 3, text: 4 },
      ],
    },
  },
  {
    name: 'two letters with the same words, the first done half a minute late: none is taken for the other',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'write', kind: 'mail-template', on: 2, text: 0 },
        { after: 0, do: 'write', kind: 'without-vacancy', on: 3, text: 0 },
        {
          after: 15_000,
          do: 'trouble',
          trouble: { match: 'write', times: 1, how: { kind: 'late', ms: 29_166, cut: 25_000 } },
        },
        { after: 0, do: 'write', kind: 'mystery', on: 3, text: 3 },
        { after: 0, do: 'write', kind: 'remind', on: 3, text: 2, same: true },
      ],
    },
  },
  {
    name: 'the worker dies while an applicant signs out: the next ones do not write the same over and over',
    scenario: {
      ...plain,
      login: 'applicant',
      steps: [
        { after: 0, do: 'write', kind: 'letter-edited', on: 1, text: 3 },
        { after: 0, do: 'undo', which: 1, when: 'over' },
        { after: 0, do: 'kill', calls: 29, carriedOut: true },
        { after: 0, do: 'sign-out', anyway: true },
      ],
    },
  },
  {
    name: 'the token expires between the browser’s two tries of a letter: looked up before it goes out again',
    scenario: {
      ...plain,
      undo: 0,
      steps: [
        {
          after: 0,
          do: 'trouble',
          trouble: { match: 'write', times: 1, how: { kind: 'repeat', again: 'expired' } },
        },
        { after: 0, do: 'write', kind: 'old-message', on: 2, text: 0 },
      ],
    },
  },
  {
    name: 'a letter that did not arrive is tried again after another one with the same words: neither is taken for the other',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'trouble', trouble: { match: 'write', times: 2, how: { kind: 'cut-before' } } },
        { after: 0, do: 'write', kind: 'old-message', on: 2, text: 0 },
        { after: 300_000, do: 'write', kind: 'old-message', on: 2, text: 0, same: true },
        { after: 60_000, do: 'retry', which: 0 },
      ],
    },
  },
  {
    name: 'the clock is set forward while two workers live: neither ends the undo window of what the other took',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'write', kind: 'file', on: 1, text: 1 },
        { after: 0, do: 'second-worker' },
        { after: 2_216, do: 'write', kind: 'note-edited', on: 2, text: 0 },
        { after: 0, do: 'clock', by: 1_500_000 },
      ],
    },
  },
  {
    name: 'the token expires between the browser’s two tries, and its renewal hangs: what the first try did is not said to be not sent',
    scenario: {
      ...plain,
      steps: [
        { after: 0, do: 'trouble', trouble: { match: 'read', times: 1, how: { kind: 'slow', ms: 33_980 } } },
        {
          after: 0,
          do: 'trouble',
          trouble: { match: 'write', times: 1, how: { kind: 'repeat', again: 'expired' } },
        },
        { after: 0, do: 'write', kind: 'note-deleted', on: 0, text: 0 },
      ],
    },
  },
  {
    name: 'the same with a renewal that is cut',
    scenario: {
      ...plain,
      undo: 30,
      login: 'applicant',
      steps: [
        { after: 0, do: 'trouble', trouble: { match: 'read', times: 1, how: { kind: 'cut-after' } } },
        { after: 0, do: 'write', kind: 'letter-edited', on: 0, text: 4 },
        {
          after: 0,
          do: 'trouble',
          trouble: { match: 'write', times: 1, how: { kind: 'repeat', again: 'expired' } },
        },
      ],
    },
  },
];
