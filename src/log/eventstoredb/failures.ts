import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  isCommandError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { AppendTooLarge } from '../append-limit.js';
import { StoreRefuses, StoreUnavailable } from '../event-store.js';
import { Silence } from './inflow.js';

/** What an error of the server means, in the words of the port. */
type Meaning = Readonly<{
  /** What its caller gets. `store` is what messages call the server. */
  failure: (store: string, error: Error) => Error;
  /** Whether after two in a row others wait as well before they ask. */
  isAbsence: boolean;
  /** Whether an append that ended so may be stored all the same. */
  mayBeStored: boolean;
}>;

const unavailable: Meaning['failure'] = (store, error) => new StoreUnavailable(store, error);
const failing: Meaning['failure'] = (store, error) =>
  new StoreRefuses(`${store} fails at this question (${error.message}): its own log says why`, error);

/**
 * Whoever gets `StoreUnavailable` may ask again, and followers do so by themselves. `StoreRefuses` and `AppendTooLarge` would
 * come again until what they name is mended: followers say so and end.
 */
const MEANINGS = {
  /** Away, busy, electing or silent. */
  AWAY: { failure: unavailable, isAbsence: true, mayBeStored: true },
  /** There was no connection on which to send the call, or a node took it that sends callers on before it looks at their call. */
  UNREACHED: { failure: unavailable, isAbsence: true, mayBeStored: false },
  /** It ends this one subscription, and takes it up again when asked. */
  DROPPED: { failure: unavailable, isAbsence: false, mayBeStored: true },
  DENIED: {
    failure: (store, error) =>
      new StoreRefuses(
        `${store} refuses this user: check user and password in the URL, and that the user may read $all and write`,
        error,
      ),
    isAbsence: false,
    mayBeStored: false,
  },
  /** It failed at what it did not foresee, and would again. */
  FAILED: { failure: failing, isAbsence: false, mayBeStored: true },
  /** It did not begin with what it was asked. */
  NOT_BEGUN: { failure: failing, isAbsence: false, mayBeStored: false },
  TOO_LARGE: {
    failure: tooLarge,
    isAbsence: false,
    mayBeStored: false,
  },
  /** No failure but an answer: who asked makes something of it. Where another revision stands, that may be the same append. */
  ANSWERED: { failure: (_, error) => error, isAbsence: false, mayBeStored: true },
  /** Likewise, of a stream that is there no more, or never was: nothing was stored in it by that call. */
  GONE: { failure: (_, error) => error, isAbsence: false, mayBeStored: false },
} as const satisfies Record<string, Meaning>;

type Kind = (error: Error) => boolean;

const of =
  (...kinds: readonly (abstract new (...parts: never[]) => unknown)[]): Kind =>
  (error) =>
    kinds.some((kind) => error instanceof kind);

const saying =
  (words: RegExp, kind: Kind = () => true): Kind =>
  (error) =>
    kind(error) && words.test(error.message);

/** By the status of gRPC, where the client has no class for it. */
const coded =
  (...codes: readonly number[]): Kind =>
  (error) =>
    error instanceof UnknownError && codes.includes(error.code ?? -1);

const CANCELLED = 1;
const UNKNOWN = 2;
const INVALID_ARGUMENT = 3;
const ALREADY_EXISTS = 6;
const PERMISSION_DENIED = 7;
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;
const OUT_OF_RANGE = 11;
const UNIMPLEMENTED = 12;
const INTERNAL = 13;

/** What the server says of all that it did not foresee, such as a position at which no record begins; 25.0 has words for that. */
const unforeseen: Kind = (error) =>
  saying(/Exception was thrown by handler/, coded(UNKNOWN))(error) ||
  saying(/invalid position/, coded(INVALID_ARGUMENT))(error);

/** The server has a name for it that the client does not know: it answers, and its connection holds. */
const named: Kind = (error) =>
  error instanceof UnknownError && (error._raw?.metadata?.get('exception').length ?? 0) > 0;

/** The first line that fits says what an error means. An error of the client that fits none would come again: `FAILED`. */
const TABLE: readonly (readonly [kind: Kind, meaning: keyof typeof MEANINGS])[] = [
  [of(WrongExpectedVersionError), 'ANSWERED'],
  [of(StreamDeletedError, StreamNotFoundError), 'GONE'],
  [of(AccessDeniedError), 'DENIED'],
  [coded(PERMISSION_DENIED), 'DENIED'],
  [of(MaxAppendSizeExceededError), 'TOO_LARGE'],
  [saying(/Maximum Append Event Size/, coded(INVALID_ARGUMENT)), 'TOO_LARGE'],
  [saying(/message.*(larger than|exceeds)/i, coded(RESOURCE_EXHAUSTED)), 'TOO_LARGE'],
  [saying(/Consumer too slow/, of(TimeoutError)), 'DROPPED'],
  [
    saying(/No connection established|Name resolution failed|Channel closed before call started/, of(UnavailableError)),
    'UNREACHED',
  ],
  [of(NotLeaderError), 'UNREACHED'],
  // What the client throws, without a class of its own, where it asked every node in vain or was closed meanwhile: it says so in
  // place of a channel on which to send; and what gRPC throws where the client closed the channel in the turn in which it was put.
  [saying(/^(Failed to discover|Channel has been shut down$)/), 'UNREACHED'],
  [of(UnavailableError, CancelledError, DeadlineExceededError, TimeoutError, Silence), 'AWAY'],
  [unforeseen, 'FAILED'],
  // Of a proxy, or of a server that put letters of a stream's name into a header which takes ASCII alone.
  [saying(/Received HTTP status code/, coded(UNKNOWN)), 'FAILED'],
  [named, 'FAILED'],
  // How a connection that breaks under a call is reported.
  [coded(UNKNOWN, INTERNAL, CANCELLED, RESOURCE_EXHAUSTED), 'AWAY'],
  [coded(INVALID_ARGUMENT, ALREADY_EXISTS, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED), 'NOT_BEGUN'],
];

function meaningOf(error: unknown): Meaning | undefined {
  if (!(error instanceof Error)) return undefined;
  const meaning = TABLE.find(([kind]) => kind(error))?.[1];
  return meaning === undefined && !isCommandError(error) ? undefined : MEANINGS[meaning ?? 'FAILED'];
}

/** The failure in the words of the port. `store` is what messages call it. What is no error of the server stays as it is. */
export function failureOf(error: unknown, store: string): unknown {
  return meaningOf(error)?.failure(store, error as Error) ?? error;
}

/** Whether the server refuses it to this user. */
export function isDenied(error: unknown): error is StoreRefuses {
  return error instanceof StoreRefuses && meaningOf(error.cause) === MEANINGS.DENIED;
}

/** Whether the server is away, or seems to be, and not only this caller is concerned. */
export function isAbsence(error: unknown): boolean {
  return meaningOf(error)?.isAbsence ?? false;
}

/** Whether the server cannot have seen the call, or refused it unseen. When in doubt it may have. */
export function neverArrived(error: unknown): boolean {
  return meaningOf(error)?.mayBeStored === false;
}

/**
 * Whether the server cannot have taken any of what was put on a call that ended so. That another node leads, or that something is
 * wrong with one of them, it says when it comes to that one: it may have taken others before.
 */
export function neverBegun(error: unknown): boolean {
  const meaning = meaningOf(error);
  return meaning === MEANINGS.DENIED || (meaning === MEANINGS.UNREACHED && !(error instanceof NotLeaderError));
}

/** Whether the server failed at what it did not foresee: a position that is none of its own, or anything else. */
export function isUnforeseen(error: unknown): boolean {
  return error instanceof StoreRefuses && error.cause instanceof Error && unforeseen(error.cause);
}

function tooLarge(store: string, error: Error): AppendTooLarge {
  const { remedy, ...exceeded } = exceededBy(error);
  const message = `${store} takes no append above its ${exceeded.named}: ${remedy}`;
  return new AppendTooLarge(message, { ...exceeded, cause: error });
}

type Exceeded = Pick<AppendTooLarge, 'limit' | 'setting' | 'named'> & Readonly<{ remedy: string }>;

function exceededBy(error: Error): Exceeded {
  if (error instanceof MaxAppendSizeExceededError) {
    const limit = error.maxAppendSize;
    const setting = 'MaxAppendSize';
    return { limit, setting, named: `${setting} of ${limit} bytes`, remedy: `raise its ${setting}` };
  }
  const [, bytes] = /of (\d+)/.exec(error.message) ?? [];
  if (bytes !== undefined) {
    const setting = 'MaxAppendEventSize';
    return {
      limit: Number(bytes),
      setting,
      named: `${setting} of ${bytes} bytes`,
      remedy: `leave its ${setting} unset`,
    };
  }
  return { limit: undefined, setting: undefined, named: 'largest message, some 16 MB', remedy: 'no setting raises it' };
}
