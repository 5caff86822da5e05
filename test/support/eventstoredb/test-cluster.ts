import type { Member } from './gossip.js';
import { TestServer, type TestServerOptions } from './test-server.js';
import { TransactionLog } from './transaction-log.js';

/**
 * Nodes of one cluster. They share a log, so what one stores is at once with all; who leads is told by hand. Gossip names each of
 * them, and a node that was parted from the others (`fallAsleep`, `startCutOff`) has a log of its own until it joins them again.
 */
export class TestCluster {
  private constructor(
    readonly log: TransactionLog,
    readonly nodes: readonly TestServer[],
  ) {}

  /** So many nodes, of which the first leads. */
  static async start(count = 3, options: Omit<TestServerOptions, 'log'> = {}): Promise<TestCluster> {
    const log = new TransactionLog();
    const nodes: TestServer[] = [];
    for (let node = 0; node < count; node += 1) nodes.push(await TestServer.start({ ...options, log }));
    for (const node of nodes) node.members = () => nodes.map((other) => seenFrom(node, other));
    const cluster = new TestCluster(log, nodes);
    cluster.lead(0);
    return cluster;
  }

  node(index: number): TestServer {
    const node = this.nodes[index];
    if (node === undefined) throw new RangeError(`There are ${this.nodes.length} nodes`);
    return node;
  }

  /** The others elect that node. */
  lead(index: number): void {
    for (const node of this.nodes) node.leaderPort = this.node(index).gate.port;
  }

  /** Names all nodes, as a URL should. */
  get url(): string {
    const hosts = this.nodes.map(({ gate }) => `127.0.0.1:${gate.port}`);
    return `esdb://${hosts.join(',')}?tls=false&discoveryInterval=20`;
  }

  async stop(): Promise<void> {
    for (const node of this.nodes) await node.stop();
  }
}

/** Nodes that were parted from each other take each other for dead, and remember what the other one was. */
function seenFrom(node: TestServer, { member, isApart }: TestServer): Member {
  return { ...member, isAlive: member.isAlive && isApart === node.isApart };
}
