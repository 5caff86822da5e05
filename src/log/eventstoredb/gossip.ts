import { UnavailableError } from '@eventstore/db-client';
import type gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Client } from './client.js';

/** A node of a cluster, `host:port`, as another node sees it. */
type Node = Readonly<{ address: string; leads: boolean }>;

/** The part of a client of gRPC that asks for it. */
type Gossip = InstanceType<typeof gossipService.GossipClient>;

const { VNodeState } = gossip.MemberInfo;

/** States of nodes that neither lead nor have a say in who does. */
const VOTELESS: readonly number[] = [
  VNodeState.MANAGER,
  VNodeState.READONLYLEADERLESS,
  VNodeState.PREREADONLYREPLICA,
  VNodeState.READONLYREPLICA,
];

/** How a node is asked: `deadline` in milliseconds; as whom, since an operator may let none but users ask. */
export type AskingOfNodes = Readonly<{
  deadline: number;
  credentials: Readonly<{ username: string; password: string }>;
}>;

/** The nodes that vote, as the node asked sees them. @throws UnavailableError */
export function votersBy(client: Client['client'], node: Gossip, asking: AskingOfNodes): Promise<readonly Node[]> {
  const [metadata, options] = client['callArguments'](asking);
  return new Promise((resolve, reject) => {
    node.read(new shared.Empty(), metadata, options, (error, cluster) => {
      if (error) reject(new UnavailableError(error));
      else resolve(cluster.getMembersList().filter(hasVote).map(nodeFrom));
    });
  });
}

function nodeFrom(member: gossip.MemberInfo): Node {
  const at = member.getHttpEndPoint();
  return {
    address: `${at?.getAddress()}:${at?.getPort()}`,
    leads: member.getIsAlive() && member.getState() === VNodeState.LEADER,
  };
}

function hasVote(member: gossip.MemberInfo): boolean {
  return !VOTELESS.includes(member.getState());
}
