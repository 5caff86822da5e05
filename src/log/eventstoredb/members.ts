import { UnavailableError } from '@eventstore/db-client';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Connection } from './connection.js';
import type { EventStoreDbUrl } from './connection-url.js';

const { VNodeState } = gossip.MemberInfo;

/** Nodes that no client has to know: they neither lead nor vote. */
const ASIDE: readonly number[] = [
  VNodeState.MANAGER,
  VNodeState.READONLYLEADERLESS,
  VNodeState.PREREADONLYREPLICA,
  VNodeState.READONLYREPLICA,
];

/** The nodes of the cluster, `host:port`, as gossip has them. @throws as `Connection.ask` does */
export function membersOf(connection: Connection): Promise<readonly string[]> {
  return connection.ask((client) =>
    client['execute'](gossipService.GossipClient, 'gossip', (node) => {
      const [metadata, options] = client['callArguments']({ deadline: connection.patience });
      return new Promise<readonly string[]>((resolve, reject) => {
        node.read(new shared.Empty(), metadata, options, (error, cluster) => {
          if (error) reject(new UnavailableError(error));
          else resolve(addressesIn(cluster));
        });
      });
    }),
  );
}

function addressesIn(cluster: gossip.ClusterInfo): readonly string[] {
  const voting = cluster.getMembersList().filter((member) => !ASIDE.includes(member.getState()));
  return voting.map((member) => `${member.getHttpEndPoint()?.getAddress()}:${member.getHttpEndPoint()?.getPort()}`);
}

/**
 * What a URL leaves out, in words; `undefined` where it names as many nodes as there are, or one name for all. They are counted,
 * since a node may be called otherwise by its own cluster than by us.
 */
export function leftOut({ shown }: EventStoreDbUrl, members: readonly string[]): string | undefined {
  if (shown.startsWith('esdb+discover:')) return undefined;
  const named = shown.replace(/^.*\/\//, '').split(',').length;
  if (named >= members.length) return undefined;
  return `${named} of ${members.length} nodes of the cluster: ${members.join(', ')}`;
}
