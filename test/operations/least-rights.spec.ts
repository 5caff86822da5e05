import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { BEGINNING } from '../../src/kernel/event.js';
import { checked } from '../../src/log/eventstoredb/checking.js';
import { EventStoreDbEventStore } from '../../src/log/eventstoredb/eventstoredb-event-store.js';
import { certified, describeOverTls } from '../support/eventstoredb/certificate.js';
import { PATIENT } from '../support/eventstoredb/store-on-server.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { noted, streamOf, textsOf } from '../support/store-events.js';

/** Runs the script of the operator. @returns what it says. */
async function restricted(url: string): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: '', ADMIN_URL: url };
  const { stdout } = await promisify(execFile)('node', ['docs/operating/least-rights.mjs'], { env });
  return stdout;
}

it('the script of the operator gives the service its least rights, and no one else the right to delete', async () => {
  const server = await TestServer.start();
  const said = await restricted(server.url);
  const last = (stream: string): unknown => {
    const record = server.log.ofStream(stream).at(-1);
    return [record?.type, JSON.parse(Buffer.from(record?.data ?? []).toString())];
  };
  const both = ['ledger', '$admins'];
  expect(last('$$$all')).toEqual(['$metadata', { $acl: { $r: both } }]);
  expect(last('$settings')).toEqual([
    'update-default-acl',
    {
      $userStreamAcl: { $r: both, $w: both, $d: '$admins', $mr: both, $mw: '$admins' },
      $systemStreamAcl: { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' },
    },
  ]);
  expect(said).toContain('is for $admins alone');
  await server.stop();
});

describeOverTls('a service whose user has the least rights of the operator', () => {
  let server: TestServer;
  let tls: ReturnType<typeof certified>;
  beforeEach(async () => {
    tls = certified();
    const users = {
      admin: { password: 'changeit', groups: ['$admins'] },
      service: { password: 'changeit', groups: ['ledger'] },
    };
    const [key, certificate] = [readFileSync(tls.key), readFileSync(tls.certificate)];
    server = await TestServer.start({ tls: { key, certificate, users } });
  });
  afterEach(async () => {
    await server.stop();
    tls.remove();
  });

  const url = (user: string): string => `esdb://${user}:changeit@${server.url}?tlsCAFile=${tls.certificate}`;

  it('is refused by name before it has them', async () => {
    await expect(EventStoreDbEventStore.open(url('service'), PATIENT)).rejects.toThrow(/may read \$all/);
  });

  it('writes, reads, follows, sees which stream was cut, and finds that it can delete nothing', async () => {
    await restricted(url('admin'));
    const store = await EventStoreDbEventStore.open(url('service'), PATIENT);
    await store.append('unit-1', 'absent', [noted('a'), noted('b')]);
    expect(textsOf(await streamOf(store, 'unit-1'))).toEqual(['a', 'b']);
    expect(await streamOf(store, 'unit-2')).toEqual([]);
    const stop = new AbortController();
    const followed: string[] = [];
    for await (const batch of store.subscribe(BEGINNING, stop.signal)) {
      followed.push(...textsOf(batch));
      if (followed.length === 2) stop.abort();
    }
    expect(followed).toEqual(['a', 'b']);
    server.log.write('$$unit-1', 'any', [
      {
        id: crypto.randomUUID(),
        type: '$metadata',
        contentType: 'application/json',
        data: Buffer.from('{"$maxCount":1}'),
        metadata: Buffer.from(''),
      },
    ]);
    await expect(streamOf(store, 'unit-1')).rejects.toThrow(/unit-1/);
    await store.close();

    const findings: string[] = [];
    for await (const { code, is } of checked(url('service'), { largest: 1_000 }).findings)
      findings.push(`${code} ${is}`);
    expect(findings.filter((finding) => !finding.endsWith(' SOUND'))).toEqual([]);
    expect(findings).toContain('REMOVING SOUND');
  });
});
