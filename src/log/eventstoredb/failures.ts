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
import { StoreUnavailable } from '../event-store.js';
import { Silence } from './inflow.js';

/** Answers after which the same question may be put again: the server is away, busy, electing, or did not say. */
const PASSING = [UnavailableError, CancelledError, DeadlineExceededError, TimeoutError, NotLeaderError, Silence];

/** What the client throws, without a type of its own, when it has asked every node of a cluster in vain. */
const NOT_DISCOVERED = /^Failed to discover/;

/** The failure in the words of the port. What is neither known nor passing stays as it is. */
export function failureOf(error: unknown, where: string): unknown {
  if (error instanceof AccessDeniedError) {
    return new Error(
      `EventStoreDB at ${where} refuses this user: check user and password in the URL, and that the user may read $all and write`,
      { cause: error },
    );
  }
  if (error instanceof MaxAppendSizeExceededError) {
    return new Error(
      `EventStoreDB at ${where} takes no append above ${error.maxAppendSize} bytes: raise its MaxAppendSize`,
      { cause: error },
    );
  }
  return isPassing(error) ? new StoreUnavailable(`EventStoreDB at ${where}`, error) : error;
}

/** Of gRPC: UNKNOWN and INTERNAL, as a connection that breaks under a call is reported, among others. */
const BROKEN = [2, 13];

function isPassing(error: unknown): boolean {
  if (PASSING.some((kind) => error instanceof kind)) return true;
  if (error instanceof UnknownError) return error.code !== undefined && BROKEN.includes(error.code);
  return error instanceof Error && NOT_DISCOVERED.test(error.message);
}

/** What gRPC says of a call for which it found no connection. */
const NO_CONNECTION = /No connection established|Name resolution failed|Channel closed before call started/;

/** Whether the server cannot have seen the call. When in doubt it may have. */
export function neverArrived(error: unknown): boolean {
  return error instanceof UnavailableError && NO_CONNECTION.test(error.message);
}

/** What the server says of a position at which no record begins, as of much else that it did not foresee. */
const UNFORESEEN = 'Exception was thrown by handler';

/** Whether the server was asked for a position that is none of its own. */
export function isNoPlace(error: unknown): boolean {
  const { cause } = error instanceof StoreUnavailable ? error : {};
  return cause instanceof UnknownError && cause.message.includes(UNFORESEEN);
}
