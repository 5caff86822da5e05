import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { Words } from '../../kernel/finding.js';
import type { Connection } from './connection.js';
import type { EventStoreDbUrl } from './connection-url.js';
import { votersBy } from './gossip.js';

/** The nodes of the cluster that a client has to know, `host:port`, as gossip has them. @throws as `Connection.ask` does */
export async function membersOf(connection: Connection): Promise<readonly string[]> {
  const { credentials, patience: deadline } = connection;
  const nodes = await connection.ask((client) =>
    client['execute'](gossipService.GossipClient, 'gossip', (node) =>
      votersBy(client, node, { deadline, credentials }),
    ),
  );
  return nodes.map(({ address }) => address);
}

/**
 * What a URL leaves out, in words; `undefined` where it names as many nodes as there are, or one name for all. They are counted,
 * since a node may be called otherwise by its own cluster than by us.
 */
export function leftOut({ shown }: EventStoreDbUrl, members: readonly string[]): Words | undefined {
  if (shown.startsWith('esdb+discover:')) return undefined;
  const named = shown.replace(/^.*\/\//, '').split(',').length;
  if (named >= members.length) return undefined;
  const all = members.join(', ');
  return {
    vi: `${named} trong ${members.length} nút của cụm: ${all}`,
    en: `${named} of ${members.length} nodes of the cluster: ${all}`,
  };
}
