import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';

/** An event as the server tells it, as far as it is used here: that of the client is one too. */
export type Told = Readonly<{
  streamId: string;
  id: string;
  revision: bigint;
  type: string;
  data: unknown;
  metadata?: unknown;
  position?: Readonly<{ commit: bigint }> | undefined;
}>;

/** What a reading gives for an event; without one when it was deleted. `size`: the bytes of what it holds, where they are counted. */
export type Entry = Readonly<{ event?: Told; size?: number }>;

/**
 * As the client converts an event, but for what is not used here: the instant at which the server has it, links, and the prepare
 * position beside the commit position. They cost more than what is.
 */
export function entryOf(told: ReadResp.ReadEvent): Entry {
  const event = told.getEvent();
  if (event === undefined) return {};
  const properties = event.getMetadataMap();
  const [data, metadata] = [event.getData_asU8(), event.getCustomMetadata_asU8()];
  const isJson = properties.get('content-type') === 'application/json';
  return {
    size: data.length + metadata.length,
    event: {
      streamId: textIn(event.getStreamIdentifier()?.getStreamName_asU8()),
      id: event.getId()?.getString() ?? '',
      revision: BigInt(event.getStreamRevision()),
      type: properties.get('type') ?? '',
      data: isJson ? parsed(data) : data,
      metadata: parsed(metadata),
      position: { commit: BigInt(event.getCommitPosition()) },
    },
  };
}

/** What is no JSON stays bytes. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return bytes.length === 0 ? undefined : JSON.parse(textIn(bytes));
  } catch {
    return bytes;
  }
}

function textIn(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
