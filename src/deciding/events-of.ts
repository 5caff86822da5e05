import { defined } from '../kernel/defined.js';
import type { Event, Metadata, NewEvent, Warning } from '../kernel/event.js';
import type { Instant } from '../kernel/instant.js';
import type { EventSchemas } from '../log/upcasting.js';
import { eventIdOf } from './decision-identity.js';
import type { CommandRequest } from './request.js';

/** What deciding adds to a request. */
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
export function eventsOf<E extends Event>(
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
    ...defined({ signature }),
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
