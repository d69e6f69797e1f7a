import type { GetDataType, GetReturnType } from '@webext-core/messaging';
import type { Panel, PanelLook } from '../../utils/domain/panel.ts';
import type { Protocol } from '../../utils/messaging/protocol.ts';
import type { Problem, Result } from '../../utils/problem.ts';

/** When nobody answered: a problem both as an answer and as a state of the panel. */
export interface Failure {
  ok: false;
  state: 'problem';
  look: PanelLook;
  problem: Problem;
}

/** Everything the panel may ask for; the entrypoint gives it hands. */
export interface PanelCalls {
  /** Says something to the worker. */
  call: <K extends keyof Protocol>(
    type: K,
    data: GetDataType<Protocol[K]>,
  ) => Promise<GetReturnType<Protocol[K]> | Failure>;
  refresh: () => void;
  close: () => void;
  signIn: () => Promise<Result<void>>;
  /** Copies the details of a problem. */
  copy: (details: string) => void;
  /** hh's site, as the person uses it. */
  site: string;
  /** Of the address: also where nothing else of the candidate is known. */
  resumeId: string;
}

export interface PanelViewProps<P = Panel> {
  panel: P;
  now: number;
  /** It is being read again; what is shown is the last known state. */
  busy: boolean;
  deeds: PanelCalls;
}
