import type { JSONEventData, RecordedEvent } from '@eventstore/db-client';
import type { Event, Metadata, NewEvent, Recorded } from '../../kernel/event.js';
import { positionAt } from './log-position.js';
import type { StreamNames } from './stream-names.js';

/**
 * An event as the client takes it, copied so that no caller can change it.
 * @throws TypeError when JSON cannot carry it: here, since in the client's hands it would end the process.
 */
export function proposalOf({ id, type, data, metadata }: NewEvent): JSONEventData {
  const copy = JSON.parse(JSON.stringify({ data, metadata })) as {
    data: Record<string, unknown>;
    metadata: Record<string, unknown>;
  };
  return { id, contentType: 'application/json', type, data: copy.data, metadata: copy.metadata };
}

/**
 * Whether this system wrote the event. Others may write to a stream that is called like one of ours, and the server itself does
 * when one is ended for good.
 */
export function isWrittenHere({ position, data, metadata }: RecordedEvent): boolean {
  return position !== undefined && isObject(data) && isObject(metadata) && 'schema' in metadata;
}

/** @throws Error when the event was not written by this system. */
export function recordedFrom<E extends Event>(event: RecordedEvent, names: StreamNames): Recorded<E> {
  const { streamId, id, revision, type, data, metadata, position } = event;
  if (!position || !isObject(data) || !isObject(metadata) || !('schema' in metadata)) {
    throw new Error(`Event ${revision} of ${streamId} (${type}) was not written by this system: no metadata of ours`);
  }
  const recorded: Recorded = {
    id,
    stream: names.here(streamId),
    revision: Number(revision),
    position: positionAt(position.commit),
    type,
    data,
    metadata: metadata as Metadata,
  };
  return recorded as Recorded<E>;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}
