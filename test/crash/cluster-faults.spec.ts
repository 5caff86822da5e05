import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import { rebuild } from '../../projections/projector/rebuild.js';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { BEGINNING } from '../../src/kernel/event.js';
import { openEventStore } from '../../src/log/open-event-store.js';
import { allRows } from '../projections/all-rows.js';
import { TestCluster } from '../support/eventstoredb/test-cluster.js';
import { eventually } from '../support/eventually.js';
import { type Answer, TestService } from '../support/service.js';
import { temporaryFolder } from '../support/store-folder.js';
import { logOf } from '../support/store-events.js';
import { caughtUp } from './caught-up.js';
import { answersIn, Load, recorded } from './load.js';

/** Commands that are recorded after each step. */
const RECORDED_BETWEEN = 10;
const WITHIN_MS = 120_000;

/** `leader` leads and `heir` is elected; `other` is the third node. */
type Roles = Readonly<{ leader: number; heir: number; other: number }>;
/** The steps of a fault; after each of them commands are recorded before the next. */
type Step = (cluster: TestCluster, roles: Roles) => Promise<void> | void;

const FAULTS: Readonly<Record<string, readonly Step[]>> = {
  'the leader is killed, with what no majority has': [
    async (cluster, { leader, heir }) => {
      cluster.node(leader).losePeers();
      await eventually(() => cluster.node(leader).hasUnconfirmed);
      await cluster.node(leader).gate.shut();
      cluster.lead(heir);
    },
    (cluster, { leader }) => {
      cluster.node(leader).rejoin();
      return cluster.node(leader).gate.open();
    },
  ],
  'the leader resigns': [(cluster, { heir }) => cluster.lead(heir)],
  'the leader hangs, and wakes stale': [
    (cluster, { leader, heir }) => {
      cluster.node(leader).fallAsleep();
      cluster.lead(heir);
    },
    (cluster, { leader }) => cluster.node(leader).wake(),
    (cluster, { leader }) => cluster.node(leader).rejoin(),
  ],
  'the leader is cut off from its peers, but not from the service': [
    async (cluster, { leader, heir }) => {
      cluster.node(leader).losePeers();
      cluster.lead(heir);
      await eventually(() => cluster.node(leader).hasUnconfirmed);
      cluster.node(leader).losePeers('UNKNOWN');
    },
    (cluster, { leader }) => cluster.node(leader).rejoin(),
  ],
  'a follower is killed, and the leader right after it': [
    async (cluster, { leader, heir, other }) => {
      await cluster.node(other).gate.shut();
      await cluster.node(leader).gate.shut();
      cluster.lead(heir);
      await cluster.node(other).gate.open();
    },
    (cluster, { leader }) => cluster.node(leader).gate.open(),
  ],
  'a follower hangs': [
    (cluster, { other }) => cluster.node(other).fallAsleep(),
    (cluster, { other }) => {
      cluster.node(other).wake();
      cluster.node(other).rejoin();
    },
  ],
  'the quorum is lost, and the last node dies while it is asked who leads': [
    async (cluster, { leader, heir, other }) => {
      const last = cluster.node(other);
      last.losePeers('UNKNOWN');
      for (const lost of [leader, heir]) await cluster.node(lost).gate.shut();
      const gossips = () => last.calls.filter((call) => call === 'gossip').length;
      const before = gossips();
      await eventually(() => gossips() > before + 3, WITHIN_MS);
      await last.gate.shut();
      last.rejoin();
      for (const node of cluster.nodes) await node.gate.open();
      cluster.lead(heir);
    },
  ],
};

let cluster: TestCluster;
let service: TestService;
const folder = temporaryFolder();
async function start(version: string): Promise<void> {
  cluster = await TestCluster.start(3, { version });
  service = await TestService.start({ EVENT_STORE: cluster.url });
}
afterEach(async () => {
  await service.stop();
  await cluster.stop();
});
afterAll(() => folder.remove());

/** When each command was recorded, for the longest time without one. */
class Clocked {
  readonly recorded: number[] = [];

  async post<Body>(...call: Parameters<TestService['post']>): Promise<Answer<Body>> {
    const answer = await service.post<Body>(...call);
    if (answer.status === 201) this.recorded.push(performance.now());
    return answer;
  }

  async more(): Promise<void> {
    const before = this.recorded.length;
    await eventually(() => this.recorded.length >= before + RECORDED_BETWEEN, WITHIN_MS);
  }

  /** The longest time without a recorded command since then, in seconds. */
  longestPause(since: number): number {
    const moments = [since, ...this.recorded.filter((moment) => moment > since)];
    return Math.max(...moments.map((moment, n) => moment - (moments[n - 1] ?? moment))) / 1000;
  }
}

describe.each(['23.10.6', '24.10.4'])('a service on a cluster of %s', (version) => {
  it('loses and doubles nothing through the faults of a cluster of three, under writers that never pause', async () => {
    await start(version);
    const started = performance.now();
    const token = await service.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    const clocked = new Clocked();
    const load = new Load(clocked, token, { prefix: 'cum', callers: 4 });
    await clocked.more();
    let leader = 0;
    for (const [name, steps] of Object.entries(FAULTS)) {
      const roles = { leader, heir: (leader + 1) % 3, other: (leader + 2) % 3 };
      const since = performance.now();
      for (const step of steps) {
        await step(cluster, roles);
        await clocked.more();
      }
      if (cluster.node(roles.heir).member.state === 'LEADER') leader = roles.heir;
      process.stdout.write(`${name}: ${clocked.longestPause(since).toFixed(1)} s without service at most\n`);
    }
    await load.stop();
    const lag = await caughtUp(service);

    const events = await openEventStore(cluster.url);
    const units = (await logOf(events, BEGINNING)).map(({ data }) => (data as { unitId: string }).unitId);
    const anew = new SqliteReadModelStore(folder.path(`${version}.db`));
    const hears = { progress: () => undefined, report: () => undefined };
    await rebuild({ projections: PROJECTIONS, events, store: anew, signal: new AbortController().signal, ...hears });
    const store = await openReadModelStore(service.config.readModels);
    const [rows, folded] = [await allRows(store), await allRows(anew)];
    await Promise.all([events.close(), anew.close(), store.close()]);

    process.stdout.write(
      `${Object.keys(FAULTS).length} faults of a cluster of three ${version} in ${((performance.now() - started) / 1000).toFixed(0)} s: ` +
        `${load.sent.length} commands recorded, ${units.length} stored; ${JSON.stringify(answersIn(load.sent))}; ` +
        `read models level ${lag.toFixed(1)} s after the last\n`,
    );
    expect(load.sent.filter((sent) => !recorded(sent))).toEqual([]);
    expect([...units].sort()).toEqual(load.sent.map(({ unitId }) => unitId).sort());
    const answers = Object.keys(answersIn(load.sent));
    expect(answers.filter((answer) => !/^(201|503 (STORE_UNAVAILABLE|OUTCOME_UNKNOWN))$/.test(answer))).toEqual([]);
    expect(rows).toEqual(folded);
  });
});
