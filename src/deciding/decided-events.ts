import type { Command } from '../kernel/decider.js';
import type { Event, Gathered, Metadata, Mode, NewEvent, Origin, Warning } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';
import { eventIdOf } from './decision-identity.js';
import type { EventSchemas } from '../log/upcasting.js';

/** A command with all that its decision needs, stamped at the edge. */
export type CommandRequest<C extends Command = Command> = Readonly<{
  stream: string;
  command: C;
  mode: Mode;
  origin: Origin;
  /** Facts of other streams, with where they were read. */
  gathered: readonly Gathered[];
  /** The caller's name for this one command; scoped to `origin.subject`. */
  idempotencyKey: string;
  correlationId: string;
  /** Version of the table of rights that let it in. */
  policy: number;
  /** Decide only if the stream is still at that revision (`If-Match`); otherwise on whatever it has become. */
  ifMatch?: number | 'absent';
  /** The caller named no day; `occurredOn` is the one it came in on. */
  undated?: true;
  /** Detached, of the actor over the command. */
  signature?: string;
}>;

/** What a caller says about a command beside the command itself. */
export type Requested = Omit<CommandRequest, 'stream' | 'command' | 'gathered'>;

/** A command as it comes to the log: which slice decides it, and what its caller says about it. */
export type Asked = Readonly<{ slice: string; command: Command; requested: Requested }>;

/** What the shell adds to a request. */
export type Stamp = Readonly<{
  now: Instant;
  /** Of the request: `digestOf`. */
  digest: string;
  /** Id of the first event of the decision. */
  firstId: string;
  schemas: EventSchemas;
  /** A new one for each event. */
  salt: () => string;
}>;

const SALT_BYTES = 16;
const SALTS_AT_ONCE = 256;

/** Salts of 16 bytes, base64url. Drawn in bulk: one call of the kernel for each event would cost more than its digest. */
export function saltsFrom(randomBytes: (size: number) => Buffer): () => string {
  let pool: Buffer = Buffer.alloc(0);
  return () => {
    if (pool.length === 0) pool = randomBytes(SALT_BYTES * SALTS_AT_ONCE);
    const salt = pool.toString('base64url', 0, SALT_BYTES);
    pool = pool.subarray(SALT_BYTES);
    return salt;
  };
}

/** The facts of one accepted decision with everything kept beside them. The command rides on the first of them only. */
export function decidedEvents<E extends Event>(
  { events, warnings }: Readonly<{ events: readonly E[]; warnings: readonly Warning[] }>,
  request: CommandRequest,
  stamp: Stamp,
): readonly NewEvent<E>[] {
  const { command, mode, origin, gathered, policy, correlationId, signature } = request;
  const idOf = (index: number): string =>
    index === 0 ? stamp.firstId : eventIdOf(origin.subject, request.stream, request.idempotencyKey, index);
  const shared = {
    recordedAt: stamp.now,
    mode,
    warnings,
    origin,
    policy,
    correlationId,
    ...(signature === undefined ? {} : { signature }),
  };
  return events.map((event, index) => {
    const metadata: Metadata = {
      schema: stamp.schemas.versionOf(event.type),
      decision: { key: request.idempotencyKey, digest: stamp.digest, index, count: events.length },
      salt: stamp.salt(),
      ...shared,
      ...(index === 0
        ? { command: { type: command.type, payload: command.data, gathered } }
        : { causationId: idOf(index - 1) }),
    };
    const { type, data } = event;
    return { id: idOf(index), type, data, metadata } as NewEvent<E>;
  });
}
