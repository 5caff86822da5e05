import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  TimeoutError,
  UnavailableError,
  UnknownError,
} from '@eventstore/db-client';
import { AppendTooLarge } from '../append-limit.js';
import { StoreRefuses, StoreUnavailable } from '../event-store.js';
import { Silence } from './inflow.js';

type Kind = (error: unknown) => boolean;

const of =
  (...kinds: readonly (abstract new (...parts: never[]) => unknown)[]): Kind =>
  (error) =>
    kinds.some((kind) => error instanceof kind);

/** What the client throws, without a type of its own, when it has asked every node of a cluster in vain or was closed meanwhile. */
const notDiscovered: Kind = (error) => error instanceof Error && /^Failed to discover/.test(error.message);

/** What the server says of all that it did not foresee, such as a position at which no record begins. */
const unforeseen: Kind = (error) =>
  error instanceof UnknownError && error.message.includes('Exception was thrown by handler');

/** UNKNOWN and INTERNAL of gRPC. */
const BROKEN: readonly unknown[] = [2, 13];

/** How a connection that breaks under a call is reported. */
const broken: Kind = (error) => error instanceof UnknownError && BROKEN.includes(error.code);

/**
 * What an error of the server means:
 *
 * | meaning | the caller | others |
 * | --- | --- | --- |
 * | the store is away, busy, electing or silent | `StoreUnavailable`; it may ask again | after two in a row they wait too |
 * | it refuses, or would fail again | `StoreRefuses`, with the remedy | are not held up |
 * | it takes no such append | an error with the remedy | are not held up |
 *
 * The first line that fits counts. What fits none stays as it is.
 */
const MEANINGS: readonly (readonly [kind: Kind, meaning: (store: string, error: unknown) => Error])[] = [
  [
    of(AccessDeniedError),
    (store, error) =>
      new StoreRefuses(
        `${store} refuses this user: check user and password in the URL, and that the user may read $all and write`,
        error,
      ),
  ],
  [unforeseen, (store, error) => new StoreRefuses(`${store} fails at this question: its own log says why`, error)],
  [
    of(MaxAppendSizeExceededError),
    (store, error) =>
      new AppendTooLarge(
        `${store} takes no append above ${limitIn(error)} bytes: raise its MaxAppendSize`,
        limitIn(error),
        error,
      ),
  ],
  [
    of(UnavailableError, CancelledError, DeadlineExceededError, TimeoutError, NotLeaderError, Silence),
    (store, error) => new StoreUnavailable(store, error),
  ],
  [broken, (store, error) => new StoreUnavailable(store, error)],
  [notDiscovered, (store, error) => new StoreUnavailable(store, error)],
];

/** The failure in the words of the port. `store` is what messages call it. */
export function failureOf(error: unknown, store: string): unknown {
  return MEANINGS.find(([kind]) => kind(error))?.[1](store, error) ?? error;
}

function limitIn(error: unknown): number | undefined {
  return error instanceof MaxAppendSizeExceededError ? error.maxAppendSize : undefined;
}

/** What gRPC says of a call for which it found no connection. */
const NO_CONNECTION = /No connection established|Name resolution failed|Channel closed before call started/;

/** Whether the server cannot have seen the call, or refused it unseen. When in doubt it may have. */
export function neverArrived(error: unknown): boolean {
  return error instanceof AccessDeniedError || (error instanceof UnavailableError && NO_CONNECTION.test(error.message));
}

/** Whether the server failed at what it did not foresee: a position that is none of its own, or anything else. */
export function isUnforeseen(error: unknown): boolean {
  return error instanceof StoreRefuses && unforeseen(error.cause);
}
