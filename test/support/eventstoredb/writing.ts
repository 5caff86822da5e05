import codes from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import { batchError, nameIn, proposedFrom, REFUSALS, wrongExpectedVersion } from './protocol.js';
import type { Expected, Proposed, TransactionLog, Written } from './transaction-log.js';

/** Run before and after an append is stored. Each may break the connection, wait or refuse. */
export type Course = Readonly<{ before: () => Promise<void>; after: () => Promise<void> }>;

/** Answers the method Append: options first, then the events, one by one. */
export async function append(
  log: TransactionLog,
  call: ServerReadableStream<AppendReq, AppendResp>,
  course: Course,
): Promise<AppendResp> {
  let options = new streams.AppendReq.Options();
  const events: Proposed[] = [];
  for await (const request of call as AsyncIterable<AppendReq>) {
    options = request.getOptions() ?? options;
    const message = request.getProposedMessage();
    if (message) events.push(proposedFrom(message));
  }
  // The stream of requests also ends when the call was cut off.
  if (call.cancelled) throw REFUSALS.BUSY();
  await course.before();
  const written = log.write(nameIn(options.getStreamIdentifier()), expectedIn(options, options.getRevision()), events);
  await course.after();
  return written.ok ? appended(written) : refused(written);
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

/** Answers the method BatchAppend: many appends on one call, each in parts, distinguished by correlation id. */
export function batchAppend(log: TransactionLog, call: BatchCall, course: Course): void {
  const parts = new Map<string, { options: BatchAppendReq.Options; events: Proposed[] }>();
  call.on('data', (request: BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const part = parts.get(id) ?? { options: new streams.BatchAppendReq.Options(), events: [] };
    part.options = request.getOptions() ?? part.options;
    part.events.push(...request.getProposedMessagesList().map(proposedFrom));
    parts.set(id, part);
    if (!request.getIsFinal()) return;
    parts.delete(id);
    void batchWritten(log, course, part).then(
      (response) => call.write(response.setCorrelationId(request.getCorrelationId())),
      (error: unknown) => call.emit('error', error),
    );
  });
  call.on('end', () => call.end());
}

async function batchWritten(
  log: TransactionLog,
  course: Course,
  { options, events }: Readonly<{ options: BatchAppendReq.Options; events: readonly Proposed[] }>,
): Promise<BatchAppendResp> {
  await course.before();
  const stream = nameIn(options.getStreamIdentifier());
  const written = log.write(stream, expectedIn(options, options.getStreamPosition()), events);
  await course.after();
  const response = new streams.BatchAppendResp().setStreamIdentifier(options.getStreamIdentifier());
  if (!written.ok) {
    const details = wrongExpectedVersion(written.current);
    return response.setError(
      batchError(codes.Code.FAILED_PRECONDITION, 'Wrong expected version', 'WrongExpectedVersion', details),
    );
  }
  const commit = String(written.commit);
  const position = new shared.AllStreamPosition().setCommitPosition(commit).setPreparePosition(commit);
  return response.setSuccess(
    new streams.BatchAppendResp.Success().setCurrentRevision(String(written.revision)).setPosition(position),
  );
}

type Expectation = Readonly<{ hasNoStream: () => boolean; hasAny: () => boolean; hasStreamExists: () => boolean }>;

function expectedIn(options: Expectation, revision: string): Expected {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream_exists' : Number(revision);
}

/** As the real server answers: commit and prepare are both the commit position of the last event. */
function appended({ revision, commit }: Extract<Written, { ok: true }>): AppendResp {
  const position = new streams.AppendResp.Position()
    .setCommitPosition(String(commit))
    .setPreparePosition(String(commit));
  const success = new streams.AppendResp.Success().setCurrentRevision(String(revision)).setPosition(position);
  return new streams.AppendResp().setSuccess(success);
}

function refused({ current }: Extract<Written, { ok: false }>): AppendResp {
  const refusal = new streams.AppendResp.WrongExpectedVersion();
  if (current === -1) refusal.setCurrentNoStream(new shared.Empty());
  else refusal.setCurrentRevision(String(current));
  return new streams.AppendResp().setWrongExpectedVersion(refusal);
}
