import { afterEach, describe, expect, it } from '@jest/globals';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { verdictOn } from '../../src/log/eventstoredb/server-versions.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';

describe('what is thought of a version of the server', () => {
  it.each([
    ['unknown', 'UNFIT', '23.10.6'],
    ['20.10.5', 'UNFIT', '23.10.6'],
    ['21.10.9', 'UNFIT', '23.10.6'],
    ['21.10.10', 'DOUBTFUL', 'not tried'],
    ['22.6.0', 'UNFIT', '23.10.6'],
    ['22.10.3', 'UNFIT', '23.10.6'],
    ['22.10.4', 'DOUBTFUL', 'not tried'],
    ['23.6.0', 'DOUBTFUL', 'not tried'],
    ['23.10.0', 'SOUND', ''],
    ['23.10.6', 'SOUND', ''],
    ['23.10.6.1234+abc', 'SOUND', ''],
    ['24.2.0', 'DOUBTFUL', 'KDB-710'],
    ['24.10.4', 'DOUBTFUL', 'KDB-710'],
    ['24.10.4.1865-jammy', 'DOUBTFUL', 'KDB-710'],
    ['24.10.5', 'DOUBTFUL', 'not tried'],
    ['25.0.0', 'DOUBTFUL', 'KDB-744'],
    ['25.0.1', 'DOUBTFUL', 'not tried'],
    ['25.1.0', 'DOUBTFUL', 'not tried'],
    ['26.0.0', 'DOUBTFUL', 'not tried'],
  ])('%s: %s %s', (version, is, why) => {
    const verdict = verdictOn(version);
    expect(verdict.is).toBe(is);
    expect('why' in verdict ? verdict.why.en : '').toContain(why);
  });
});

describe('opening a log on a server', () => {
  let server: TestServer;
  afterEach(() => server.stop());

  const opened = async (version: string): Promise<readonly string[]> => {
    server = await TestServer.start({ version });
    const heard: string[] = [];
    const store = await EventStoreDbEventStore.open(server.url, { ...PATIENT, report: (said) => heard.push(said) });
    await store.head();
    await store.close();
    return heard;
  };

  it('says nothing of a sound version, and once what is known against another', async () => {
    expect(await opened('23.10.6')).toEqual([]);
    await server.stop();
    expect(await opened('24.10.4')).toEqual([
      expect.stringMatching(/^EventStoreDB at esdb:.*is of version 24\.10\.4: .*KDB-710/),
    ]);
  });

  it('is refused, by name and with one to use instead, where followers can miss events', async () => {
    await expect(opened('22.10.3')).rejects.toThrow(/is of version 22\.10\.3: .* use 23\.10\.6/);
  });
});
