import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { cutOf, hidden, metadataOf, metadataStreamOf, TOMBSTONE, withoutCut } from './stream-metadata.js';

/** An event as the server keeps it: its bytes and its place in the transaction file. */
export type LogRecord = Readonly<{
  stream: string;
  revision: number;
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
  commit: bigint;
}>;

export type Proposed = Pick<LogRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** The revision that the writer expects of the stream. */
export type Expected = number | 'no_stream' | 'any' | 'stream_exists';

/** `commit` is missing for a repeat after a soft delete; `current` is -1 for a stream that does not exist. */
export type Written =
  | Readonly<{ ok: true; revision: number; commit: bigint | undefined }>
  | Readonly<{ ok: false; current: number }>
  | 'DELETED';

const BYTES_OF_A_RECORD = 100;

/** The log of the test server, in memory, and in a file if it is to outlive the process. */
export class TransactionLog {
  /** What `$all` shows. */
  readonly records: LogRecord[] = [];
  readonly #streams = new Map<string, LogRecord[]>();
  readonly #deleted = new Set<string>();
  readonly #file: string | undefined;
  readonly #watchers = new Set<() => void>();
  #end = 0n;
  #scavengedUpTo = 0n;

  constructor(file?: string) {
    this.#file = file;
    if (file !== undefined && existsSync(file)) {
      for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) this.#add(thawed(line));
    }
  }

  /** Everything that was ever written to the stream. */
  ofStream(stream: string): readonly LogRecord[] {
    return this.#streams.get(stream) ?? [];
  }

  /** What reads of the stream show: a deletion or a truncation counts at once. */
  shown(stream: string): readonly LogRecord[] | 'ABSENT' | 'DELETED' {
    if (this.#deleted.has(stream)) return 'DELETED';
    const history = this.ofStream(stream);
    const cut = this.#cutOf(stream);
    if (history.length === 0 || cut === 'DELETED') return 'ABSENT';
    return history.filter((record) => !hidden(record, history.length, cut));
  }

  /** Writes all events or none. The same events at the same place again get the first answer. */
  write(stream: string, expected: Expected, events: readonly Proposed[]): Written {
    if (this.#deleted.has(stream)) return 'DELETED';
    const history = this.ofStream(stream);
    const current = history.length - 1;
    const cut = this.#cutOf(stream) === 'DELETED';
    const before = again(history, placeOf(expected, { history, first: events[0]?.id }), events);
    if (before) return { ok: true, ...before, ...(cut && { commit: undefined }) };
    // After a soft delete there is no stream, and still it goes on where it was.
    const begun = cut && expected === 'no_stream' ? history.length : placeOf(expected, { history });
    if (begun !== history.length) return { ok: false, current };
    return this.#written(stream, events, cut);
  }

  /** What the server does when a stream is deleted for good: its events stay in `$all` until they are scavenged. */
  bury(stream: string): void {
    const tombstone = { id: crypto.randomUUID(), type: TOMBSTONE, contentType: 'application/json' };
    const nothing = new Uint8Array();
    this.#keep({ ...tombstone, stream, revision: Infinity, data: nothing, metadata: nothing, commit: this.#end });
    this.tell();
  }

  /** Removes from `$all` what reads of the streams do not show any more. */
  scavenge(): void {
    const kept = this.records.filter(({ stream, revision, type }) => {
      const shown = this.shown(stream);
      if (type === TOMBSTONE) return true;
      return typeof shown !== 'string' && shown.some((record) => record.revision === revision);
    });
    this.records.splice(0, this.records.length, ...kept);
    this.#scavengedUpTo = this.#end;
  }

  /** Puts back an older copy: what came after so many records is gone, as if it had never been. */
  putBack(count: number): void {
    const kept = this.records.slice(0, count);
    this.records.length = 0;
    this.#streams.clear();
    this.#deleted.clear();
    for (const record of kept) this.#add(record);
  }

  /** The log as it is now, which goes its own way from here. */
  copy(): TransactionLog {
    const copy = new TransactionLog();
    copy.records.push(...this.records);
    for (const [stream, history] of this.#streams) copy.#streams.set(stream, [...history]);
    for (const stream of this.#deleted) copy.#deleted.add(stream);
    copy.#end = this.#end;
    copy.#scavengedUpTo = this.#scavengedUpTo;
    return copy;
  }

  /** Takes over what that copy of it has more. */
  adopt(copy: TransactionLog): void {
    for (const record of copy.records.slice(this.records.length)) this.#keep(record);
    this.tell();
  }

  /** The place behind the last record, where the next one begins. */
  get end(): bigint {
    return this.#end;
  }

  /** Whether no record begins there. Within what was scavenged the server does not mind. */
  isNoPlace(commit: bigint): boolean {
    const last = this.records.at(-1)?.commit ?? 0n;
    const there = this.records[this.indexAfter(commit) - 1]?.commit === commit;
    return commit >= this.#scavengedUpTo && commit < last && !there;
  }

  /** Calls back after every write, until the returned function is called. */
  watch(look: () => void): () => void {
    this.#watchers.add(look);
    return () => this.#watchers.delete(look);
  }

  indexAfter(commit: bigint): number {
    let [from, to] = [0, this.records.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.records[middle]?.commit ?? 0n) > commit) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  /** The file grows by so many bytes that show no event, as system records do. */
  grow(bytes: number): void {
    this.#end += BigInt(bytes);
  }

  /** Made here and not appended one by one: so many events of another application, in streams of a hundred. */
  fill(count: number): void {
    const bytes = Buffer.from(JSON.stringify({ of: 'another application', filling: 'x'.repeat(150) }));
    const rest = { type: 'Foreign', contentType: 'application/json', data: bytes, metadata: new Uint8Array() };
    for (let made = 0; made < count; made += 1) {
      const stream = `other-${Math.floor(made / 100)}`;
      const revision = this.ofStream(stream).length;
      const id = `00000000-0000-4000-8000-${String(this.records.length).padStart(12, '0')}`;
      this.#add({ ...rest, id, stream, revision, commit: this.#end });
    }
    this.tell();
  }

  /** Has what was written on the disk, where the log is in a file. */
  sync(): void {
    if (this.#file === undefined) return;
    const file = openSync(this.#file, 'r+');
    fsyncSync(file);
    closeSync(file);
  }

  #cutOf(stream: string): ReturnType<typeof cutOf> {
    return cutOf(metadataOf(this.ofStream(metadataStreamOf(stream)).at(-1)));
  }

  #written(stream: string, events: readonly Proposed[], cut: boolean): Written {
    const { length } = this.ofStream(stream);
    if (cut) this.#put(metadataStreamOf(stream), [withoutCut(length)]);
    this.#put(stream, events);
    this.tell();
    return { ok: true, revision: length - 1 + events.length, commit: this.ofStream(stream).at(-1)?.commit };
  }

  #put(stream: string, events: readonly Proposed[]): void {
    for (const event of events) {
      this.#keep({ ...event, stream, revision: this.ofStream(stream).length, commit: this.#end });
    }
  }

  /** Lets all who watch look again. */
  tell(): void {
    for (const look of [...this.#watchers]) look();
  }

  #keep(record: LogRecord): void {
    this.#add(record);
    if (this.#file !== undefined) appendFileSync(this.#file, `${frozen(record)}\n`);
  }

  #add(record: LogRecord): void {
    this.records.push(record);
    this.#end = record.commit + BigInt(BYTES_OF_A_RECORD + record.data.length + record.metadata.length);
    if (record.type === TOMBSTONE) return void this.#deleted.add(record.stream);
    const history = this.#streams.get(record.stream) ?? [];
    history.push(record);
    this.#streams.set(record.stream, history);
  }
}

/** The same events at the same place are the same write. */
function again(
  history: readonly LogRecord[],
  place: number,
  events: readonly Proposed[],
): Readonly<{ revision: number; commit: bigint }> | undefined {
  const there = history.slice(place, place + events.length);
  const same = there.length === events.length && there.every(({ id }, index) => id === events[index]?.id);
  const last = there.at(-1);
  return same && last ? { revision: last.revision, commit: last.commit } : undefined;
}

type Place = Readonly<{ history: readonly LogRecord[]; first?: string | undefined }>;

/** The revision of the first event. For `any` and `stream_exists` that is where it stands already, otherwise the end. */
function placeOf(expected: Expected, { history, first }: Place): number {
  if (expected === 'no_stream') return 0;
  if (typeof expected === 'number') return expected + 1;
  const known = history.findIndex(({ id }) => id === first);
  if (known !== -1) return known;
  return expected === 'stream_exists' && history.length === 0 ? -1 : history.length;
}

function frozen({ data, metadata, commit, ...rest }: LogRecord): string {
  const bytes = { data: Buffer.from(data).toString('base64'), metadata: Buffer.from(metadata).toString('base64') };
  return JSON.stringify({ ...rest, ...bytes, commit: String(commit) });
}

function thawed(line: string): LogRecord {
  type Frozen = Omit<LogRecord, 'data' | 'metadata' | 'commit'> &
    Readonly<Record<'data' | 'metadata' | 'commit', string>>;
  const { data, metadata, commit, ...rest } = JSON.parse(line) as Frozen;
  const bytes = { data: Buffer.from(data, 'base64'), metadata: Buffer.from(metadata, 'base64') };
  return { ...rest, ...bytes, commit: BigInt(commit) };
}
