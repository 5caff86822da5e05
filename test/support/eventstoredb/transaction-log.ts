import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** An event as the server keeps it: its bytes, its place in the transaction file, and where its write began. */
export type LogRecord = Readonly<{
  stream: string;
  revision: number;
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
  commit: bigint;
  prepare: bigint;
}>;

export type Proposed = Pick<LogRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** The revision that the writer expects of the stream. */
export type Expected = number | 'no_stream' | 'any' | 'stream_exists';

/** `current` is -1 for a stream that does not exist. */
export type Written =
  Readonly<{ ok: true; revision: number; commit: bigint }> | Readonly<{ ok: false; current: number }>;

const BYTES_OF_A_RECORD = 100;

/** The log of the test server, in memory, and in a file if it is to outlive the process. */
export class TransactionLog {
  readonly records: LogRecord[] = [];
  readonly #streams = new Map<string, LogRecord[]>();
  readonly #file: string | undefined;
  readonly #watchers = new Set<() => void>();
  #end = 0n;

  constructor(file?: string) {
    this.#file = file;
    if (file !== undefined && existsSync(file)) {
      for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) this.#add(thawed(line));
    }
  }

  ofStream(stream: string): readonly LogRecord[] {
    return this.#streams.get(stream) ?? [];
  }

  /** Writes all events or none. The same events at the same place again get the first answer. */
  write(stream: string, expected: Expected, events: readonly Proposed[]): Written {
    const history = this.ofStream(stream);
    const current = history.length - 1;
    const place = placeOf(expected, current);
    if (place !== history.length) return again(history.slice(place, place + events.length), { events, current });
    const prepare = this.#end;
    for (const event of events) {
      this.#add({ ...event, stream, revision: this.ofStream(stream).length, commit: this.#end, prepare });
      this.#keep();
    }
    for (const look of [...this.#watchers]) look();
    return again(this.ofStream(stream).slice(place), { events, current });
  }

  /** Calls back after every write, until the returned function is called. */
  watch(look: () => void): () => void {
    this.#watchers.add(look);
    return () => this.#watchers.delete(look);
  }

  indexAfter(commit: bigint): number {
    const index = this.records.findIndex((record) => record.commit > commit);
    return index === -1 ? this.records.length : index;
  }

  #add(record: LogRecord): void {
    this.records.push(record);
    const history = this.#streams.get(record.stream) ?? [];
    history.push(record);
    this.#streams.set(record.stream, history);
    this.#end = record.commit + BigInt(BYTES_OF_A_RECORD + record.data.length + record.metadata.length);
  }

  #keep(): void {
    const record = this.records.at(-1);
    if (this.#file !== undefined && record) appendFileSync(this.#file, `${frozen(record)}\n`);
  }
}

/** The same events at the same place are the same write. */
function again(
  there: readonly LogRecord[],
  { events, current }: Readonly<{ events: readonly Proposed[]; current: number }>,
): Written {
  const same = there.length === events.length && there.every(({ id }, index) => id === events[index]?.id);
  const last = there.at(-1);
  return same && last ? { ok: true, revision: last.revision, commit: last.commit } : { ok: false, current };
}

/** The revision of the first event; at the end for `any` and `stream_exists`, which this system never uses. */
function placeOf(expected: Expected, current: number): number {
  if (expected === 'no_stream') return 0;
  if (typeof expected === 'number') return expected + 1;
  return expected === 'stream_exists' && current === -1 ? -1 : current + 1;
}

function frozen({ data, metadata, commit, prepare, ...rest }: LogRecord): string {
  const bytes = { data: Buffer.from(data).toString('base64'), metadata: Buffer.from(metadata).toString('base64') };
  return JSON.stringify({ ...rest, ...bytes, commit: String(commit), prepare: String(prepare) });
}

function thawed(line: string): LogRecord {
  type Frozen = Omit<LogRecord, 'data' | 'metadata' | 'commit' | 'prepare'> &
    Readonly<Record<'data' | 'metadata' | 'commit' | 'prepare', string>>;
  const { data, metadata, commit, prepare, ...rest } = JSON.parse(line) as Frozen;
  const bytes = { data: Buffer.from(data, 'base64'), metadata: Buffer.from(metadata, 'base64') };
  return { ...rest, ...bytes, commit: BigInt(commit), prepare: BigInt(prepare) };
}
