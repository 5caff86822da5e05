import type { ServiceError } from '@grpc/grpc-js';
import { eventTooLarge, notLeader, refusal, REFUSALS, tooLarge } from './protocol.js';

/**
 * An error in which a call to the server ends, and what becomes of it: `read` and `append` are the codes of the answer over HTTP to
 * a command whose reading or whose append ends so again and again; `others` says whether who asks something else waits as well after
 * two in a row, `follower` whether it asks again by itself or says so.
 */
export type ServerError = Readonly<{
  name: string;
  error: () => ServiceError;
  read: string;
  append: string;
  others: 'WAIT' | 'GO ON';
  follower: 'ASKS AGAIN' | 'SAYS SO';
}>;

type Row = readonly [name: string, error: () => ServiceError];

const AWAY = {
  read: '503 STORE_UNAVAILABLE',
  append: '503 OUTCOME_UNKNOWN',
  others: 'WAIT',
  follower: 'ASKS AGAIN',
} as const;
const DROPPED = { ...AWAY, others: 'GO ON' } as const;
const DENIED = {
  read: '503 STORE_REFUSES',
  append: '503 STORE_REFUSES',
  others: 'GO ON',
  follower: 'SAYS SO',
} as const;
const FAILED = { ...DENIED, append: '503 OUTCOME_UNKNOWN' } as const;
const TOO_LARGE = { ...DENIED, read: '413 TOO_LARGE_TO_STORE', append: '413 TOO_LARGE_TO_STORE' } as const;

const named = (code: number, exception: string, more: Record<string, string> = {}) =>
  refusal(code, `said of ${exception}`, exception, more);
const OF_A_GROUP = { 'stream-name': 'unit-1', 'group-name': 'g', reason: 'r' };

/** Each that the client's generated code has a class or a status for, and some that it does not know. */
const ROWS: readonly (readonly [Omit<ServerError, 'name' | 'error'>, readonly Row[]])[] = [
  [
    AWAY,
    [
      ['UNAVAILABLE: too busy', REFUSALS.BUSY],
      ['UNAVAILABLE: not ready', REFUSALS.NOT_READY],
      ['ABORTED: timed out', REFUSALS.TIMEOUT],
      ['DEADLINE_EXCEEDED', () => refusal(4, 'Deadline exceeded')],
      ['CANCELLED', () => refusal(1, 'Call cancelled by the server')],
      ['INTERNAL: a broken connection', () => refusal(13, 'Received RST_STREAM with code 2')],
      ['UNKNOWN: a broken connection', () => refusal(2, 'Stream removed')],
      ['not-leader without the one that leads', () => named(5, 'not-leader')],
      ['UNKNOWN: no leader', () => refusal(2, 'No leader info available in response')],
      ['RESOURCE_EXHAUSTED: too many frames', () => refusal(8, 'Bandwidth exhausted or memory limit exceeded')],
    ],
  ],
  // Sent on before it was looked at.
  [
    { ...AWAY, append: '503 STORE_UNAVAILABLE' },
    [['not-leader, and that node is away', () => notLeader('127.0.0.1', 1)]],
  ],
  [DROPPED, [['ABORTED: a slow consumer', REFUSALS.TOO_SLOW]]],
  [
    DENIED,
    [
      ['PERMISSION_DENIED: access-denied', REFUSALS.ACCESS_DENIED],
      ['PERMISSION_DENIED without a name', () => refusal(7, 'Access Denied')],
      ['UNAUTHENTICATED', REFUSALS.UNAUTHENTICATED],
      ['INVALID_ARGUMENT', () => refusal(3, "'x' is not a valid System.Guid")],
      ['ALREADY_EXISTS', () => refusal(6, 'It exists')],
      ['FAILED_PRECONDITION', () => refusal(9, 'Not now')],
      ['OUT_OF_RANGE', () => refusal(11, 'Beyond the end')],
      ['UNIMPLEMENTED', () => refusal(12, 'The service is unimplemented')],
    ],
  ],
  [
    FAILED,
    [
      ['UNKNOWN: the handler failed', REFUSALS.UNFORESEEN],
      ['UNKNOWN: HTTP 500', () => refusal(2, 'Received HTTP status code 500')],
      ['NOT_FOUND', () => refusal(5, 'Not found')],
      ['DATA_LOSS', () => refusal(15, 'Unrecoverable')],
      ['a status of no meaning', () => refusal(99, 'Unheard of')],
      ['no-stream', () => named(5, 'no-stream')],
      ['invalid-transaction', () => named(9, 'invalid-transaction')],
      ['scavenge-not-found', () => named(5, 'scavenge-not-found', { 'scavenge-id': '1' })],
      [
        'missing-required-metadata-property',
        () => named(3, 'missing-required-metadata-property', { 'required-metadata-properties': 'type' }),
      ],
      ['persistent-subscription-failed', () => named(13, 'persistent-subscription-failed', OF_A_GROUP)],
      ['persistent-subscription-does-not-exist', () => named(5, 'persistent-subscription-does-not-exist', OF_A_GROUP)],
      ['persistent-subscription-exists', () => named(6, 'persistent-subscription-exists', OF_A_GROUP)],
      ['persistent-subscription-dropped', () => named(1, 'persistent-subscription-dropped', OF_A_GROUP)],
      ['maximum-subscribers-reached', () => named(9, 'maximum-subscribers-reached', OF_A_GROUP)],
      ['user-not-found', () => named(5, 'user-not-found', { 'login-name': 'x' })],
      ['user-conflict', () => named(9, 'user-conflict', { 'login-name': 'x' })],
      ['unheard-of', () => named(2, 'unheard-of')],
      ...['wrong-expected-version', 'stream-deleted', 'maximum-append-size-exceeded'].map((name): Row => [
        `${name} without what belongs to it`,
        () => named(9, name),
      ]),
    ],
  ],
  [
    TOO_LARGE,
    [
      ['maximum-append-size-exceeded', () => tooLarge(1_048_576)],
      ['maximum-append-event-size-exceeded', () => eventTooLarge('x', 600_000, 524_288)],
      ['RESOURCE_EXHAUSTED: a message', () => refusal(8, 'Received message larger than max (20971520 vs 16777216)')],
    ],
  ],
];

export const SERVER_ERRORS: readonly ServerError[] = ROWS.flatMap(([fate, rows]) =>
  rows.map(([name, error]) => ({ name, error, ...fate })),
);
