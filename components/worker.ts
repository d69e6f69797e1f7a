import { type ComponentChildren, createContext, h } from 'preact';
import { useContext } from 'preact/hooks';
import type { Worker } from '../utils/messaging/client.ts';

const Context = createContext<Worker | null>(null);

interface Props {
  worker: Worker;
  children: ComponentChildren;
}

/** Gives a page's views all that they may ask. */
export const WorkerProvider = ({ worker, children }: Props) =>
  h(Context.Provider, { value: worker }, children);

/**
 * The worker, and hh by way of it; the same object for the life of a page.
 * @throws outside a `WorkerProvider`
 */
export function useWorker(): Worker {
  const worker = useContext(Context);
  if (!worker) throw new Error('no WorkerProvider above');
  return worker;
}
