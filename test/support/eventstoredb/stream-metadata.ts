import type { AccessList } from './rights.js';
import type { LogRecord, Proposed } from './transaction-log.js';

/** The type of the event that ends a stream for good. */
export const TOMBSTONE = '$streamDeleted';

/** The stream that holds what is set for another one. */
export function metadataStreamOf(stream: string): string {
  return `$$${stream}`;
}

type Metadata = Readonly<{ $tb?: number; $maxCount?: number; $maxAge?: number; $acl?: AccessList }>;

export function metadataOf(record: LogRecord | undefined): Metadata {
  return record === undefined ? {} : (JSON.parse(Buffer.from(record.data).toString('utf8')) as Metadata);
}

/** What the metadata hides of a stream: all of it after a soft delete, which sets the highest revision that there is. */
export type Cut = 'DELETED' | Readonly<{ before: number; most: number }>;

export function cutOf({ $tb = 0, $maxCount = Infinity, $maxAge }: Metadata): Cut {
  if ($tb > Number.MAX_SAFE_INTEGER) return 'DELETED';
  // All events of the test server are of one day long ago.
  return { before: $maxAge === undefined ? $tb : Infinity, most: $maxCount };
}

export function hidden({ revision }: LogRecord, length: number, cut: Cut): boolean {
  return cut === 'DELETED' || revision < cut.before || revision < length - cut.most;
}

/** Set by a soft delete. As text, since the number is none of JavaScript. */
export function softlyDeleted(): Proposed {
  return metadata('{"$tb":9223372036854775807}');
}

/** Set when a stream that was softly deleted is written again: what was before stays hidden. */
export function withoutCut(before: number): Proposed {
  return metadata(JSON.stringify({ $tb: before }));
}

function metadata(text: string): Proposed {
  const data = Buffer.from(text);
  return {
    id: crypto.randomUUID(),
    type: '$metadata',
    contentType: 'application/json',
    data,
    metadata: new Uint8Array(),
  };
}
