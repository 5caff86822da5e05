import { randomUUID } from 'node:crypto';
import { type AppendResult, type EventStoreDBClient, WrongExpectedVersionError } from '@eventstore/db-client';
import { unpackToCommandError } from '@eventstore/db-client/dist/streams/appendToStream/unpackError.js';
import { convertToCommandError } from '@eventstore/db-client/dist/utils/CommandError.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type Put, requestOf } from './batch-request.js';
import type { Connection } from './connection.js';
import { neverArrived, neverBegun } from './failures.js';

/** The part of the call that is used here. */
type Service = InstanceType<typeof streamsService.StreamsClient>;
type Duplex = ReturnType<Service['batchAppend']>;

/** The call that is shared says nothing of this append that its caller could be told: it is to be put again, in a call of its own. */
export class NotShared extends Error {
  /** `mayBeStored`: whether it may be stored all the same. */
  constructor(
    override readonly cause: Error,
    readonly mayBeStored: boolean,
  ) {
    super('The shared call did not answer this append', { cause });
    this.name = 'NotShared';
  }
}

/**
 * Appends that are put at the same time, on one call: a call of its own costs each of them more than all the rest.
 *
 * | of the shared call | for an append on it |
 * | --- | --- |
 * | success, or another revision stands | that is the answer |
 * | any other error of it | put again in a call of its own, whose errors are known (`failures.ts`) |
 * | the call breaks, or the server ends it | likewise, each of them; whatever ended it, it may be stored unless the call was never begun |
 * | others are put on another call by now | answered; the call is ended after the last of them, since a server that winds down waits for that |
 * | an answer to what was not asked | passed by |
 *
 * On a call are only appends that are put over the connection over which it was opened: what they rest on was read over that one.
 * A call outlives its connection where the server lets what is under way come to its end: others open one of their own then.
 */
export class SharedAppends {
  /** The connection over which appends are put now, and its calls by the client of gRPC, which the client makes anew with each channel. */
  #connection = 0;
  #open = new WeakMap<Service, Duplex | Promise<Duplex>>();
  readonly #calls = new WeakMap<Duplex, SharedCall>();
  #standing: SharedCall | undefined;

  constructor(private readonly credentials: Connection['credentials']) {}

  /** `connection`: the number of the one that there is. @throws WrongExpectedVersionError @throws NotShared */
  async append(
    client: EventStoreDBClient,
    { connection, ...put }: Put & Readonly<{ connection: number }>,
  ): Promise<AppendResult> {
    if (connection !== this.#connection) this.#open = new WeakMap();
    this.#connection = connection;
    const options = { requiresLeader: true, credentials: this.credentials };
    const open = client['GRPCStreamCreator'](
      streamsService.StreamsClient,
      'sharedAppends',
      (service: Service) => service.batchAppend(...client['callArguments'](options, { deadline: Infinity })),
      this.#open,
    );
    const duplex = await open();
    const call = this.#calls.get(duplex) ?? new SharedCall(duplex);
    this.#calls.set(duplex, call);
    if (call !== this.#standing) this.#standing?.leave();
    this.#standing = call;
    return call.append(put);
  }
}

type Waiting = Readonly<{ resolve: (result: AppendResult) => void; reject: (error: Error) => void; name: string }>;

class SharedCall {
  readonly #waiting = new Map<string, Waiting>();
  #ended: Error | undefined;
  #hasAnswered = false;
  #isLeft = false;

  constructor(private readonly call: Duplex) {
    call.on('data', (answer: BatchAppendResp) => this.#answered(answer));
    call.on('error', (error) => this.#end(convertToCommandError(error) ?? error));
    for (const ending of ['end', 'close']) call.on(ending, () => this.#end(new Error('The server ended the call')));
    // Otherwise it stays half open, and is taken for the one to put appends on.
    call.on('end', () => call.end());
  }

  append(put: Put): Promise<AppendResult> {
    if (this.#ended) throw new NotShared(this.#ended, false);
    if (this.#isLeft) throw new NotShared(new Error('Others are put on another call'), false);
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, name: put.nameOnServer });
      this.call.write(requestOf(id, put));
    });
  }

  /** Nothing more is put on it. To half-close it would not do: the server then stops at the next answer, or never. */
  leave(): void {
    this.#isLeft = true;
    if (this.#waiting.size === 0) this.call.cancel();
  }

  #answered(answer: BatchAppendResp): void {
    this.#hasAnswered = true;
    const id = answer.getCorrelationId()?.getString() ?? '';
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#isLeft) this.leave();
    if (waiting === undefined) return;
    const success = answer.getSuccess();
    if (success === undefined) return void waiting.reject(errorIn(answer, waiting.name));
    const position = success.getPosition();
    waiting.resolve({
      success: true,
      nextExpectedRevision: BigInt(success.getCurrentRevision()),
      ...(position && {
        position: { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) },
      }),
    });
  }

  #end(error: Error): void {
    this.#ended ??= error;
    const mayBeStored = this.#hasAnswered || !neverBegun(this.#ended);
    for (const { reject } of this.#waiting.values()) reject(new NotShared(this.#ended, mayBeStored));
    this.#waiting.clear();
  }
}

function errorIn(answer: BatchAppendResp, name: string): Error {
  const status = answer.getError();
  if (status?.getDetails() === undefined)
    return new NotShared(new Error('The server answered without success or error'), true);
  const error = unpacked(status, name);
  return error instanceof WrongExpectedVersionError ? error : new NotShared(error, !neverArrived(error));
}

/** What it says in bytes that cannot be read is thrown by the client, where nobody waits for it. */
function unpacked(status: Parameters<typeof unpackToCommandError>[0], name: string): Error {
  try {
    return unpackToCommandError(status, name);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
