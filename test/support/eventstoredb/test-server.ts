import { setTimeout as pause } from 'node:timers/promises';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import grpc from '@grpc/grpc-js';
import type { Server, ServiceError } from '@grpc/grpc-js';
import { Gate } from '../gate.js';
import { metServer } from '../servers-met.js';
import { Flushing } from './flushing.js';
import { clusterOf, type Member } from './gossip.js';
import { nameIn, notLeader, REFUSALS } from './protocol.js';
import { Reading } from './reading.js';
import { type Account, EVERYTHING, has, type Right } from './rights.js';
import { LARGEST_MESSAGE, SizeOfAppend } from './sizes.js';
import { TransactionLog } from './transaction-log.js';
import { countsWholeEvents, firstCheckpointOf } from './versions.js';
import { answering, append, batchAppend, type Course, softDelete, tombstone } from './writing.js';

export type TestServerOptions = Readonly<{
  /** A file in which the log outlives the process. */
  file?: string;
  /** The log that the nodes of a cluster share: what one writes, all have at once. */
  log?: TransactionLog;
  /** What the server says that it is, and behaves like; 23.10.6 unless another is named. */
  version?: string;
  /** Key and certificate (PEM). The server then speaks TLS, asks who is there, and heeds what each user may. */
  tls?: Readonly<{ key: Buffer; certificate: Buffer; users: Readonly<Record<string, Account>> }>;
}>;

/** A fault of one append: its connection breaks before or after it is stored, or it is refused. */
export type Mishap = 'CUT_BEFORE' | 'CUT_AFTER' | keyof typeof REFUSALS | ServiceError;

/** The server runs so many calls of one connection at once; the next waits. */
const MOST_CALLS = 100;

/** What the client calls the version of a server that does not tell its own. */
const VERY_OLD = 'unknown';

const SYSTEM_STREAM = '$settings';

/** A node parted from the others: what it takes itself for, its own log, and how much of that all have. */
type Apart = Readonly<{ as: 'LEADER' | 'UNKNOWN'; log: TransactionLog; shared: number }>;

/** What a call to a stream is about. */
type Wanted = readonly [right: Right, stream: string];

/**
 * A server that speaks the streams protocol of EventStoreDB, as far as the engine uses it. docs/eventstoredb.md says
 * where each behaviour was taken from. A gate before it can break and refuse connections while the server keeps its
 * log.
 */
export class TestServer {
  readonly log: TransactionLog;
  readonly flushing: Flushing;
  readonly gate: Gate;
  /** Faults of the next appends, one each. */
  readonly mishaps: Mishap[] = [];
  /**
   * The leader of the cluster, by default this server. Clients are sent there with calls that only a leader answers.
   */
  leaderPort: number | undefined;
  /** Lost its quorum: gossip names no leader. */
  leaderless = false;
  /** Whether who has not said who they are may ask it for gossip, as they may unless that is set otherwise. */
  gossipsWithAll = true;
  /** Who gossip names: of a server alone whoever leads. */
  members: () => readonly Member[] = () => {
    return [{ port: this.leaderPort ?? this.gate.port, state: this.leaderless ? 'UNKNOWN' : 'LEADER', isAlive: true }];
  };
  /** Refuses every call while it is set. */
  refuses: ServiceError | undefined;
  /** Without TLS: whether streams may be deleted, ended and their metadata set, as each may who is known unless rights are set. */
  mayRemove = true;
  /** Stores whatever revision is expected, as nothing does that is an EventStoreDB. */
  letsAllWin = false;
  /** `MaxAppendSize`, in bytes: as in our compositions. */
  maxAppendSize = 4 * 1024 * 1024;
  /** `MaxAppendEventSize`, in bytes, which is not set. */
  maxAppendEventSize = Infinity;
  /** Faults of the next readings, one each; for ever where a function says which of them fail. */
  readonly readMishaps: ServiceError[] = [];
  failsToRead: (request: ReadReq) => ServiceError | undefined = () => this.readMishaps.shift();
  /** Ends the question for its version, as long as it is set. */
  failsToSay: ServiceError | undefined;
  /** How often each event of a subscription is sent. */
  copies = 1;
  /** Milliseconds before each append is stored. */
  delay = 0;
  /** Milliseconds before that reading is answered. */
  readDelay: (request: ReadReq) => number = () => 0;
  /** Whether it ends that reading in peace before it said anything, as one that winds down. */
  endsAtOnce: (request: ReadReq) => boolean = () => false;
  /** Awaited before a search is answered, as by a server that has much to look at. */
  holdsSearch: () => Promise<void> = async () => undefined;
  /** The highest number of appends that were delayed at the same time. */
  mostDelayed = 0;
  readonly calls: string[] = [];
  /** Calls of BatchAppend that stand. */
  readonly shared = new Set<unknown>();
  /** All readings so far, subscriptions included. */
  readonly readings: Reading[] = [];
  readonly #server: Server;
  readonly #version: string;
  #port = 0;
  #delayed = 0;
  #apart: Apart | undefined;
  /** With what no majority has confirmed, which no reader is shown. */
  #unconfirmed: TransactionLog | undefined;
  readonly #users: Readonly<Record<string, Account>> | undefined;

  private constructor({ file, log = new TransactionLog(file), version = '23.10.6', tls }: TestServerOptions) {
    this.#version = version;
    this.#users = tls?.users;
    this.log = log;
    this.flushing = new Flushing(() => this.log.sync());
    if (this.log.records.length === 0) this.foreign(SYSTEM_STREAM, '$UserCreated');
    this.gate = new Gate(() => ({ host: '127.0.0.1', port: this.#port }));
    this.#server = new grpc.Server({
      'grpc.max_receive_message_length': LARGEST_MESSAGE,
      'grpc.max_concurrent_streams': MOST_CALLS,
    });
    const wholeEvents = countsWholeEvents(version);
    const course = (metadata: grpc.Metadata): Course => ({
      before: () => this.#before(),
      after: () => this.#after(),
      heeds: (stream, expected) => {
        this.#assertMay(metadata, '$w', stream);
        return this.letsAllWin ? 'any' : expected;
      },
      refused: () => this.#keptOut(metadata),
      size: () => new SizeOfAppend(wholeEvents, this),
    });
    const entered = (method: string, metadata: grpc.Metadata, wanted?: Wanted): ServiceError | undefined => {
      this.calls.push(method);
      return this.#keptOut(metadata, wanted);
    };
    const removing = <T>(call: Removal, callback: grpc.sendUnaryData<T>, remove: () => T): void => {
      const refused = this.#refused(call.metadata, ['$d', nameIn(call.request.getOptions()?.getStreamIdentifier())]);
      if (refused) callback(refused);
      else callback(null, remove());
    };
    const streams: IStreamsServer = {
      read: (call) => {
        const refused = entered('read', call.metadata, wantedBy(call.request)) ?? this.failsToRead(call.request);
        if (refused) call.emit('error', refused);
        else void this.#answer(call);
      },
      append: (call, callback) => {
        const refused = entered('append', call.metadata);
        const appended = refused ? Promise.reject(refused) : append(() => this.#written(), call, course(call.metadata));
        answering(callback)(appended);
      },
      batchAppend: (call) => {
        const refused = entered('batchAppend', call.metadata);
        if (refused) return void call.emit('error', refused);
        this.shared.add(call.on('cancelled', () => this.shared.delete(call)));
        batchAppend(() => this.#written(), call, course(call.metadata));
      },
      delete: (call, callback) => removing(call, callback, () => softDelete(this.log, call)),
      tombstone: (call, callback) => removing(call, callback, () => tombstone(this.log, call)),
    };
    this.#server.addService(streamsService.StreamsService, streams);
    if (version !== VERY_OLD) {
      this.#server.addService(featuresService.ServerFeaturesService, {
        getSupportedMethods: (_: unknown, callback: grpc.sendUnaryData<features.SupportedMethods>) =>
          callback(this.failsToSay ?? null, supportedMethods(version)),
      });
    }
    this.#server.addService(gossipService.GossipService, {
      read: (call: grpc.ServerUnaryCall<unknown, unknown>, callback: grpc.sendUnaryData<gossip.ClusterInfo>) => {
        this.calls.push('gossip');
        const refused = this.gossipsWithAll ? undefined : this.#refused(call.metadata);
        if (refused) callback(refused);
        else callback(null, clusterOf(this.members()));
      },
    });
  }

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    metServer('EventStoreDB', 'the in-repo server', false);
    const server = new TestServer(options);
    server.#port = await bound(server.#server, options.tls);
    await server.gate.open();
    return server;
  }

  get url(): string {
    return this.#users ? `localhost:${this.gate.port}` : `esdb://127.0.0.1:${this.gate.port}?tls=false`;
  }

  /** Appends an event of the server itself or of another application, with what that says beside it. */
  foreign(stream: string, type = 'Foreign', beside: object = {}): void {
    const [data, metadata] = [Buffer.from('{}'), Buffer.from(JSON.stringify(beside))];
    this.log.write(stream, 'any', [{ id: crypto.randomUUID(), type, contentType: 'application/json', data, metadata }]);
  }

  /** This node as it names itself. */
  get member(): Member {
    const { port, isOpen } = this.gate;
    const follows = this.leaderPort !== undefined && this.leaderPort !== port;
    const state = this.leaderless ? 'UNKNOWN' : (this.#apart?.as ?? (follows ? 'FOLLOWER' : 'LEADER'));
    return { port, state, isAlive: isOpen };
  }

  /** Whether it was parted from the other nodes. */
  get isApart(): boolean {
    return this.#apart !== undefined;
  }

  /** The log as this node has it: that of the cluster, unless it was parted from the others. */
  get shownLog(): TransactionLog {
    return this.#apart?.log ?? this.log;
  }

  /** What is appended from now on is stored here and confirmed by no majority: it is shown to no reader, and not answered. */
  holdReplication(): void {
    this.#unconfirmed = this.log.copy();
  }

  /** A majority has what was appended here. */
  replicate(): void {
    const confirmed = this.#unconfirmed;
    this.#unconfirmed = undefined;
    if (confirmed) this.log.adopt(confirmed);
  }

  /**
   * Cut off from the other nodes, but not from us: it hears of nothing that they write from now on, and what it takes itself is
   * confirmed by none of them. Until it has noticed it takes itself for the leader that it was, and then for `UNKNOWN`.
   */
  losePeers(as: Apart['as'] = 'LEADER'): void {
    this.#part(as);
  }

  /** Whether it took anything that no majority has. */
  get hasUnconfirmed(): boolean {
    return this.#written().records.length > this.shownLog.records.length;
  }

  /** Hangs. What the others write from now on it does not know. */
  fallAsleep(): void {
    this.losePeers();
    this.gate.hold(true);
  }

  /** Answers again, as the leader that it was and with what it knew then: it has not heard yet that it was replaced. */
  wake(): void {
    this.gate.hold(false);
  }

  /** Starts again, cut off from the others: it knows no leader, and shows what is written to `shownLog`, which never had a quorum. */
  startCutOff(): void {
    this.#part('UNKNOWN');
    this.gate.cut();
  }

  /** Joins the others again. What it alone had is gone; a real node starts again in order to truncate that. */
  rejoin(): void {
    const apart = this.#apart;
    this.#apart = undefined;
    this.#unconfirmed = undefined;
    if (apart && apart.log.records.length > apart.shared) this.gate.cut();
    apart?.log.tell();
  }

  #part(as: Apart['as']): void {
    this.#apart ??= { as, log: this.log.copy(), shared: this.log.records.length };
    this.#apart = { ...this.#apart, as };
    this.#unconfirmed ??= this.shownLog.copy();
  }

  /** The log that appends go to. */
  #written(): TransactionLog {
    return this.#unconfirmed ?? this.log;
  }

  /** The name of the user and the groups, of a server that asks for them. */
  #userOf(metadata: grpc.Metadata): readonly string[] | undefined {
    const [authorization = ''] = metadata.get('authorization');
    const found = Object.entries(this.#users ?? {}).find(
      ([name, { password }]) => authorization === `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
    );
    return found && [found[0], ...(found[1].groups ?? [])];
  }

  #refused(metadata: grpc.Metadata, wanted?: Wanted): ServiceError | undefined {
    if (this.#users === undefined)
      return !this.mayRemove && wanted?.[0] === '$d' ? REFUSALS.ACCESS_DENIED() : undefined;
    const user = this.#userOf(metadata);
    if (user === undefined) return REFUSALS.UNAUTHENTICATED();
    return wanted === undefined || has(this.log, user, ...wanted) ? undefined : REFUSALS.ACCESS_DENIED();
  }

  /** Why nothing is taken from that caller now. */
  #keptOut(metadata: grpc.Metadata, wanted?: Wanted): ServiceError | undefined {
    return this.refuses ?? this.#refused(metadata, wanted) ?? this.#sentOn(metadata);
  }

  #assertMay(metadata: grpc.Metadata, right: Right, stream: string): void {
    const refused = this.#refused(metadata, [right, stream]);
    if (refused) throw refused;
    if (!this.mayRemove && stream.startsWith('$$')) throw REFUSALS.ACCESS_DENIED();
  }

  async stop(): Promise<void> {
    await this.gate.shut();
    this.#server.forceShutdown();
  }

  #sentOn(metadata: grpc.Metadata): ServiceError | undefined {
    if (this.#apart?.as === 'LEADER') return undefined;
    if (this.#apart && metadata.get('requires-leader')[0] === 'true') return REFUSALS.NOT_READY();
    const port = this.leaderPort ?? this.gate.port;
    if (port === this.gate.port || metadata.get('requires-leader')[0] !== 'true') return undefined;
    return notLeader('127.0.0.1', port);
  }

  async #answer(call: grpc.ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    const delay = this.readDelay(call.request);
    if (delay > 0) await pause(delay, undefined, { ref: false });
    if (this.endsAtOnce(call.request)) return void call.end();
    const reading = this.#reading(call);
    if (reading.isSearch) await this.holdsSearch();
    await reading.answer();
  }

  #reading(call: grpc.ServerWritableStream<ReadReq, ReadResp>): Reading {
    const reading = new Reading(() => this.shownLog, call, {
      copies: this.copies,
      firstCheckpoint: firstCheckpointOf(this.#version),
    });
    this.readings.push(reading);
    return reading;
  }

  async #before(): Promise<void> {
    this.#delayed += 1;
    this.mostDelayed = Math.max(this.mostDelayed, this.#delayed);
    if (this.delay > 0) await pause(this.delay);
    this.#delayed -= 1;
    const mishap = this.mishaps[0];
    if (mishap === undefined || mishap === 'CUT_AFTER') return;
    this.mishaps.shift();
    if (mishap === 'CUT_BEFORE') this.gate.cut();
    throw refusalOf(mishap);
  }

  async #after(): Promise<void> {
    if (this.mishaps[0] === 'CUT_AFTER') {
      this.mishaps.shift();
      this.gate.cut();
      throw refusalOf('CUT_AFTER');
    }
    // Of a node that joins the others meanwhile it is undone, and is no success either.
    const isUnconfirmed = this.#unconfirmed !== undefined;
    await this.flushing.flushed();
    if (isUnconfirmed) throw REFUSALS.TIMEOUT();
  }
}

/** For a connection that was cut the error does not matter, since it never arrives. */
function refusalOf(mishap: Mishap): ServiceError {
  if (typeof mishap !== 'string') return mishap;
  return mishap === 'CUT_BEFORE' || mishap === 'CUT_AFTER' ? REFUSALS.BUSY() : REFUSALS[mishap]();
}

type Removal = Readonly<{
  metadata: grpc.Metadata;
  request: Readonly<{ getOptions: () => { getStreamIdentifier: () => StreamIdentifier | undefined } | undefined }>;
}>;

function wantedBy(request: ReadReq): Wanted {
  const stream = request.getOptions()?.getStream();
  return ['$r', stream === undefined ? EVERYTHING : nameIn(stream.getStreamIdentifier())];
}

function bound(server: Server, tls: TestServerOptions['tls']): Promise<number> {
  const credentials = tls
    ? grpc.ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }])
    : grpc.ServerCredentials.createInsecure();
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', credentials, (error, port) => (error ? reject(error) : resolve(port)));
  });
}

/** The client asks for this before it uses BatchAppend. */
function supportedMethods(version: string): features.SupportedMethods {
  const method = new features.SupportedMethod()
    .setServiceName('event_store.client.streams.Streams')
    .setMethodName('batchappend');
  return new features.SupportedMethods().setEventStoreServerVersion(version).setMethodsList([method]);
}
