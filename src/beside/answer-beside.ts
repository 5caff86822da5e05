import { type MessagePort, parentPort } from 'node:worker_threads';
import { StoreUnavailable, StreamCut } from '../log/event-store.js';
import { NotUnderstood } from '../log/upcasting.js';
import type { FromReader, ToReader } from './reader-thread.js';

export type WorkBeside<Request, Reply> = Readonly<{
  /** Looks at the signal now and then, and gives others their turn, so that a request can be cancelled. */
  answer: (request: Request, signal: AbortSignal) => Promise<Reply>;
  close: () => Promise<void>;
}>;

/**
 * Runs in a thread of `ReaderThreads`: answers its requests, one at a time, and the one in hand before it closes. Whatever
 * fails, fails that request alone.
 */
export function answerBeside<Request, Reply>({ answer, close }: WorkBeside<Request, Reply>): void {
  const port = parentPort as MessagePort;
  let current = new AbortController();
  let working = Promise.resolve();

  port.on('message', (message: ToReader<Request>) => {
    if (message === 'cancel') current.abort();
    else if (message === 'close') void working.then(close).finally(() => port.close());
    else working = work(message.request);
  });

  async function work(request: Request): Promise<void> {
    current = new AbortController();
    port.postMessage(await outcomeOf(request, current.signal));
  }

  async function outcomeOf(request: Request, signal: AbortSignal): Promise<FromReader<Reply>> {
    try {
      return { reply: await answer(request, signal) };
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const { message, stack } = error;
      const unavailable = [error, error.cause].some((e) => e instanceof StoreUnavailable);
      const notUnderstood = error instanceof NotUnderstood ? error.event : undefined;
      const cut = error instanceof StreamCut ? { stream: error.stream, revision: error.revision } : undefined;
      return { failed: { message, stack, unavailable, notUnderstood, cut } };
    }
  }
}
