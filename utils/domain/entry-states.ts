import type { Progress } from './write-request.ts';

/**
 * The state of an entry. It is `new` before it is stored, and `gone` afterwards (its text is a draft, or at
 * hh).
 */
type EntryState = Progress['at'];

interface Transition {
  /** `person`: by a click in a view. `sender`: by the single run of the outbox that holds the lock. */
  by: 'person' | 'sender';
  from: readonly (EntryState | 'new')[];
  to: readonly (EntryState | 'gone')[];
}

/**
 * Every state transition of an outbox entry, and who triggers it. The outbox checks each change against this
 * table in one place and stores no other. The table in docs/architecture.md gives the reasons; a test keeps the
 * two in step.
 */
export const transitions = {
  submit: { by: 'person', from: ['new'], to: ['waiting'] },
  undo: { by: 'person', from: ['waiting'], to: ['gone'] },
  retry: { by: 'person', from: ['failed'], to: ['waiting', 'uncertain'] },
  dismiss: { by: 'person', from: ['failed', 'sent'], to: ['gone'] },
  hasten: { by: 'sender', from: ['waiting'], to: ['waiting'] },
  claim: { by: 'sender', from: ['waiting'], to: ['sending'] },
  prepare: { by: 'sender', from: ['sending'], to: ['sending'] },
  postpone: { by: 'sender', from: ['waiting', 'sending'], to: ['waiting'] },
  ask: { by: 'sender', from: ['waiting', 'sending', 'uncertain'], to: ['failed'] },
  refuse: { by: 'sender', from: ['sending', 'uncertain'], to: ['failed'] },
  doubt: { by: 'sender', from: ['sending'], to: ['uncertain'] },
  check: { by: 'sender', from: ['uncertain'], to: ['uncertain'] },
  repeat: { by: 'sender', from: ['uncertain'], to: ['waiting'] },
  arrive: { by: 'sender', from: ['sending', 'uncertain'], to: ['sent'] },
  tidy: { by: 'sender', from: ['sent'], to: ['gone'] },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;

/** The progress that a transition may result in. */
export type ProgressAfter<Name extends TransitionName> = Extract<
  Progress,
  { at: (typeof transitions)[Name]['to'][number] }
>;

/** Whether the transition is allowed from this state. */
export function mayMove(name: TransitionName, from: EntryState | 'new'): boolean {
  const allowed: readonly string[] = transitions[name].from;
  return allowed.includes(from);
}
