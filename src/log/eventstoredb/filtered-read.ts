import type { EventStoreDBClient, ReadPosition } from '@eventstore/db-client';
import { ReadStream } from '@eventstore/db-client/dist/streams/utils/ReadStream.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Connection } from './connection.js';
import { Inflow } from './inflow.js';
import { entryOf } from './told-event.js';

/** Events that the server looks at in one go. */
const WINDOW = 1024;

/** Read ahead of who takes the first few. */
const AHEAD = 16;

/** `END`: backwards from the end. A position: forwards, with what stands there. */
export type SearchFrom = 'END' | Exclude<ReadPosition, 'start' | 'end'>;

/** Which streams pass: those that begin so, or those that match. */
export type StreamFilter = Readonly<{ prefixes: readonly string[] }> | Readonly<{ regex: string }>;

/**
 * Reads `$all` through a filter of the server, which `readAll` of the client cannot ask for and every server since 21.2 can: what
 * does not pass never comes here. It ends at the end of the log, and says nothing while nothing passes.
 */
export function filteredRead(
  client: EventStoreDBClient,
  from: SearchFrom,
  { filter, credentials }: Readonly<{ filter: StreamFilter; credentials: Connection['credentials'] }>,
): Inflow {
  const options = new streams.ReadReq.Options()
    .setAll(placeOf(from))
    .setReadDirection(from === 'END' ? 1 : 0)
    .setCount(String(Number.MAX_SAFE_INTEGER))
    .setFilter(filterOf(filter))
    .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(new shared.Empty()));
  const request = new streams.ReadReq().setOptions(options);
  const create = client['GRPCStreamCreator'](streamsService.StreamsClient, 'filteredRead', (service) =>
    service.read(request, ...client['callArguments']({ requiresLeader: true, credentials }, { deadline: Infinity })),
  );
  const reading = new ReadStream(create, entryOf, { highWaterMark: AHEAD });
  return new Inflow(reading, () => reading.cancel());
}

function placeOf(from: SearchFrom): InstanceType<typeof streams.ReadReq.Options.AllOptions> {
  const all = new streams.ReadReq.Options.AllOptions();
  if (from === 'END') return all.setEnd(new shared.Empty());
  const position = new streams.ReadReq.Options.Position()
    .setCommitPosition(String(from.commit))
    .setPreparePosition(String(from.prepare));
  return all.setPosition(position);
}

function filterOf(filter: StreamFilter): InstanceType<typeof streams.ReadReq.Options.FilterOptions> {
  const streamNames = new streams.ReadReq.Options.FilterOptions.Expression();
  if ('regex' in filter) streamNames.setRegex(filter.regex);
  else streamNames.setPrefixList([...filter.prefixes]);
  return new streams.ReadReq.Options.FilterOptions()
    .setStreamIdentifier(streamNames)
    .setMax(WINDOW)
    .setCheckpointintervalmultiplier(1);
}
