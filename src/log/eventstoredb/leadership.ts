import { NotLeaderError } from '@eventstore/db-client';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { StoreUnavailable } from '../event-store.js';
import { clientOf, type Client } from './client.js';
import { type AskingOfNodes, votersBy } from './gossip.js';

/**
 * Which node leads, by what a majority of the nodes says, each asked itself. A node that was replaced while it hung takes itself
 * for the leader until it hears of the other one, and answers with what it knew then.
 *
 * | the nodes | the node asked |
 * | --- | --- |
 * | one, and it leads | leads |
 * | several, of which a majority names this one | leads |
 * | several, of which a majority names another | does not, and the client turns to that one |
 * | none that a majority names, or a node names two | may not lead: nothing is answered for sure |
 */
export class Leadership {
  readonly #nodes = new Map<string, Client>();

  /** `urlOf` a single node; `asking`: how each is asked who leads. */
  constructor(
    private readonly urlOf: (address: string) => string,
    private readonly store: string,
    private readonly asking: AskingOfNodes,
  ) {}

  /** @throws NotLeaderError with the node that leads. @throws StoreUnavailable where no majority names one. */
  async confirm(client: Client['client']): Promise<void> {
    await client['execute'](gossipService.GossipClient, 'gossip', async (node) => {
      const nodes = await votersBy(client, node, this.asking);
      const only = nodes.length === 1 ? nodes[0] : undefined;
      if (only?.leads === true) return;
      const named = only ? [] : nodes.map(({ address }) => this.#leaderBy(address));
      const leader = await namedBy(Math.floor(nodes.length / 2) + 1, named);
      if (leader === undefined) throw new LeaderInDoubt(this.store);
      if (!node.getChannel().getTarget().endsWith(`:${leader}`)) throw notLeader(leader);
    });
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#nodes.values(), ({ close }) => close()));
  }

  /** The one that the node takes for the leader. */
  async #leaderBy(address: string): Promise<string | undefined> {
    const made = this.#nodes.get(address) ?? clientOf(this.urlOf(address));
    this.#nodes.set(address, made);
    const { client } = made;
    const nodes = await client['execute'](gossipService.GossipClient, 'gossip', (node) =>
      votersBy(client, node, this.asking),
    );
    const leaders = nodes.filter(({ leads }) => leads);
    return leaders.length === 1 ? leaders[0]?.address : undefined;
  }
}

/** It may be another node: who asks again shortly is answered. */
export class LeaderInDoubt extends StoreUnavailable {
  constructor(store: string) {
    super(store);
    this.message = `No majority of the nodes of ${store} names the one that leads: nothing is refused for good until one does`;
  }
}

/** The first that so many name, as soon as they have. */
function namedBy(most: number, named: readonly Promise<string | undefined>[]): Promise<string | undefined> {
  const votes = new Map<string, number>();
  let waiting = named.length;
  return new Promise((resolve) => {
    const take = (leader: string | undefined): void => {
      waiting -= 1;
      const count = leader === undefined ? 0 : (votes.get(leader) ?? 0) + 1;
      if (leader !== undefined) votes.set(leader, count);
      if (count >= most) resolve(leader);
      else if (waiting <= 0) resolve(undefined);
    };
    if (named.length === 0) resolve(undefined);
    for (const vote of named) void vote.catch(() => undefined).then(take);
  });
}

/** What the client takes for the answer of a node that names another leader. */
function notLeader(address: string): NotLeaderError {
  const at = address.lastIndexOf(':');
  const endpoint = { 'leader-endpoint-host': address.slice(0, at), 'leader-endpoint-port': address.slice(at + 1) };
  return new NotLeaderError({ message: `${address} leads`, metadata: { getMap: () => endpoint } } as never);
}
