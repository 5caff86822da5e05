import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { TestServer } from '../support/eventstoredb/test-server.js';

it('the script of the operator gives the service its least rights, and no one else the right to delete', async () => {
  const server = await TestServer.start();
  const { stdout } = await promisify(execFile)('node', ['docs/operating/least-rights.mjs'], {
    env: { ...process.env, NODE_OPTIONS: '', ADMIN_URL: server.url },
  });
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
  expect(stdout).toContain('is for $admins alone');
  await server.stop();
});
