import type { JSONEventData } from '@eventstore/db-client';
import type { Event, Metadata, NewEvent, Recorded } from '../../kernel/event.js';
import { StoreRefuses } from '../event-store.js';
import { positionAt } from './log-position.js';
import type { StreamNames } from './stream-names.js';
import type { Told } from './told-event.js';

/** An event with what it holds as JSON. */
export type Encoded = Readonly<{ id: string; type: string; data: string; metadata: string }>;

/**
 * No caller can change it any more.
 * @throws TypeError when JSON cannot carry it: here, since in the client's hands it would end the process.
 */
export function encoded({ id, type, data, metadata }: NewEvent): Encoded {
  return { id, type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
}

/** The event as the client takes it. */
export function proposalOf({ id, type, data, metadata }: Encoded): JSONEventData {
  const parsed = (json: string): Record<string, unknown> => JSON.parse(json) as Record<string, unknown>;
  return { id, contentType: 'application/json', type, data: parsed(data), metadata: parsed(metadata) };
}

/**
 * Whether this system wrote the event, by what it keeps beside each. Others may write to a stream that is called like one of ours, and
 * some of them say beside theirs which schema it has; the server itself does when a stream is ended for good.
 */
export function isWrittenHere(event: Told): boolean {
  return writtenHere(event) !== undefined;
}

type Written = Readonly<{ data: object; metadata: Metadata; position: NonNullable<Told['position']> }>;

function writtenHere({ position, data, metadata }: Told): Written | undefined {
  if (position === undefined || !isObject(data) || !isObject(metadata)) return undefined;
  const { schema, recordedAt, origin, decision, salt } = metadata as Partial<Record<keyof Metadata, unknown>>;
  const isOurs =
    typeof schema === 'number' &&
    [recordedAt, salt].every(isText) &&
    [origin, decision].every((part) => isObject(part));
  return isOurs ? { position, data, metadata: metadata as Metadata } : undefined;
}

/** Another application wrote to a stream of the log: nothing is decided on that stream, nor on what it says. */
export class ForeignEvent extends StoreRefuses {
  constructor({ streamId, revision, type }: Told) {
    super(
      `Event ${revision} (${type}) of the stream ${streamId} is of another application, and nothing is decided on that stream: take from ` +
        'others the right to write there, and "move" the ledger to one with a name of its own (ledger=), which leaves such events behind',
      undefined,
    );
    this.name = 'ForeignEvent';
  }
}

/** @throws ForeignEvent when the event was not written by this system. */
export function recordedFrom<E extends Event>(event: Told, names: StreamNames): Recorded<E> {
  const { streamId, id, revision, type } = event;
  const written = writtenHere(event);
  if (written === undefined) throw new ForeignEvent(event);
  const { data, metadata, position } = written;
  const recorded: Recorded = {
    id,
    stream: names.here(streamId),
    revision: Number(revision),
    position: positionAt(position.commit),
    type,
    data,
    metadata,
  };
  return recorded as Recorded<E>;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
