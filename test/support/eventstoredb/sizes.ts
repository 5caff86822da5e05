import { eventTooLarge, tooLarge } from './protocol.js';
import type { Proposed } from './transaction-log.js';

/** What an operator sets of the server, in bytes. The size of one event is bounded only where it is set, from 24.10.4 on. */
export type SizeLimits = Readonly<{ maxAppendSize: number; maxAppendEventSize: number }>;

/** The largest message that gRPC takes at the server, in bytes: an event is a message. */
export const LARGEST_MESSAGE = 16 * 1024 * 1024;

/** Adds up one append, and refuses it as soon as it is too much, whatever is still to come. */
export class SizeOfAppend {
  #bytes = 0;

  constructor(
    private readonly wholeEvents: boolean,
    private readonly limits: SizeLimits,
  ) {}

  /** @throws ServiceError */
  add(event: Proposed): void {
    const { maxAppendSize, maxAppendEventSize } = this.limits;
    const bytes = this.#sizeOf(event);
    if (this.wholeEvents && bytes > maxAppendEventSize) throw eventTooLarge(event.id, bytes, maxAppendEventSize);
    this.#bytes += bytes;
    if (this.#bytes > maxAppendSize) throw tooLarge(maxAppendSize);
  }

  #sizeOf({ type, data, metadata }: Proposed): number {
    return data.length + (this.wholeEvents ? metadata.length + 2 * Buffer.byteLength(type) : 0);
  }
}
