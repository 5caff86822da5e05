import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServiceError } from '@grpc/grpc-js';
import grpc from '@grpc/grpc-js';
import type { Message } from 'google-protobuf';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import type { Any } from 'google-protobuf/google/protobuf/any_pb.js';
import protobufEmpty from 'google-protobuf/google/protobuf/empty_pb.js';
import { TOMBSTONE } from './stream-metadata.js';
import type { LogRecord, Proposed } from './transaction-log.js';

/**
 * An error as the server ends a call with it: a status of gRPC, and the name under `exception` that the client reads.
 */
export function refusal(
  code: number,
  details: string,
  exception?: string,
  more: Record<string, string> = {},
): ServiceError {
  const metadata = new grpc.Metadata();
  if (exception !== undefined) metadata.set('exception', exception);
  for (const [name, value] of Object.entries(more)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const REFUSALS = {
  ACCESS_DENIED: () => refusal(grpc.status.PERMISSION_DENIED, 'Access Denied', 'access-denied'),
  UNAUTHENTICATED: () => refusal(grpc.status.UNAUTHENTICATED, 'Unauthenticated'),
  NOT_READY: () => refusal(grpc.status.UNAVAILABLE, 'Server Is Not Ready'),
  BUSY: () => refusal(grpc.status.UNAVAILABLE, 'Server Is Too Busy'),
  UNFORESEEN: () => refusal(grpc.status.UNKNOWN, 'Exception was thrown by handler.'),
  TOO_SLOW: () =>
    refusal(
      grpc.status.ABORTED,
      'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
    ),
  /** Of a call that many appends share: it is ended as if all were answered. */
  ENDS: () => refusal(grpc.status.UNAVAILABLE, 'Server Is Shutting Down'),
  TIMEOUT: () => refusal(grpc.status.ABORTED, 'Operation timed out'),
  TOO_LARGE: () => tooLarge(1_048_576),
} as const;

const ASCII = /^[\x20-\x7e]*$/;

export function tooLarge(most: number): ServiceError {
  const named = { 'maximum-append-size': String(most) };
  const details = `Maximum Append Size of ${most} Exceeded.`;
  return refusal(grpc.status.INVALID_ARGUMENT, details, 'maximum-append-size-exceeded', named);
}

/** An error that the client does not know. */
export function eventTooLarge(id: string, size: number, most: number): ServiceError {
  const named = { 'maximum-append-event-size': String(most) };
  const details = `Event with Id: ${id}, Size: ${size}, exceeds Maximum Append Event Size of ${most}.`;
  return refusal(grpc.status.INVALID_ARGUMENT, details, 'maximum-append-event-size-exceeded', named);
}

/** Where the name has letters that no header takes, the server itself fails to answer: HTTP 500. */
export function streamDeleted(stream: string): ServiceError {
  if (!ASCII.test(stream)) return refusal(grpc.status.UNKNOWN, 'Received HTTP status code 500');
  const named = { 'stream-name': stream };
  return refusal(grpc.status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, 'stream-deleted', named);
}

export function notLeader(host: string, port: number): ServiceError {
  return refusal(grpc.status.NOT_FOUND, 'Leader info available', 'not-leader', {
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });
}

export function nameIn(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

export function identifierOf(name: string): StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(name, 'utf8')));
}

/** The proposed event of a message of Append or BatchAppend. */
export function proposedFrom(message: BatchAppendReq.ProposedMessage): Proposed {
  const properties = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: properties.get('type') ?? '',
    contentType: properties.get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** Of a tombstone. */
const LAST_REVISION = String(2n ** 63n - 1n);

const TICKS_OF_A_DAY_IN_2025 = '17425440000000000';

export function eventResponse(record: LogRecord): ReadResp {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(record.id))
    .setStreamIdentifier(identifierOf(record.stream))
    .setStreamRevision(record.type === TOMBSTONE ? LAST_REVISION : String(record.revision))
    .setCommitPosition(String(record.commit))
    .setPreparePosition(String(record.commit))
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  const properties = event.getMetadataMap();
  properties.set('type', record.type);
  properties.set('content-type', record.contentType);
  properties.set('created', TICKS_OF_A_DAY_IN_2025);
  const read = new streams.ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(record.commit));
  return new streams.ReadResp().setEvent(read);
}

/** A place of `$all`. That of an event has two equal halves; the one behind an event has prepare 0. */
export type Place = Readonly<{ commit: bigint; prepare: bigint }>;

export function checkpointResponse({ commit, prepare }: Place): ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint()
    .setCommitPosition(String(commit))
    .setPreparePosition(String(prepare));
  return new streams.ReadResp().setCheckpoint(checkpoint);
}

/** The details of an error of BatchAppend, packed with the name that the client unpacks it by. */
export function batchError(code: number, message: string, name: string, details: Message): Status {
  const packed: Any = new anyPb.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${name}`);
  return new statusPb.Status().setCode(code).setMessage(message).setDetails(packed);
}

/** What BatchAppend answers to one append instead of an error of the call; `undefined` where it ends the call. */
export function batchErrorOf({ code, details, metadata }: ServiceError): Status | undefined {
  const exception = String(metadata?.get('exception')[0] ?? '');
  const own = BATCH_ERRORS[exception];
  if (own) return batchError(code, details, ...own(metadata));
  if (code === grpc.status.ABORTED) return batchError(code, details, 'Timeout', new shared.Timeout());
  const isBusy = code === grpc.status.UNAVAILABLE && /^Server Is (Not Ready|Too Busy)/.test(details);
  return isBusy ? batchError(grpc.status.OK, details, 'none', new protobufEmpty.Empty()) : undefined;
}

const BATCH_ERRORS: Readonly<Record<string, (metadata: grpc.Metadata) => readonly [string, Message]>> = {
  'access-denied': () => ['AccessDenied', new shared.AccessDenied()],
  'stream-deleted': (metadata) => {
    const name = identifierOf(String(metadata.get('stream-name')[0]));
    return ['StreamDeleted', new shared.StreamDeleted().setStreamIdentifier(name)];
  },
  'maximum-append-size-exceeded': (metadata) => {
    const most = Number(metadata.get('maximum-append-size')[0]);
    return ['MaximumAppendSizeExceeded', new shared.MaximumAppendSizeExceeded().setMaxappendsize(most)];
  },
};

export function wrongExpectedVersion(current: number): Message {
  const details = new shared.WrongExpectedVersion();
  return current === -1
    ? details.setCurrentNoStream(new protobufEmpty.Empty())
    : details.setCurrentStreamRevision(String(current));
}
