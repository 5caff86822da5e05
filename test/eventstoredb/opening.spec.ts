import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readEventStoreDbUrl } from '../../src/log/eventstoredb/connection-url.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { openEventStore } from '../../src/log/open-event-store.js';
import { certified, describeOverTls } from '../support/eventstoredb/certificate.js';
import { REFUSALS } from '../support/eventstoredb/protocol.js';
import { IMPATIENT, PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { noted, streamOf, textsOf } from '../support/store-events.js';

const PASSWORD = 'Bí mật: 100%';

/** The error of opening with everything that a log would show of it. */
async function failure(url: string): Promise<string> {
  const opened = EventStoreDbEventStore.open(url, IMPATIENT);
  return opened.then(
    () => 'opened',
    (error: unknown) => inspect(error, { depth: 9 }),
  );
}

describe('opening EventStoreDB', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
  });
  afterEach(() => server.stop());

  it('is done by its URL', async () => {
    const store = await openEventStore(server.url);
    await store.append('unit-1', 'absent', [noted('a')]);
    expect(textsOf(await streamOf(store, 'unit-1'))).toEqual(['a']);
    await store.close();
  });

  it.each([
    ['several nodes, one of them away', (port: number) => `esdb://127.0.0.1:1,127.0.0.1:${port}?tls=false`],
    ['a name for all nodes', (port: number) => `esdb+discover://localhost:${port}?tls=false`],
  ])('finds the leader of a cluster by %s', async (_, urlAt) => {
    const leader = await TestServer.start();
    server.leaderPort = leader.gate.port;
    const store = await openEventStore(urlAt(server.gate.port));
    await store.append('unit-1', 'absent', [noted('a')]);
    expect([leader.log.ofStream('unit-1').length, server.log.ofStream('unit-1').length]).toEqual([1, 0]);
    await store.close();
    await leader.stop();
  });

  it.each([
    ['one node of three', '', 1],
    ['three of three', ',127.0.0.1:1,127.0.0.1:2', 0],
  ])('looks at the nodes of the cluster: %s in the URL', async (_, others, warnings) => {
    const { port } = server.gate;
    const follower = (at: number) => ({ port: at, state: 'FOLLOWER' as const, isAlive: true });
    server.members = () => [follower(1), follower(2), { port, state: 'LEADER', isAlive: true }];
    const heard: string[] = [];
    const url = `esdb://127.0.0.1:${port}${others}?tls=false`;
    const store = await EventStoreDbEventStore.open(url, { ...PATIENT, report: (said) => heard.push(said) });
    await store.close();
    expect(heard.filter((said) => said.startsWith('EVENT_STORE names 1 of 3 nodes of the cluster: '))).toHaveLength(
      warnings,
    );
  });

  it.each<[string, string, string, number]>([
    ['events of others and no name for the ledger', '', 'invoice-7', 1],
    ['those of another ledger', '', 's3.unit-1', 1],
    ['a name for the ledger', '&ledger=s2', 'invoice-7', 0],
    ['a server of its own', '', '$settings', 0],
  ])('asks for a name of its own where others write as well: %s', async (_, option, stream, warnings) => {
    const begun = await openEventStore(`${server.url}${option}`);
    await begun.identity();
    await begun.append('unit-1', 'absent', [noted('a')]);
    await begun.close();
    for (let count = 0; count < 3; count += 1) server.foreign(stream);
    const heard: string[] = [];
    const options = { ...PATIENT, report: (said: string) => heard.push(said) };
    await (await EventStoreDbEventStore.open(`${server.url}${option}`, options)).close();
    expect(heard).toHaveLength(warnings);
    expect(heard.join()).toContain(warnings === 0 ? '' : `is shared: ${stream} is of others`);
  });

  it('asks for it as well where its own events are the last ones, and waits for no search to end', async () => {
    server.foreign('invoice-7');
    const begun = await openEventStore(server.url);
    await begun.append(
      'unit-1',
      'absent',
      Array.from({ length: 40 }, () => noted('a')),
    );
    await begun.close();
    const heard: string[] = [];
    const reopened = async (): Promise<void> => {
      const options = { ...PATIENT, report: (said: string) => heard.push(said) };
      await (await EventStoreDbEventStore.open(server.url, options)).close();
    };
    await reopened();
    expect(heard).toEqual([expect.stringContaining('is shared: invoice-7 is of others')]);
    server.holdsSearch = () => new Promise(() => undefined);
    await reopened();
    expect(heard).toHaveLength(1);
  });

  it('says what to check when no server is there', async () => {
    await server.gate.shut();
    const reported = await failure(server.url);
    expect(reported).toContain(
      `EventStoreDB at esdb://127.0.0.1:${server.gate.port} does not answer: check that it is`,
    );
    expect(reported).toContain('ECONNREFUSED');
    await server.gate.open();
  });

  it('says so when the server takes the connection and is silent', async () => {
    server.gate.hold(true);
    expect(await failure(server.url)).toContain('no answer within 1500 ms');
  });

  it('says what to check when the server refuses the user', async () => {
    server.refuses = REFUSALS.ACCESS_DENIED();
    expect(await failure(server.url)).toContain('that the user may read $all and write');
  });

  it('says so when a cluster cannot be discovered', async () => {
    await server.gate.shut();
    const seeds = `esdb://127.0.0.1:${server.gate.port},127.0.0.1:${server.gate.port}?tls=false`;
    expect(await failure(`${seeds}&maxDiscoverAttempts=2&discoveryInterval=10`)).toContain('check that it is running');
    await server.gate.open();
  });
});

describeOverTls('opening EventStoreDB over TLS (needs openssl)', () => {
  const { key, certificate, remove } = certified();
  let server: TestServer;
  beforeEach(async () => {
    const users = { ledger: { password: PASSWORD, groups: ['$admins'] } };
    server = await TestServer.start({
      tls: { key: readFileSync(key), certificate: readFileSync(certificate), users },
    });
  });
  afterEach(async () => {
    await server.stop();
    remove();
  });

  const url = (password: string, options = '') =>
    `esdb://ledger:${encodeURIComponent(password)}@${server.url}${options}`;

  it('works with the user and the certificate of the URL, and no connection is left without them', async () => {
    const store = await EventStoreDbEventStore.open(url(PASSWORD, `?tlsCAFile=${certificate}`), IMPATIENT);
    await store.append('unit-1', 'absent', [noted('a'), noted('b')]);
    expect(textsOf(await streamOf(store, 'unit-1'))).toEqual(['a', 'b']);
    server.gossipsWithAll = false;
    expect(await store.certain(store.connection)).toBe(true);
    await store.close();
    const wrong = await failure(url(`${PASSWORD}?`, `?tlsCAFile=${certificate}`));
    expect(wrong).toContain('refuses this user: check user and password');
    const unknown = await failure(url(PASSWORD));
    expect(unknown).toContain('that its certificate is trusted');
    for (const reported of [wrong, unknown])
      expect([reported, reported.includes('mật'), reported.includes('m%E1')]).toEqual([reported, false, false]);
  });
});

describe('the URL of EventStoreDB', () => {
  it('gives nodes, user, TLS and ledger; the client gets what is for it', () => {
    expect(
      readEventStoreDbUrl('esdb+discover://ad%40min:p%3Aw:d@node-1,node-2:2114/?nodePreference=leader&ledger=s2'),
    ).toEqual({
      client: 'esdb+discover://node-1,node-2:2114?nodePreference=leader',
      shown: 'esdb+discover://node-1,node-2:2114',
      tls: true,
      credentials: { username: 'ad@min', password: 'p:w:d' },
      ledger: 's2',
    });
    expect(readEventStoreDbUrl('esdb://a:b@host?tlsVerifyCert=true').client).toBe('esdb://host?tlsVerifyCert=true');
    expect(readEventStoreDbUrl('esdb://localhost:2113?tls=false')).toEqual({
      client: 'esdb://localhost:2113?tls=false',
      shown: 'esdb://localhost:2113',
      tls: false,
    });
  });

  it.each([
    ['esdb://', 'write esdb://user:password@host:2113'],
    ['esdb://admin:secret@', 'write esdb://user:password@host:2113'],
    ['esdb://admin:sec@ret@host', 'percent-encode'],
    ['esdb://admin:secret%@host', 'percent-encode'],
    ['esdb://host:2113', 'a TLS connection needs user:password@'],
    ['esdb://a:b@host:2113?tlsVerifyCert=false', 'name the authority of yours with tlsCAFile'],
    ['esdb://host:2113?userCertFile=/c&userKeyFile=/k', 'write user:password@host'],
    ['esdb://admin:secret@host?tsl=false', 'an option is unknown or empty'],
    ['esdb://admin:secret@host?tls=', 'an option is unknown or empty'],
    ['esdb://admin:secret@host?throwOnAppendFailure=false', 'an option is unknown or empty'],
    ['esdb://admin:secret@host?ledger=a-b', 'ledger is 1 to 40 letters and digits'],
  ])('%s is refused with the reason and without the password', async (url, reason) => {
    const reported = await failure(url);
    expect(reported).toContain(reason);
    expect(reported).not.toContain('secret');
  });
});
