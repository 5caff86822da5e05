import type { Recording } from '../../../read-models/recording.js';

/** How the pages name units and cite events. */
export type Reader = Readonly<{
  /** The short name of a unit. */
  nameOf: (unitId: string) => string;
  /** Where a value is on record: its place in its stream and the beginning of its id, and whether it is made up. */
  eventOf: (recording: Recording | undefined) => string;
}>;

/** @param invented ids of the events that a story made up */
export function readerOf(names: ReadonlyMap<string, string>, invented: ReadonlySet<string>): Reader {
  return {
    nameOf: (unitId) => names.get(unitId) ?? unitId,
    eventOf: (recording) => (recording === undefined ? '' : cited(recording.event, invented)),
  };
}

function cited({ id, revision }: Recording['event'], invented: ReadonlySet<string>): string {
  return `#${revision} ${id.slice(0, 8)}${invented.has(id) ? ' [SYN]' : ''}`;
}
