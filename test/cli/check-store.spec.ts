import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkStore } from '../../src/cli/check-store.js';
import type { Finding } from '../../src/kernel/finding.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { CHECK } from '../../src/log/eventstoredb/stream-names.js';
import { followsThroughCut, tried } from '../../src/log/eventstoredb/trying.js';
import { REFUSALS } from '../support/eventstoredb/protocol.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer, type TestServerOptions } from '../support/eventstoredb/test-server.js';

const LIMITS = { bodyLimit: 65_536, sheetBodyLimit: 262_144, rulebookBodyLimit: 1_048_576 };

type Told = Readonly<{
  exitCode: number;
  findings: readonly Finding[];
  writes?: string;
  problem?: string;
  store: string;
}>;

async function checked(url: string): Promise<Told> {
  const printed: string[] = [];
  const exitCode = await checkStore(url, { json: true, limits: LIMITS }, (line) => void printed.push(line));
  const told = JSON.parse(printed.join('\n')) as Told;
  expect(told.exitCode).toBe(exitCode);
  return told;
}

let server: TestServer;
const onServer = async (options: TestServerOptions = {}): Promise<void> => {
  await server.stop();
  server = await TestServer.start(options);
  server.mayRemove = false;
};
beforeEach(async () => {
  server = await TestServer.start();
  server.mayRemove = false;
});
afterEach(() => server.stop());

/** What does not do, by its code, with what is found and to be done. */
const unsound = ({ findings }: Told): readonly string[] =>
  findings
    // How long calls take here says how busy this machine is.
    .filter(({ is, code }) => is !== 'SOUND' && code !== 'TIMES')
    .map(({ code, is, found, remedy }) => `${code} ${is}: ${found.en}${remedy ? ` → ${remedy.en}` : ''}`);

const ENGLISH = /\b(of|the|nodes|cluster|this|may|can|its|nothing|delete|tombstone)\b/;

describe('check-store on EventStoreDB', () => {
  it('finds a server that does, writes to one stream that is of no ledger, and names it', async () => {
    const told = await checked(`${server.url}&ledger=s2`);
    expect([told.exitCode, unsound(told)]).toEqual([0, []]);
    expect(told.findings.map(({ code }) => code)).toEqual([
      ...[
        'READING',
        'VERSION',
        'MEMBERS',
        'LEADING',
        'SHARING',
        'SIZES',
        'WRITING',
        'RACING',
        'FOLLOWING',
        'TIMES',
        'REMOVING',
      ],
    ]);
    expect(told.findings.find(({ code }) => code === 'TIMES')?.found.en).toMatch(
      /append p50 [\d.]+ ms, p99 [\d.]+ ms; read p50/,
    );
    expect(told.writes).toMatch(/^s2\.ledgerCheck-[0-9a-f-]{36}$/);
    const ours = server.log.records.filter(({ type }) => !type.startsWith('$'));
    expect([...new Set(ours.map(({ stream }) => stream))]).toEqual([told.writes]);
    expect(ours.length).toBeLessThan(120);
    expect(ours.reduce((bytes, { data, metadata }) => bytes + data.length + metadata.length, 0)).toBeLessThan(100_000);
  });

  it('minds no others where the ledger has a name', async () => {
    server.foreign('invoice-7');
    expect(unsound(await checked(`${server.url}&ledger=s2`))).toEqual([]);
  });

  it('says the same to who reads, in both languages, with what is to be done', async () => {
    server.mayRemove = true;
    const printed: string[] = [];
    const print = (line: string) => void printed.push(line);
    expect(await checkStore(server.url, { json: false, limits: LIMITS }, print)).toBe(1);
    expect(printed[0]).toMatch(/^Ghi vào · Writes to: ledgerCheck-/);
    expect(printed[2]).toBe('ĐẠT · OK           Phiên bản · Version: 23.10.6');
    expect(printed.at(-1)).toBe('Không được dùng cho tới khi khắc phục · Do not go live on it before that is mended');
  });

  it.each<[string, string, () => void | Promise<void>, number]>([
    [
      'a version that loses events',
      'VERSION FORBIDS: 22.10.3: followers can miss',
      () => onServer({ version: '22.10.3' }),
      1,
    ],
    [
      'a version to be warned of',
      'VERSION DOUBTFUL: 24.10.4: its first checkpoint',
      () => onServer({ version: '24.10.4' }),
      0,
    ],
    [
      'no right to read $all',
      'READING FORBIDS: this user may not read $all → check the password; set the metadata of $all',
      () => {
        server.failsToRead = (request) =>
          request.getOptions()?.hasAll() === true ? REFUSALS.ACCESS_DENIED() : undefined;
      },
      1,
    ],
    [
      'one node of three in the URL',
      'MEMBERS FORBIDS: the URL names 1 of 3 nodes of the cluster: 127.0.0.1:1, 127.0.0.1:2, ',
      () => {
        const at = server.gate.port;
        const follower = (port: number) => ({ port, state: 'FOLLOWER' as const, isAlive: true });
        server.members = () => [follower(1), follower(2), { port: at, state: 'LEADER', isAlive: true }];
      },
      1,
    ],
    [
      'others on the server, and no name for the ledger',
      'SHARING DOUBTFUL: invoice-7 is of others, and the ledger has no name → name the ledger in EVENT_STORE (ledger=)',
      async () => {
        server.foreign('invoice-7');
        const store = await EventStoreDbEventStore.open(server.url, PATIENT);
        await store.append(
          'unit-1',
          'absent',
          Array.from({ length: 40 }, () => tried()),
        );
        await store.close();
      },
      0,
    ],
    [
      'a limit that a rulebook does not pass',
      'SIZES FORBIDS: MaxAppendSize 1048576, the largest append has 2162688 bytes → set EVENTSTORE_MAX_APPEND_SIZE=4194304',
      () => {
        server.maxAppendSize = 1_048_576;
      },
      1,
    ],
    [
      'writers that all win',
      'RACING FORBIDS: 5 of 5 races had not exactly one winner',
      () => {
        server.letsAllWin = true;
      },
      1,
    ],
    [
      'followers that cannot take up again',
      'FOLLOWING UNKNOWN: could not be asked: EventStoreDB at',
      () => {
        server.failsToRead = (request) =>
          request.getOptions()?.hasSubscription() === true ? REFUSALS.UNFORESEEN() : undefined;
      },
      2,
    ],
    [
      'removal by the service itself',
      "REMOVING FORBIDS: the service's own user may: metadata, delete, tombstone → set the default list in $settings",
      () => {
        server.mayRemove = true;
      },
      1,
    ],
  ])('names %s', async (_, finding, make, exitCode) => {
    await make();
    const told = await checked(server.url);
    expect(unsound(told)[0]).toContain(finding);
    // What could not be asked is told in the words of whoever refused it; a setting has its name.
    const known = told.findings.filter(({ is, code }) => is !== 'UNKNOWN' && code !== 'TIMES');
    expect(
      known.flatMap(({ found, remedy }) => [found.vi, remedy?.vi ?? '']).filter((said) => ENGLISH.test(said)),
    ).toEqual([]);
    expect([told.exitCode, unsound(told).length]).toEqual([
      exitCode,
      finding.startsWith('RACING') ? expect.any(Number) : finding.startsWith('MEMBERS') ? 2 : 1,
    ]);
  });

  it('finds nodes that cannot be reached under the names that the cluster has for them', async () => {
    const { port } = server.gate;
    const follower = (at: number) => ({ port: at, state: 'FOLLOWER' as const, isAlive: true });
    server.members = () => [follower(1), follower(2), { port, state: 'LEADER', isAlive: true }];
    const told = await checked(`esdb://127.0.0.1:${port},127.0.0.1:3,127.0.0.1:4?tls=false`);
    expect(unsound(told)).toEqual([
      expect.stringMatching(
        /^LEADING FORBIDS: no majority of the nodes could be asked which one leads.* → let this machine/,
      ),
    ]);
    const heard: string[] = [];
    const options = { ...PATIENT, report: (said: string) => heard.push(said) };
    await (
      await EventStoreDbEventStore.open(`esdb://127.0.0.1:${port},127.0.0.1:3,127.0.0.1:4?tls=false`, options)
    ).close();
    expect(heard).toEqual([expect.stringContaining('No majority of the nodes of EventStoreDB')]);
  });

  it('tells the limit of each event from that of an append', async () => {
    await onServer({ version: '24.10.4' });
    server.maxAppendEventSize = 1_048_576;
    const told = await checked(server.url);
    expect([told.exitCode, unsound(told)]).toEqual([
      1,
      [
        expect.stringContaining('VERSION DOUBTFUL'),
        'SIZES FORBIDS: MaxAppendEventSize 1048576, the largest append has 2162688 bytes → leave EVENTSTORE_MAX_APPEND_EVENT_SIZE unset on every node',
      ],
    ]);
  });

  it.each([
    ['each is sent once', 1, undefined, true],
    ['each is sent twice', 2, undefined, true],
    ['none is sent', 0, 300, false],
  ])('knows whether a follower that begins again is given the next event: %s', async (_, copies, within, follows) => {
    const open = () => EventStoreDbEventStore.open(server.url, { ...PATIENT, categories: [CHECK] });
    const store = await open();
    await store.append(`${CHECK}-1`, 'absent', [tried()]);
    await store.close();
    server.copies = copies;
    expect(await followsThroughCut(`${CHECK}-1`, open, within)).toBe(follows);
  });

  it('says that it could not ask where no server answers, without the password', async () => {
    const told = await checked('esdb://ledger:secret@127.0.0.1:1?tls=true');
    expect([told.exitCode, told.findings, told.problem]).toEqual([
      2,
      [],
      expect.stringContaining('check that it is running'),
    ]);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it.each(['sqlite:data/ledger.db', 'memory:', 'esdb://'])('is not for %s', async (url) => {
    expect((await checked(url)).exitCode).toBe(2);
  });
});
