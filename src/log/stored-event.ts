import { BEGINNING, type Event, type Metadata, type NewEvent, type Position, type Recorded } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';

/**
 * An event as the engines with a log of our own keep it: place in the log (from 1, without gaps), stream, revision,
 * id, type, then `data` and `metadata` as JSON text. A tuple, since reading columns by name costs a third of a replay.
 */
export type StoredEvent = readonly [
  place: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
];

/** The part of a stored event that is known before its place is. */
export type EncodedEvent = Readonly<{
  id: string;
  type: string;
  data: string;
  metadata: string;
  /** As in the metadata. */
  recordedAt: Instant;
}>;

const POSITION_DIGITS = 16;
const POSITION = /^\d{16}$/;

/** @throws TypeError for an event that JSON cannot carry. */
export function encode({ id, type, data, metadata }: NewEvent): EncodedEvent {
  const text: string | undefined = JSON.stringify(data);
  // The types of JSON.stringify do not say it: of what is no data, it makes nothing.
  if (text === undefined) throw new TypeError(`${type} is no JSON`);
  return { id, type, data: text, metadata: JSON.stringify(metadata), recordedAt: metadata.recordedAt };
}

/** @throws SyntaxError when the stored text is not JSON. */
export function decode<E extends Event>(stored: StoredEvent): Recorded<E> {
  const [place, stream, revision, id, type, data, metadata] = stored;
  const recorded: Recorded = {
    id,
    stream,
    revision,
    position: positionAt(place),
    type,
    data: JSON.parse(data) as object,
    metadata: JSON.parse(metadata) as Metadata,
  };
  return recorded as Recorded<E>;
}

/** Zero-padded, so that text order is log order. */
export function positionAt(place: number): Position {
  return place === 0 ? BEGINNING : (String(place).padStart(POSITION_DIGITS, '0') as Position);
}

/** @throws RangeError when the position comes from another engine. */
export function placeIn(position: Position): number {
  if (position === BEGINNING) return 0;
  if (!POSITION.test(position)) throw new RangeError(`Not a position of this event store: ${position}`);
  return Number(position);
}
