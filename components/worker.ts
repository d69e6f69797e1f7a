import { type ComponentChildren, createContext, h } from 'preact';
import { useContext } from 'preact/hooks';
import type { Worker } from '../utils/messaging/client.ts';
import type { messages } from '../utils/messaging/messages.ts';

/** The calls that the panel on hh's page has, too: messages to the worker, and what the browser does at once. */
export type Messages = typeof messages & Pick<Worker, 'openTab' | 'copy' | 'remind' | 'remindAll' | 'avoid'>;

const WorkerContext = createContext<Worker | null>(null);
export const MessagesContext = createContext<Messages | null>(null);

interface Props<W> {
  worker: W;
  children: ComponentChildren;
}

/** Provides these calls to the panel's views. */
export const MessagesProvider = ({ worker, children }: Props<Messages>) =>
  h(MessagesContext.Provider, { value: worker }, children);

/** Provides all calls to a page's views. */
export const WorkerProvider = ({ worker, children }: Props<Worker>) =>
  h(WorkerContext.Provider, { value: worker }, h(MessagesContext.Provider, { value: worker }, children));

/**
 * The calls of every view, including views on hh's page.
 * @throws outside a `MessagesProvider` or a `WorkerProvider`
 */
export function useMessages(): Messages {
  const worker = useContext(MessagesContext);
  if (!worker) throw new Error('no WorkerProvider above');
  return worker;
}

/**
 * The worker client, also for reads of hh; the same object for the life of a page.
 * @throws outside a `WorkerProvider`
 */
export function useWorker(): Worker {
  const worker = useContext(WorkerContext);
  if (!worker) throw new Error('no WorkerProvider above');
  return worker;
}
