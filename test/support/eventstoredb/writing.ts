import codes from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type {
  sendUnaryData,
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServiceError,
} from '@grpc/grpc-js';
import protobufEmpty from 'google-protobuf/google/protobuf/empty_pb.js';
import {
  batchError,
  batchErrorOf,
  nameIn,
  proposedFrom,
  REFUSALS,
  streamDeleted,
  wrongExpectedVersion,
} from './protocol.js';
import type { SizeOfAppend } from './sizes.js';
import { metadataStreamOf, softlyDeleted } from './stream-metadata.js';
import type { Expected, Proposed, TransactionLog, Written } from './transaction-log.js';

/** Run before and after an append is stored. Each may break the connection, wait or refuse. */
export type Course = Readonly<{
  before: () => Promise<void>;
  after: () => Promise<void>;
  /** What is held to of the revision that is expected of a stream. @throws where this user may not write it */
  heeds: (stream: string, expected: Expected) => Expected;
  /** Why an append is refused as it comes, on a call that was let in. */
  refused: () => ServiceError | undefined;
  /** Adds up an append. */
  size: () => SizeOfAppend;
}>;

/** Answers the method Append: options first, then the events, one by one. */
export async function append(
  log: () => TransactionLog,
  call: ServerReadableStream<AppendReq, AppendResp>,
  course: Course,
): Promise<AppendResp> {
  let options = new streams.AppendReq.Options();
  const events: Proposed[] = [];
  const size = course.size();
  for await (const request of call as AsyncIterable<AppendReq>) {
    options = request.getOptions() ?? options;
    const message = request.getProposedMessage();
    if (!message) continue;
    const event = proposedFrom(message);
    size.add(event);
    events.push(event);
  }
  // The stream of requests also ends when the call was cut off.
  if (call.cancelled) throw REFUSALS.BUSY();
  if (events.some(({ id, type }) => id === '' || type === '')) throw REFUSALS.UNFORESEEN();
  await course.before();
  const stream = nameIn(options.getStreamIdentifier());
  const expected = course.heeds(stream, expectedIn(options, options.getRevision()));
  const written = log().write(stream, expected, events);
  if (written === 'DELETED') throw streamDeleted(stream);
  await course.after();
  return written.ok ? appended(written) : refused(written, expected);
}

/** Sends the answer to an append, or the error in which it ended. */
export function answering<T>(callback: sendUnaryData<T>): (answer: Promise<T>) => void {
  return (answer) => {
    answer.then(
      (response) => callback(null, response),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  };
}

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/**
 * Answers the method BatchAppend: many appends on one call, each in parts, distinguished by correlation id. What is wrong with one of
 * them is its own answer; who leads instead, and whatever has no answer of its own, ends the call.
 */
export function batchAppend(log: () => TransactionLog, call: BatchCall, course: Course): void {
  const parts = new Map<string, { options: BatchAppendReq.Options; events: Proposed[] }>();
  call.on('data', (request: BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const part = parts.get(id) ?? { options: new streams.BatchAppendReq.Options(), events: [] };
    part.options = request.getOptions() ?? part.options;
    part.events.push(...request.getProposedMessagesList().map(proposedFrom));
    parts.set(id, part);
    if (!request.getIsFinal()) return;
    parts.delete(id);
    const answer = (response: BatchAppendResp): void => {
      response.setStreamIdentifier(part.options.getStreamIdentifier());
      if (!call.cancelled) call.write(response.setCorrelationId(request.getCorrelationId()));
    };
    batchWritten(log, course, part).then(answer, (error: ServiceError) => {
      const own = batchErrorOf(error);
      if (error.details === REFUSALS.ENDS().details) call.end();
      else if (own) answer(new streams.BatchAppendResp().setError(own));
      else call.emit('error', error);
    });
  });
  call.on('end', () => call.end());
}

async function batchWritten(
  log: () => TransactionLog,
  course: Course,
  { options, events }: Readonly<{ options: BatchAppendReq.Options; events: readonly Proposed[] }>,
): Promise<BatchAppendResp> {
  const refused = course.refused();
  if (refused) throw refused;
  const size = course.size();
  for (const event of events) size.add(event);
  await course.before();
  const stream = nameIn(options.getStreamIdentifier());
  const expected = course.heeds(stream, expectedIn(options, options.getStreamPosition()));
  const written = log().write(stream, expected, events);
  if (written === 'DELETED') throw streamDeleted(stream);
  await course.after();
  const response = new streams.BatchAppendResp();
  if (!written.ok) {
    const details = wrongExpectedVersion(written.current);
    return response.setError(
      batchError(codes.Code.FAILED_PRECONDITION, 'Wrong expected version', 'WrongExpectedVersion', details),
    );
  }
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(written.revision));
  if (written.commit === undefined) return response.setSuccess(success.setNoPosition(new protobufEmpty.Empty()));
  const commit = String(written.commit);
  const position = new shared.AllStreamPosition().setCommitPosition(commit).setPreparePosition(commit);
  return response.setSuccess(success.setPosition(position));
}

type Expectation = Readonly<{ hasNoStream: () => boolean; hasAny: () => boolean; hasStreamExists: () => boolean }>;

function expectedIn(options: Expectation, revision: string): Expected {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream_exists' : Number(revision);
}

type Accepted = Extract<Written, { ok: true }>;
type Stale = Extract<Written, { ok: false }>;

/** Commit and prepare are both the position at which the last event is read. */
function appended({ revision, commit }: Accepted): AppendResp {
  const success = new streams.AppendResp.Success().setCurrentRevision(String(revision));
  if (commit === undefined) success.setNoPosition(new shared.Empty());
  else {
    const at = String(commit);
    success.setPosition(new streams.AppendResp.Position().setCommitPosition(at).setPreparePosition(at));
  }
  return new streams.AppendResp().setSuccess(success);
}

function refused({ current }: Stale, expected: Expected): AppendResp {
  const refusal = new streams.AppendResp.WrongExpectedVersion();
  if (current === -1) refusal.setCurrentNoStream(new shared.Empty());
  else refusal.setCurrentRevision(String(current));
  if (expected === 'no_stream') refusal.setExpectedNoStream(new shared.Empty());
  else if (expected === 'any') refusal.setExpectedAny(new shared.Empty());
  else if (expected === 'stream_exists') refusal.setExpectedStreamExists(new shared.Empty());
  else refusal.setExpectedRevision(String(expected));
  return new streams.AppendResp().setWrongExpectedVersion(refusal);
}

/** Answers Delete: the stream is hidden until it is written again, and its events stay in `$all` until they are scavenged. */
export function softDelete(log: TransactionLog, { request }: ServerUnaryCall<DeleteReq, DeleteResp>): DeleteResp {
  log.write(metadataStreamOf(nameIn(request.getOptions()?.getStreamIdentifier())), 'any', [softlyDeleted()]);
  return new streams.DeleteResp();
}

/** Answers Tombstone: the stream is ended for good. */
export function tombstone(
  log: TransactionLog,
  { request }: ServerUnaryCall<TombstoneReq, TombstoneResp>,
): TombstoneResp {
  log.bury(nameIn(request.getOptions()?.getStreamIdentifier()));
  return new streams.TombstoneResp();
}
