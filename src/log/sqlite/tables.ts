import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { firstTurn, setTurn } from './turns.js';

/** Places of the log from one kept instant to the next. */
export const INSTANT_EVERY = 64;

const FIRST_TABLES = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream   TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    id       TEXT    NOT NULL,
    type     TEXT    NOT NULL,
    data     TEXT    NOT NULL,
    metadata TEXT    NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
`;

/** A stream has a number, so that a page of the index holds the places of many streams and a group of appends writes few pages. */
const NUMBERED_STREAMS = `
  CREATE TABLE streams (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  INSERT INTO streams (name) SELECT stream FROM events GROUP BY stream ORDER BY min(position);
  ALTER TABLE events ADD COLUMN stream_number INTEGER REFERENCES streams (number);
  UPDATE events SET stream_number = (SELECT number FROM streams WHERE name = stream);
  DROP INDEX events_by_stream;
  CREATE UNIQUE INDEX events_by_stream ON events (stream_number, revision);
`;

/** One row: which log this is. */
const IDENTITY = `
  CREATE TABLE ledger (identity TEXT NOT NULL) STRICT;
`;

/**
 * The latest `recordedAt` of the log up to each 64th place, so that an instant is found without reading the log. It is
 * derived: were it lost, the log would tell it again.
 */
const INSTANTS = `
  CREATE TABLE instants (position INTEGER PRIMARY KEY, latest TEXT NOT NULL) STRICT;
  CREATE INDEX instants_by_latest ON instants (latest, position);
  INSERT INTO instants (position, latest) SELECT position, latest FROM
    (SELECT position, max(json_extract(metadata, '$.recordedAt')) OVER (ORDER BY position) AS latest FROM events)
    WHERE position % ${INSTANT_EVERY} = 0;
`;

/**
 * What brings the tables from one version, kept in `user_version`, to the next, from an empty file on. A file written by a
 * newer release is refused.
 */
const STEPS = [FIRST_TABLES, NUMBERED_STREAMS, IDENTITY, INSTANTS];

/** The version of the tables from which on a file says which log it is. */
const IDENTIFIED_FROM = 3;

/**
 * Brings a file, new or of an older release, up to this one. A log without an identity gets the given one, otherwise the
 * id of its first event, otherwise one that no other log has. Answers whether there was anything to do.
 */
export function prepareTables(
  log: Database.Database,
  { isNew, identity }: Readonly<{ isNew: boolean; identity?: string | undefined }>,
): boolean {
  const version = versionOf(log);
  if (version !== 0 || !isNew) assertKnownSchema(log);
  if (version === STEPS.length) return false;
  log
    .transaction(() => {
      for (const step of STEPS.slice(version)) log.exec(step);
      if (version < IDENTIFIED_FROM) {
        log
          .prepare<[string]>('INSERT INTO ledger (identity) VALUES (?)')
          .run(identity ?? firstIdIn(log) ?? randomUUID());
        setTurn(log, firstTurn()).run();
      }
      log.pragma(`user_version = ${STEPS.length}`);
    })
    .immediate();
  return true;
}

/** @throws Error for a log of an older release that holds no event yet, and that this release only reads. */
export function identityIn(log: Database.Database): string {
  const identity =
    versionOf(log) < IDENTIFIED_FROM
      ? firstIdIn(log)
      : log.prepare<[], string>('SELECT identity FROM ledger').pluck().get();
  if (identity === undefined)
    throw new Error(`${log.name} has no identity yet: first start the process that writes it`);
  return identity;
}

function firstIdIn(log: Database.Database): string | undefined {
  return log.prepare<[], string>('SELECT id FROM events ORDER BY position LIMIT 1').pluck().get();
}

export function versionOf(log: Database.Database): number {
  return log.pragma('user_version', { simple: true }) as number;
}

/** @throws Error for a file of a newer release, and for one that is not an event store. */
export function assertKnownSchema(log: Database.Database): void {
  const version = versionOf(log);
  const isLog = log.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'events'").get() !== undefined;
  if (isLog && version > 0 && version <= STEPS.length) return;
  throw new Error(
    isLog && version > STEPS.length
      ? `${log.name} was written by a newer release (schema ${version}, this one knows ${STEPS.length}): start that release`
      : isBlank(log)
        ? `${log.name} holds nothing: if it was a ledger, put its -wal back or restore a backup; otherwise remove it`
        : `${log.name} is not an event store: name the file of a ledger (EVENT_STORE), or a backup of one`,
  );
}

function isBlank(log: Database.Database): boolean {
  return log.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
}

type SchemaRow = Readonly<{ type: string; name: string; sql: string | null }>;

const SCHEMA = 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name';

/**
 * The first difference, text for text, between the tables and indexes of a file and those that were made for its version.
 * A trigger, a view or another index would let the file say later what was not stored.
 */
export function strangeIn(log: Database.Database): string | undefined {
  const made = new Database(':memory:');
  for (const step of STEPS.slice(0, versionOf(log))) made.exec(step);
  const expected = made.prepare<[], SchemaRow>(SCHEMA).all();
  made.close();
  const found = log.prepare<[], SchemaRow>(SCHEMA).all();
  const isIn = (rows: readonly SchemaRow[], { type, name }: SchemaRow) =>
    rows.find((row) => row.type === type && row.name === name);
  const missing = expected.find((row) => isIn(found, row) === undefined);
  if (missing) return `the ${missing.type} ${missing.name} is missing`;
  const strange = found.find((row) => isIn(expected, row)?.sql !== row.sql);
  return strange && `the ${strange.type} ${strange.name} is not one that the ledger made`;
}
