import { type ComponentChildren, createContext, h } from 'preact';
import { useContext } from 'preact/hooks';
import type { Worker } from '../utils/messaging/client.ts';
import type { messages } from '../utils/messaging/messages.ts';

/** What the panel on hh's page may ask as well: messages to the worker, and what the browser does at once. */
export type Messages = typeof messages & Pick<Worker, 'openTab' | 'copy' | 'remind' | 'avoid'>;

const WorkerContext = createContext<Worker | null>(null);
export const MessagesContext = createContext<Messages | null>(null);

interface Props<W> {
  worker: W;
  children: ComponentChildren;
}

/** Gives the panel's views all that they may ask. */
export const MessagesProvider = ({ worker, children }: Props<Messages>) =>
  h(MessagesContext.Provider, { value: worker }, children);

/** Gives a page's views all that they may ask. */
export const WorkerProvider = ({ worker, children }: Props<Worker>) =>
  h(WorkerContext.Provider, { value: worker }, h(MessagesContext.Provider, { value: worker }, children));

/**
 * What every view may ask of the worker, on hh's page too.
 * @throws outside a `MessagesProvider` or a `WorkerProvider`
 */
export function useMessages(): Messages {
  const worker = useContext(MessagesContext);
  if (!worker) throw new Error('no WorkerProvider above');
  return worker;
}

/**
 * The worker, and hh by way of it; the same object for the life of a page.
 * @throws outside a `WorkerProvider`
 */
export function useWorker(): Worker {
  const worker = useContext(WorkerContext);
  if (!worker) throw new Error('no WorkerProvider above');
  return worker;
}
