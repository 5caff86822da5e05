import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { seedOf } from '../../bench/seed.js';
import { verifyStore } from '../../src/cli/verify-store.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { temporaryFolder } from '../support/store-folder.js';

/** What is found for a change: the problem; or nothing, until a signed checkpoint or deciding again shows it. */
type Found = RegExp | 'AWAITS THE PROOF';

const AWAITS = 'AWAITS THE PROOF';
/** An act of a unit in its year, decided into one event. */
const EVENT = 40;
const at = (place: number) => `position ${String(place).padStart(16, '0')}`;
const HERE = at(EVENT);
const NOT_ASKED = new RegExp(`${HERE}.*says something else than the command`);

const folder = temporaryFolder();
const original = folder.path('original.db');
let events = 0;

/** A ledger whose every event was decided by the ledger's own deciders, in the order in which they were decided. */
beforeAll(async () => {
  const { common, ofBloc } = await seedOf(40);
  const store = await SqliteEventStore.open(original);
  for (const { stream, revision, id, type, data, metadata } of [...common, ...ofBloc]) {
    await store.append(stream, revision === 0 ? 'absent' : revision - 1, [{ id, type, data, metadata }]);
    events += 1;
  }
  await store.close();
});
afterAll(folder.remove);

/** Sets a field of the metadata, or of the data, of the event. */
const meta = (path: string, json: string) =>
  `UPDATE events SET metadata = json_set(metadata, '$.${path}', json('${json}')) WHERE position = ${EVENT}`;
const without = (path: string) =>
  `UPDATE events SET metadata = json_remove(metadata, '$.${path}') WHERE position = ${EVENT}`;
const data = (path: string, json: string) =>
  `UPDATE events SET data = json_set(data, '$.${path}', json('${json}')) WHERE position = ${EVENT}`;
const set = (column: string, value: string) => `UPDATE events SET ${column} = ${value} WHERE position = ${EVENT}`;
/** The last event again after itself. */
const again = (id: string) =>
  `INSERT INTO events (position, stream, stream_number, revision, id, type, data, metadata)
   SELECT position + 1, stream, stream_number, revision + 1, ${id}, type, data, metadata
   FROM events WHERE position = (SELECT max(position) FROM events)`;

const CHANGES: readonly (readonly [what: string, sql: string, found: Found])[] = [
  // The file
  [
    'a trigger rewrites what is inserted',
    "CREATE TRIGGER t AFTER INSERT ON events BEGIN UPDATE events SET type = 'x' WHERE position = new.position; END",
    /the trigger t is not one that the ledger made/,
  ],
  [
    'a trigger swallows what is inserted',
    'CREATE TRIGGER t BEFORE INSERT ON events BEGIN SELECT raise(IGNORE); END',
    /the trigger t is not/,
  ],
  [
    'a view stands for the table',
    'ALTER TABLE events RENAME TO kept; CREATE VIEW events AS SELECT * FROM kept',
    /the table events is missing/,
  ],
  ['a view is added', 'CREATE VIEW v AS SELECT * FROM events', /the view v is not/],
  ['a table is added', 'CREATE TABLE notes (text TEXT)', /the table notes is not/],
  ['an index is missing', 'DROP INDEX events_by_stream', /the index events_by_stream is missing/],
  [
    'an index is no longer unique',
    'DROP INDEX events_by_stream; CREATE INDEX events_by_stream ON events (stream_number, revision)',
    /the index events_by_stream is not/,
  ],
  [
    'an index is of other columns',
    'DROP INDEX events_by_stream; CREATE UNIQUE INDEX events_by_stream ON events (stream_number, revision, id)',
    /the index events_by_stream is not/,
  ],
  ['an index is added', 'CREATE INDEX by_type ON events (type)', /the index by_type is not/],
  ['a column is added', 'ALTER TABLE events ADD COLUMN note TEXT', /the table events is not/],
  ['the instants have no index', 'DROP INDEX instants_by_latest', /the index instants_by_latest is missing/],
  ['a table without its checks', 'DROP TABLE ledger; CREATE TABLE ledger (identity TEXT)', /the table ledger is not/],
  ['the identity is gone', 'DELETE FROM ledger', /0 identities are kept instead of one/],
  ['two identities', "INSERT INTO ledger VALUES ('another')", /2 identities are kept instead of one/],
  ['the identity is empty', "UPDATE ledger SET identity = ' '", /is the identity of the log: it is empty/],
  ['the identity is another', "UPDATE ledger SET identity = 'another'", AWAITS],
  // Order and streams
  ['an event is deleted', `DELETE FROM events WHERE position = ${EVENT}`, /is missing before it/],
  [
    'the first event is deleted',
    'DELETE FROM events WHERE position = 1',
    /position 0000000000000001 is missing before it/,
  ],
  [
    'the last decisions are deleted',
    'DELETE FROM events WHERE position > (SELECT max(position) - 3 FROM events)',
    AWAITS,
  ],
  [
    'a place is left out',
    `UPDATE events SET position = position + 1000 WHERE position >= ${EVENT}`,
    /is missing before it/,
  ],
  [
    'two events change places',
    `UPDATE events SET position = -1 WHERE position = ${EVENT}; UPDATE events SET position = ${EVENT} WHERE position = ${EVENT} + 1; UPDATE events SET position = ${EVENT} + 1 WHERE position = -1`,
    /of the stream is expected here/,
  ],
  ['an event is there twice', again('id'), /has the id of another event/],
  [
    'an event is copied under a new id',
    again("'00000000-0000-5000-8000-000000000000'"),
    /its id is not that of its caller, stream, key and place/,
  ],
  ['a revision is left out', set('revision', 'revision + 1000'), new RegExp(`${HERE}.*of the stream is expected here`)],
  ['it is put into another stream', set('stream', "'unit-x'"), new RegExp(HERE)],
  [
    'it counts to another stream',
    set('stream_number', '(SELECT number FROM streams ORDER BY number LIMIT 1)') + ' ',
    /its stream does not show it/,
  ],
  ['it counts to no stream', set('stream_number', 'NULL'), new RegExp(`${HERE}.*its stream does not show it`)],
  ['a stream has another name', "UPDATE streams SET name = 'unit-x' WHERE number = 1", /its stream does not show it/],
  [
    'a name without a stream',
    "INSERT INTO streams (name) VALUES ('unit-x')",
    /unit-x is the name of a stream without an event/,
  ],
  // The event
  ['its id is another', set('id', "'00000000-0000-5000-8000-000000000000'"), new RegExp(`${HERE}.*its id is not`)],
  [
    'its id is that of another',
    set('id', '(SELECT id FROM events WHERE position = 1)'),
    new RegExp(`${HERE}.*its id is not`),
  ],
  ['its id is in capitals', set('id', 'upper(id)'), new RegExp(`${HERE}.*its id is not`)],
  ['its type is another of the same year', set('type', "'PledgeSigned'"), AWAITS],
  ['its data is no JSON', set('data', "'{'"), new RegExp(`${HERE}.*cannot be read`)],
  ['its data is null', set('data', "'null'"), new RegExp(`${HERE}.*its data is no object`)],
  ['its data is a list', set('data', "'[]'"), new RegExp(`${HERE}.*its data is no object`)],
  ['its data is a text', set('data', '\'"x"\''), new RegExp(`${HERE}.*its data is no object`)],
  [
    'its data is about another bloc',
    data('blocId', '"cum-x"'),
    new RegExp(`${HERE}.*about another record than its stream`),
  ],
  [
    'its data is about another year',
    data('year', '"2023"'),
    new RegExp(`${HERE}.*about another record than its stream`),
  ],
  [
    'its data names no bloc',
    `UPDATE events SET data = json_remove(data, '$.blocId') WHERE position = ${EVENT}`,
    new RegExp(`${HERE}.*about another record`),
  ],
  [
    'a unit is another than its stream',
    "UPDATE events SET data = json_set(data, '$.unitId', 'x') WHERE position = 1",
    /position 0000000000000001.*about another record/,
  ],
  ['a day in its data is another', data('occurredOn', '{"date":"2024-02-02"}'), NOT_ASKED],
  ['its data has one field more', data('note', '"x"'), AWAITS],
  [
    'its data has one field less',
    `UPDATE events SET data = json_remove(data, '$.occurredOn') WHERE position = ${EVENT}`,
    NOT_ASKED,
  ],
  ['a text in its data is a number', data('occurredOn', '20240202'), NOT_ASKED],
  [
    'a name in its data is another',
    "UPDATE events SET data = json_set(data, '$.name.full.vi', 'Sở X') WHERE position = 1",
    /position 0000000000000001.*says something else than the command/,
  ],
  [
    'a text in its data is decomposed',
    data('note', `"${'Điện Biên'.normalize('NFD')}"`),
    new RegExp(`${HERE}.*its text is not composed`),
  ],
  // Its metadata
  ['its metadata is no JSON', set('metadata', "'{'"), new RegExp(`${HERE}.*cannot be read`)],
  ['its metadata is null', set('metadata', "'null'"), new RegExp(`${HERE}.*(metadata is no object|cannot be read)`)],
  ['an unknown field', meta('note', '"x"'), new RegExp(`${HERE}.*unknown field`)],
  ['a schema of a newer release', meta('schema', '7'), new RegExp(`${HERE}.*schema 7`)],
  ['a schema that is none', meta('schema', '0'), new RegExp(`${HERE}.*schema 0`)],
  [
    'recorded before the event before it',
    meta('recordedAt', '"2020-01-01T00:00:00.000Z"'),
    new RegExp(`${HERE}.*before the event before it`),
  ],
  [
    'recorded at no instant',
    meta('recordedAt', '"2025-13-01T00:00:00.000Z"'),
    new RegExp(`${HERE}.*recordedAt is no instant`),
  ],
  [
    'recorded in another zone',
    meta('recordedAt', '"2025-03-21T12:00:00+07:00"'),
    new RegExp(`${HERE}.*recordedAt is no instant`),
  ],
  [
    'another instant is kept for a place',
    "UPDATE instants SET latest = '2020-01-01T00:00:00.000Z' WHERE position = 64",
    /0000000000000064 is a place at which another instant is kept/,
  ],
  [
    'no instant is kept for a place',
    'DELETE FROM instants WHERE position = 64',
    /0000000000000064 is a place at which another instant/,
  ],
  [
    'an instant is kept for a place between',
    "INSERT INTO instants VALUES (65, '2025-01-01T00:00:00.000Z')",
    /0000000000000065 is a place at which another instant/,
  ],
  [
    'an act is a claim',
    meta('mode', '{"kind":"CLAIM","source":{"title":"Báo"}}'),
    new RegExp(`${HERE}.*the digest of its decision is not`),
  ],
  ['a claim without a source', meta('mode', '{"kind":"CLAIM"}'), new RegExp(`${HERE}.*neither an act nor a claim`)],
  ['warnings that are no list', meta('warnings', '{}'), new RegExp(`${HERE}.*warnings are no list`)],
  ['a warning is added', meta('warnings', '[{"code":"HEAD_UNKNOWN","rule":"R1","facts":{}}]'), AWAITS],
  ['nobody did it', without('origin.subject'), new RegExp(`${HERE}.*nobody is named`)],
  ['another did it', meta('origin.subject', '"another"'), new RegExp(`${HERE}.*its id is not`)],
  ['the name of who did it is another', meta('origin.name', '"Another"'), AWAITS],
  ['an unknown role', meta('origin.role', '"king"'), new RegExp(`${HERE}.*unknown role`)],
  ['another role', meta('origin.role', '"administrator"'), AWAITS],
  [
    'it was done on behalf of a unit',
    meta('origin.onBehalfOf', '{"unitId":"x"}'),
    new RegExp(`${HERE}.*the digest of its decision is not`),
  ],
  ['no policy', meta('policy', '0'), new RegExp(`${HERE}.*policy`)],
  ['no correlation', without('correlationId'), new RegExp(`${HERE}.*correlationId`)],
  ['another correlation', meta('correlationId', '"x"'), AWAITS],
  ['no salt', without('salt'), new RegExp(`${HERE}.*salt`)],
  ['a short salt', meta('salt', '"AAAA"'), new RegExp(`${HERE}.*salt`)],
  ['another salt', meta('salt', '"AAAAAAAAAAAAAAAAAAAAAA"'), AWAITS],
  // Its decision
  ['no decision', without('decision'), new RegExp(`${HERE}.*names no decision`)],
  ['another key', meta('decision.key', '"x"'), new RegExp(`${HERE}.*its id is not`)],
  ['a digest that is none', meta('decision.digest', '"x"'), new RegExp(`${HERE}.*no SHA-256`)],
  [
    'another digest',
    meta('decision.digest', `"${'0'.repeat(64)}"`),
    new RegExp(`${HERE}.*the digest of its decision is not`),
  ],
  [
    'another place in its decision',
    meta('decision.index', '1'),
    new RegExp(`${HERE}.*(no place in its decision|its id is not)`),
  ],
  ['a decision of more events', meta('decision.count', '2'), /its decision has a gap|not whole/],
  ['a decision of no event', meta('decision.count', '0'), new RegExp(`${HERE}.*no place in its decision`)],
  ['the command is gone', without('command'), new RegExp(`${HERE}.*the command stands on the first event`)],
  [
    'the command is another',
    meta('command.type', '"SignPledge2"'),
    new RegExp(`${HERE}.*the digest of its decision is not`),
  ],
  [
    'the command asked for another day',
    meta('command.payload.occurredOn', '{"date":"2024-02-02"}'),
    new RegExp(`${HERE}.*the digest of its decision is not`),
  ],
  [
    'the command asked for another bloc',
    meta('command.payload.blocId', '"cum-x"'),
    new RegExp(`${HERE}.*the digest of its decision is not`),
  ],
  ['the command has one field more', meta('command.note', '"x"'), new RegExp(`${HERE}.*command has an unknown field`)],
  ['what was gathered is no list', meta('command.gathered', '{}'), new RegExp(`${HERE}.*command cannot be read`)],
  ['what was gathered is gone', meta('command.gathered', '[]'), AWAITS],
  ['a cause for the first event of a decision', meta('causationId', '"x"'), new RegExp(`${HERE}.*causationId`)],
];

describe('a ledger that was changed with a tool', () => {
  it('is sound before', () => {
    expect(verified('')).toEqual({ code: 0, said: `Sound: ${events} events in 10 streams` });
    expect(events).toBeGreaterThan(2 * EVENT);
  });

  it.each(CHANGES)('%s', (_, sql, found) => {
    const { code, said } = verified(sql);
    if (found === AWAITS) expect(said).toMatch(/^Sound: /);
    else expect(said).toMatch(found);
    expect(code).toBe(found === AWAITS ? 0 : 1);
  });

  it(`of ${CHANGES.length} kinds, those that await the proof are few`, () => {
    expect(CHANGES.filter(([, , found]) => found === AWAITS).length).toBe(10);
  });
});

function verified(sql: string): Readonly<{ code: number; said: string | undefined }> {
  const path = folder.path('changed.db');
  copyFileSync(original, path);
  const log = new Database(path);
  log.pragma('foreign_keys = OFF');
  log.exec(sql);
  log.close();
  const said: string[] = [];
  return { code: verifyStore(`sqlite:${path}`, (line) => said.push(line)), said: said.at(-1) };
}
