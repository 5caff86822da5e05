import { MongoAPIError, MongoBulkWriteError, MongoError, MongoServerClosedError, MongoServerError } from 'mongodb';

/** Says that the server is busy, away or giving way to another, not that the request is wrong. */
const PASSING = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernFailed
  89, // NetworkTimeout
  91, // ShutdownInProgress
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

/** What Node says of a connection that broke or cannot be made. The driver lets some of it through as it came. */
const CONNECTION_LOST = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENOTCONN',
  'ENOTFOUND',
  'EPIPE',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_WRITE_AFTER_END',
  'ETIMEDOUT',
]);

/** Whether the server is away or busy, and the request may be right. Known by code and cause, since not every failure comes in a class of the driver. */
export function isPassing(error: unknown): boolean {
  // A bulk write wraps what kept it from being sent or answered.
  if (error instanceof MongoBulkWriteError && error.errorResponse instanceof Error)
    return isPassing(error.errorResponse);
  if (error instanceof MongoServerError) return PASSING.has(Number(error.code));
  // A closed client or a wrong argument is a mistake of ours and stays one.
  if (error instanceof MongoAPIError) return error instanceof MongoServerClosedError;
  if (error instanceof MongoError) return true;
  return error instanceof Error && (isConnectionLost(error) || isPassing(error.cause));
}

function isConnectionLost({ code }: NodeJS.ErrnoException): boolean {
  return code !== undefined && CONNECTION_LOST.has(code);
}
