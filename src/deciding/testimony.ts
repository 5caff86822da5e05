import { isDeepStrictEqual } from 'node:util';
import { ROLES, type Metadata, type Recorded } from '../kernel/event.js';
import { parseInstant } from '../kernel/instant.js';
import { CATEGORIES, isStreamName, prefixOf, streamName, type Category } from '../kernel/stream.js';
import type { Testimony } from '../log/testimony.js';
import { digestOf, eventIdOf } from './decision-identity.js';

type Check = readonly [holds: (event: Recorded, before: Recorded | undefined) => boolean, problem: string];

const FIELDS: Readonly<Record<keyof Metadata, true>> = {
  schema: true,
  recordedAt: true,
  mode: true,
  warnings: true,
  origin: true,
  policy: true,
  decision: true,
  command: true,
  correlationId: true,
  causationId: true,
  salt: true,
  signature: true,
};

const FIELDS_OF_COMMAND: Readonly<Record<keyof NonNullable<Metadata['command']>, true>> = {
  type: true,
  payload: true,
  gathered: true,
};

const DIGEST = /^[0-9a-f]{64}$/;
/** 16 bytes, base64url. */
const SALT = /^[A-Za-z0-9_-]{22}$/;

/** What all events of a decision have in common. */
const SHARED = ['recordedAt', 'mode', 'warnings', 'origin', 'policy', 'correlationId', 'signature'] as const;

const SHAPE: readonly Check[] = [
  [({ data }) => isObject(data), 'its data is no object'],
  [({ metadata }) => isObject(metadata), 'its metadata is no object'],
  [({ data, metadata: { command } }) => isComposed([data, command?.payload]), 'its text is not composed (NFC)'],
  [
    ({ metadata }) => Object.keys(metadata).every((field) => Object.hasOwn(FIELDS, field)),
    'its metadata has an unknown field',
  ],
  [
    ({ metadata: { recordedAt } }) => isText(recordedAt) && parseInstant(recordedAt) === recordedAt,
    'recordedAt is no instant',
  ],
  [({ metadata: { mode } }) => isMode(mode), 'its mode is neither an act nor a claim with its source'],
  [({ metadata: { warnings } }) => Array.isArray(warnings), 'its warnings are no list'],
  [
    ({ metadata: { origin } }) => isObject(origin) && isText(origin.subject) && isText(origin.name),
    'nobody is named as its origin',
  ],
  [({ metadata: { origin } }) => ROLES.includes(origin.role), 'its origin has an unknown role'],
  [({ metadata: { policy } }) => isCount(policy), 'its policy is no version'],
  [({ metadata: { correlationId } }) => isText(correlationId), 'it has no correlationId'],
  [({ metadata: { salt } }) => isText(salt) && SALT.test(salt), 'its salt is not 16 bytes in base64url'],
  [({ metadata: { decision } }) => isObject(decision) && isText(decision.key), 'it names no decision'],
  [
    ({ metadata: { decision } }) => isText(decision.digest) && DIGEST.test(decision.digest),
    'the digest of its decision is no SHA-256',
  ],
  [
    ({ metadata: { decision } }) => isCount(decision.count) && isCount(decision.index + 1),
    'it has no place in its decision',
  ],
];

const ITSELF: readonly Check[] = [
  [({ stream }) => isStreamName(stream), 'its stream has no name of ours'],
  [({ stream, data }) => isOwnStream(stream, data), 'its data is about another record than its stream'],
  [({ id, ...event }) => id === idOf(event), 'its id is not that of its caller, stream, key and place'],
  [
    ({ metadata: { command, decision } }) => (command === undefined) === decision.index > 0,
    'the command stands on the first event of a decision, and on no other',
  ],
  [
    ({ metadata: { command } }) =>
      command === undefined || (isText(command.type) && isObject(command.payload) && Array.isArray(command.gathered)),
    'its command cannot be read',
  ],
  [
    ({ metadata: { command = {} } }) => Object.keys(command).every((field) => Object.hasOwn(FIELDS_OF_COMMAND, field)),
    'its command has an unknown field',
  ],
  [
    ({ metadata }) => isDigestOfCommand(metadata),
    'the digest of its decision is not that of the command that was kept',
  ],
  [
    ({ data, metadata: { command } }) => command === undefined || saysWhatWasAsked(data, command.payload),
    'its data says something else than the command that was kept',
  ],
];

const IN_ITS_DECISION: readonly Check[] = [
  [(event, before) => followsOn(event, before), 'its decision has a gap: its index is not the next'],
  [
    ({ metadata }, before) => metadata.causationId === (metadata.decision.index === 0 ? undefined : before?.id),
    'its causationId is not the id of the event before it in its decision',
  ],
  [
    (event, before) => event.metadata.decision.index === 0 || sharesWith(event, before),
    'it differs from the event before it in what a decision says once',
  ],
];

/**
 * Holds each event to what it says of itself: shape, stream, id, digest of the command, place in its decision. All of it
 * can be made anew by one who knows how: that nothing was made anew only a signed checkpoint shows.
 */
export class DecisionTestimony implements Testimony {
  #before: Recorded | undefined;

  problemWith(event: Recorded): string | undefined {
    const before = this.#before;
    this.#before = event;
    for (const checks of [SHAPE, ITSELF, IN_ITS_DECISION]) {
      const failed = checks.find(([holds]) => !holds(event, before));
      if (failed) return failed[1];
    }
    return undefined;
  }

  problemAtEnd(): string | undefined {
    return isLast(this.#before) ? undefined : 'the last decision is not whole: events are missing at its end';
  }
}

function idOf({ stream, metadata: { origin, decision } }: Omit<Recorded, 'id'>): string {
  return eventIdOf(origin.subject, stream, decision.key, decision.index);
}

/** A caller may have left the day open: the command was kept with it filled in. */
function isDigestOfCommand({ command, mode, origin, decision }: Metadata): boolean {
  if (command === undefined) return true;
  const asked = { command: { type: command.type, data: command.payload }, mode, origin };
  return decision.digest === digestOf(asked) || decision.digest === digestOf({ ...asked, undated: true });
}

/** What a decision works out further than it was asked: points of lines, the terms of a question, the parts as they are then. */
const WORKED_OUT: ReadonlySet<string> = new Set(['lines', 'questions', 'parts', 'nominees', 'content']);

/**
 * What the event and its command both tell is the same, since an event is a copy of what was asked, with more beside it; when it happened is
 * told by both. What was left out, as of a secret vote, or added may only be seen by deciding again.
 */
export function saysWhatWasAsked(data: object, payload: object): boolean {
  const told: Readonly<Record<string, unknown>> = { ...data };
  return Object.entries(payload).every(
    ([field, asked]) =>
      WORKED_OUT.has(field) ||
      (field !== 'occurredOn' && !Object.hasOwn(told, field)) ||
      isDeepStrictEqual(told[field], asked),
  );
}

function followsOn({ stream, metadata: { decision } }: Recorded, before: Recorded | undefined): boolean {
  if (decision.index === 0) return isLast(before);
  return before?.stream === stream && before.metadata.decision.index + 1 === decision.index;
}

function isLast(event: Recorded | undefined): boolean {
  return event === undefined || event.metadata.decision.index + 1 === event.metadata.decision.count;
}

function sharesWith({ metadata }: Recorded, before: Recorded | undefined): boolean {
  const { index: _, ...decision } = metadata.decision;
  const { index: __, ...decisionBefore } = before?.metadata.decision ?? {};
  return (
    isDeepStrictEqual(decision, decisionBefore) &&
    SHARED.every((field) => isDeepStrictEqual(metadata[field], before?.metadata[field]))
  );
}

/** The ids in the data that name its stream, by the category of that. */
const NAMED_BY: Readonly<Record<Category, readonly [string, ...string[]]>> = {
  unit: ['unitId'],
  bloc: ['blocId'],
  rulebook: ['rulebookId'],
  emulationYear: ['blocId', 'year'],
  movement: ['movementId'],
  commendation: ['commendationId'],
  councilReview: ['councilReviewId'],
};

function isOwnStream(stream: string, data: object): boolean {
  const category = CATEGORIES.find((candidate) => stream.startsWith(prefixOf(candidate)));
  if (category === undefined) return false;
  const [first, ...more] = NAMED_BY[category].map((field) =>
    String((data as Readonly<Record<string, unknown>>)[field]),
  );
  return first !== undefined && streamName(category, first, ...more) === stream;
}

function isMode(mode: unknown): boolean {
  if (!isObject(mode)) return false;
  const { kind, source } = mode as Readonly<{ kind?: unknown; source?: Readonly<{ title?: unknown }> }>;
  return kind === 'ACT' ? source === undefined : kind === 'CLAIM' && isText(source?.title);
}

/** Whatever is asked for is brought to NFC before it is decided. */
function isComposed(value: unknown): boolean {
  const text = JSON.stringify(value);
  return text === text.normalize('NFC');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}
