import gossip from '@eventstore/db-client/generated/gossip_pb.js';

/** A node as gossip names it. One that has lost its quorum is `UNKNOWN`. */
export type Member = Readonly<{ port: number; state: 'LEADER' | 'FOLLOWER' | 'UNKNOWN'; isAlive: boolean }>;

/** The answer of gossip, which a client of several nodes asks for: each node with its state. */
export function clusterOf(members: readonly Member[]): gossip.ClusterInfo {
  return new gossip.ClusterInfo().setMembersList(
    members.map(({ port, state, isAlive }) =>
      new gossip.MemberInfo()
        .setState(gossip.MemberInfo.VNodeState[state])
        .setIsAlive(isAlive)
        .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port)),
    ),
  );
}
