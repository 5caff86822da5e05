import type { Kept, Provenance } from '../../read-models/read-model-store.js';
import { BEGINNING, type Position, type Recorded } from '../../src/kernel/event.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { understood } from '../../src/log/upcasting.js';

/** Revisions of one stream in a row: what is printed already, and the range that may still grow. */
type Ranges = { printed: string; first: number; last: number };

/** A row between two commits. It changes in place; what is kept of it is a copy. */
export class RowInProgress {
  row: object | undefined;
  position: Position;
  /** Whether nothing was kept under its key when that was last looked at. */
  isNew: boolean;
  private readonly provenance = new Map<string, Ranges>();

  constructor(
    readonly key: string,
    kept?: Kept,
  ) {
    this.row = kept?.row;
    this.isNew = kept === undefined;
    this.position = kept?.position ?? BEGINNING;
    for (const [stream, ranges] of Object.entries(kept?.provenance ?? {})) this.provenance.set(stream, parsed(ranges));
  }

  become(row: object | undefined, { stream, revision, position }: Recorded): void {
    this.row = row;
    this.position = position;
    const ranges = this.provenance.get(stream);
    if (!ranges) {
      this.provenance.set(stream, { printed: '', first: revision, last: revision });
    } else if (revision === ranges.last + 1) {
      ranges.last = revision;
    } else {
      ranges.printed = `${textOf(ranges)},`;
      ranges.first = ranges.last = revision;
    }
  }

  kept(): Kept {
    return { key: this.key, row: this.row, position: this.position, provenance: this.provenanceNow() };
  }

  private provenanceNow(): Provenance {
    const streams: Record<string, string> = {};
    for (const [stream, ranges] of this.provenance) streams[stream] = textOf(ranges);
    return streams;
  }
}

/**
 * The keys of the rows that the event changes, each once; none when the projection has no fold for it.
 * @throws NotUnderstood for what a newer release wrote, where it may concern the projection: any unknown type may.
 */
export function keysOf(projection: AnyProjection, event: Recorded): readonly string[] {
  const known = Object.hasOwn(projection.on, event.type);
  if (!known && event.obscure !== 'TYPE') return [];
  if (projection.obscure === undefined) understood(event);
  const keys = projection.key(event as never);
  return typeof keys === 'string' ? [keys] : [...new Set(keys)];
}

/**
 * Folds one event into the rows of its keys, into all of them or, when a fold throws, into none, and adds what changed.
 * A row that is already true at the event's position passes it over: an event folded again changes nothing.
 */
export function foldInto(
  projection: AnyProjection,
  event: Recorded,
  rows: readonly RowInProgress[],
  changed: Set<RowInProgress>,
): void {
  const fold = event.obscure === undefined ? projection.on[event.type] : projection.obscure;
  if (!fold) return;
  const next = rows.map(({ key, row, position }) => {
    if (position >= event.position) return row;
    const made = fold(row as never, event as never, key);
    return made && projection.besides ? projection.besides(made as never, event) : made;
  });
  rows.forEach((row, index) => {
    if (next[index] === row.row) return;
    row.become(next[index], event);
    changed.add(row);
  });
}

function textOf({ printed, first, last }: Ranges): string {
  return first === last ? `${printed}${first}` : `${printed}${first}-${last}`;
}

function parsed(text: string): Ranges {
  const open = text.lastIndexOf(',') + 1;
  const [first = 0, last = first] = text.slice(open).split('-').map(Number);
  return { printed: text.slice(0, open), first, last };
}
