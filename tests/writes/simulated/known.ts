import type { Matching, Trouble } from './hh.ts';
import type { Scenario, Step, WriteKind } from './steps.ts';

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

const scenario = (name: string, steps: Step[], more: Partial<Scenario> = {}) => ({
  name,
  scenario: { ...plain, ...more, steps },
});
const write = (
  kind: WriteKind,
  on: number,
  text: number,
  more: { after?: number; same?: true } = {},
): Step => ({ after: 0, do: 'write', kind, on, text, ...more });
const trouble = (match: Matching, times: number, how: Trouble['how'], after = 0): Step => ({
  after,
  do: 'trouble',
  trouble: { match, times, how },
});

/** Short scenarios that once broke a promise. */
export const known: { name: string; scenario: Scenario }[] = [
  scenario('the clock is set forward during the undo window, which keeps its length', [
    write('action', 0, 0),
    { after: 0, do: 'clock', by: 780_000 },
  ]),
  scenario('a note is deleted, and the browser itself repeats the request: the 404 answers the second one', [
    trouble('write', 3, { kind: 'repeat' }),
    write('note-deleted', 1, 0),
  ]),
  scenario('a letter to many, one of whom has no chat, after all were moved without a letter', [
    write('silent-action', 0, 4),
    write('bulk-silent', 2, 4),
    write('bulk', 2, 1),
  ]),
  scenario(
    'an action with a letter that leaves the stage is repeated by the browser',
    [trouble('write', 1, { kind: 'repeat' }), write('remind', 2, 2)],
    { undo: 0 },
  ),
  scenario(
    'a letter to many, performed and answered with 500; the next write moves them on before the lookup',
    [
      write('bulk', 0, 3),
      trouble('write', 1, { kind: 'status', status: 500, body: '{}', done: true }),
      write('bulk-silent', 1, 1),
    ],
  ),
  scenario(
    'hh asks to wait, and the clock is set back by days: nothing waits until it has caught up',
    [
      trouble('write', 8, { kind: 'status', status: 429, body: '{}', retryAfter: 7200 }),
      write('letter-edited', 0, 4),
      { after: 1_000, do: 'clock', by: -864_000_000 },
    ],
    { undo: 0, login: 'applicant' },
  ),
  scenario(
    'somebody else cannot sign in, since nothing can be stored: the previous account goes on',
    [
      { after: 0, do: 'storage-fails', times: 1 },
      { after: 0, do: 'sign-in', as: 'second' },
      write('file', 2, 4),
    ],
    { login: 'colleague' },
  ),
  scenario('the worker dies while the person signs in again: what hh refused before is kept', [
    trouble('write', 1, {
      kind: 'status',
      status: 403,
      body: '{"errors":[{"type":"negotiations","value":"no_invitation"}]}',
    }),
    write('remind', 1, 1),
    { after: 15_000, do: 'kill', calls: 24, carriedOut: true },
    { after: 0, do: 'sign-in', as: 'first' },
  ]),
  scenario('hh no longer knows the token of a new sign-in: what it refused under the old one is kept', [
    { after: 0, do: 'tokens-expire' },
    write('preferred-order', 3, 2),
    trouble('write', 1, {
      kind: 'status',
      status: 403,
      body: '{"errors":[{"type":"negotiations","value":"resume_deleted"}],"request_id":"r"}',
    }),
    { after: 0, do: 'sign-in', as: 'first' },
  ]),
  scenario('an old message is in flight when the browser is closed for a minute, and then for two hours', [
    write('old-message', 0, 3),
    { after: 0, do: 'close-browser', ms: 60_000 },
    { after: 120, do: 'close-browser', ms: 7_200_000 },
  ]),
  scenario(
    'the browser repeats the start of a chat, and the lookup is refused: it is looked up again',
    [
      trouble('read', 5, {
        kind: 'status',
        status: 429,
        body: '{"errors":[{"type":"resumes","value":"view_limit_exceeded"}],"request_id":"r"}',
      }),
      trouble('write', 2, { kind: 'repeat' }),
      write('without-vacancy', 3, 4),
    ],
    { saysAgain: true },
  ),
  scenario(
    'two letters with the same words, the first performed half a minute late: neither is taken for the other',
    [
      write('mail-template', 2, 0),
      write('without-vacancy', 3, 0),
      trouble('write', 1, { kind: 'late', ms: 29_166, cut: 25_000 }, 15_000),
      write('mystery', 3, 3),
      write('remind', 3, 2, { same: true }),
    ],
  ),
  scenario(
    'the worker dies while an applicant signs out: the next ones do not store the same again and again',
    [
      write('letter-edited', 1, 3),
      { after: 0, do: 'undo', which: 1, when: 'over' },
      { after: 0, do: 'kill', calls: 29, carriedOut: true },
      { after: 0, do: 'sign-out', anyway: true },
    ],
    { login: 'applicant' },
  ),
  scenario(
    'the token expires between the browser’s two tries of a letter: looked up before it goes out again',
    [trouble('write', 1, { kind: 'repeat', again: 'expired' }), write('old-message', 2, 0)],
    { undo: 0 },
  ),
  scenario(
    'a letter that did not arrive is tried again after another one with the same words: neither is taken for the other',
    [
      trouble('write', 2, { kind: 'cut-before' }),
      write('old-message', 2, 0),
      write('old-message', 2, 0, { after: 300_000, same: true }),
      { after: 60_000, do: 'retry', which: 0 },
    ],
  ),
  scenario(
    'the clock is set forward while two workers are alive: neither ends the undo window of a write that the other accepted',
    [
      write('file', 1, 1),
      { after: 0, do: 'second-worker' },
      write('note-edited', 2, 0, { after: 2_216 }),
      { after: 0, do: 'clock', by: 1_500_000 },
    ],
  ),
  scenario(
    'the token expires between the browser’s two tries, and its refresh hangs: what the first try did is not reported as not sent',
    [
      trouble('read', 1, { kind: 'slow', ms: 33_980 }),
      trouble('write', 1, { kind: 'repeat', again: 'expired' }),
      write('note-deleted', 0, 0),
    ],
  ),
  scenario(
    'the same with a refresh that is cut',
    [
      trouble('read', 1, { kind: 'cut-after' }),
      write('letter-edited', 0, 4),
      trouble('write', 1, { kind: 'repeat', again: 'expired' }),
    ],
    { undo: 30, login: 'applicant' },
  ),
  scenario(
    'a message of a chat is edited while the outcome of a letter in it is unknown: the letter is not reported as not sent',
    [
      write('read', 1, 0),
      { after: 0, do: 'close-browser', ms: 3_000_000 },
      { after: 0, do: 'write-many', kind: 'action', text: 1 },
      trouble(
        'read',
        1,
        {
          kind: 'status',
          status: 504,
          body: '{"errors":[{"type":"server_error"}],"request_id":"r"}',
          done: false,
        },
        8_189,
      ),
      write('bulk', 2, 2, { after: 326 }),
      { after: 0, do: 'kill', calls: 53, carriedOut: false },
      write('invite', 0, 0, { after: 939 }),
      write('message-edited', 0, 0),
    ],
    { undo: 10, skew: -30_000, old: 3 },
  ),
];
