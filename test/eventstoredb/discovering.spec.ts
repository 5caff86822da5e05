import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REFUSALS } from '../support/eventstoredb/protocol.js';
import { TestServer } from '../support/eventstoredb/test-server.js';
import { TransactionLog } from '../support/eventstoredb/transaction-log.js';
import { eventually } from '../support/eventually.js';

let nodes: readonly TestServer[];
let child: ChildProcessWithoutNullStreams;
let said: string;

beforeEach(async () => {
  const log = new TransactionLog();
  nodes = [await TestServer.start({ log }), await TestServer.start({ log })];
  for (const node of nodes) node.leaderPort = nodes[0]!.gate.port;
});
afterEach(async () => {
  child.kill('SIGKILL');
  for (const node of nodes) await node.stop();
});

async function following(options: string): Promise<void> {
  const hosts = nodes.map(({ gate }) => `127.0.0.1:${gate.port}`).join(',');
  const script = join(import.meta.dirname, 'discovering.mjs');
  child = spawn(process.execPath, [script, `esdb://${hosts}?tls=false&${options}`]);
  said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (text: Buffer) => (said += text.toString()));
  await eventually(() => said.includes('open') && subscriptions() > 0);
}

const subscriptions = () =>
  nodes.flatMap(({ readings }) => readings).filter((reading) => reading.followsAfter !== undefined).length;

async function asked(): Promise<string> {
  const before = said.length;
  child.stdin.write('head\n');
  await eventually(() => said.length > before || child.exitCode !== null);
  return said.slice(before).trim();
}

describe('a process that follows a cluster without a quorum', () => {
  it('goes on when the last node dies while the client discovers, and follows again when they are back', async () => {
    await following('maxDiscoverAttempts=4&discoveryInterval=100');
    for (const node of nodes) node.leaderless = true;
    const [leader] = nodes;
    if (!leader) throw new Error('there are two');
    // The call is refused, so that the client discovers anew, while the subscription goes on where it is.
    leader.refuses = REFUSALS.BUSY();
    expect(await asked()).toBe('StoreUnavailable');
    const gossips = () => nodes.flatMap(({ calls }) => calls).filter((call) => call === 'gossip').length;
    const before = gossips();
    const discovering = asked();
    await eventually(() => gossips() > before);
    for (const node of nodes) await node.gate.shut();
    expect(await discovering).toBe('StoreUnavailable');
    leader.refuses = undefined;
    for (let turn = 0; turn < 3; turn += 1) await asked();
    expect([child.exitCode, said.includes('Failed to discover')]).toEqual([null, false]);

    const earlier = subscriptions();
    for (const node of nodes) {
      node.leaderless = false;
      await node.gate.open();
    }
    await eventually(() => subscriptions() > earlier);
    await eventually(async () => (await asked()) === 'answered');
    child.stdin.end();
    await once(child, 'exit');
    expect([child.exitCode, said.trim().endsWith('closed')]).toEqual([0, true]);
  });
});
