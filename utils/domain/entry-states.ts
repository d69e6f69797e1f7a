import type { Progress } from './write-request.ts';

/** Where an entry stands; before it is stored it is `new`, afterwards `gone` (its text is a draft, or at hh). */
type EntryState = Progress['at'];

interface Transition {
  /** `person`: by a click in a view. `sender`: by the one run of the outbox that holds its lock. */
  by: 'person' | 'sender';
  from: readonly (EntryState | 'new')[];
  to: readonly (EntryState | 'gone')[];
}

/**
 * Every move of an outbox entry, and who makes it. The outbox stores no other: its one mover checks each change
 * against this table. The table in docs/architecture.md says why; a test holds the two together.
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

/** The progress that a transition may lead to. */
export type ProgressAfter<Name extends TransitionName> = Extract<
  Progress,
  { at: (typeof transitions)[Name]['to'][number] }
>;

/** Whether an entry may be moved so from where it stands. */
export function mayMove(name: TransitionName, from: EntryState | 'new'): boolean {
  const allowed: readonly string[] = transitions[name].from;
  return allowed.includes(from);
}
