import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { digestOf, eventIdOf } from '../../src/deciding/decision-identity.js';
import { eventsOf, saltsFrom } from '../../src/deciding/events-of.js';
import { DecisionTestimony } from '../../src/deciding/testimony.js';
import type { Metadata, Position, Recorded } from '../../src/kernel/event.js';
import { instantOf } from '../../src/kernel/instant.js';
import { SCHEMAS } from '../../src/slices.js';
import { METADATA, NOON } from '../support/store-events.js';

const stream = 'unit-dien-bien';
const request = {
  stream,
  command: { type: 'RenameTwice', data: { unitId: 'dien-bien' } },
  mode: { kind: 'ACT' },
  origin: METADATA.origin,
  gathered: [],
  idempotencyKey: 'khoá',
  correlationId: 'correlation',
  policy: 1,
} as const;

/** One decision of three events. */
const DECIDED: readonly Recorded[] = eventsOf(
  { events: ['A', 'B', 'C'].map((type) => ({ type, data: { unitId: 'dien-bien' } })), warnings: [] },
  request,
  {
    now: NOON,
    digest: digestOf(request),
    firstId: eventIdOf(request.origin.subject, stream, request.idempotencyKey, 0),
    schemas: SCHEMAS,
    salt: saltsFrom(randomBytes),
  },
).map((event, revision) => ({ ...event, stream, revision, position: `${revision + 1}` as Position }));

/** The problems of the events in turn, and the one at the end. */
function problemsOf(events: readonly Recorded[]): readonly (string | undefined)[] {
  const testimony = new DecisionTestimony();
  return [...events.map((event) => testimony.problemWith(event)), testimony.problemAtEnd()];
}

/** The decision with something else in the metadata of its second event. */
function withSecond(change: Partial<Metadata>): readonly Recorded[] {
  return DECIDED.map((event, nth) => (nth === 1 ? { ...event, metadata: { ...event.metadata, ...change } } : event));
}

const firstProblemOf = (events: readonly Recorded[]) => problemsOf(events).find((problem) => problem !== undefined);

describe('what the events of one decision say of themselves', () => {
  it('holds', () => {
    expect(problemsOf(DECIDED)).toEqual([undefined, undefined, undefined, undefined]);
    expect(problemsOf([])).toEqual([undefined]);
  });

  it.each([
    ['the last is missing', DECIDED.slice(0, 2), 'the last decision is not whole'],
    ['the middle is missing', DECIDED.toSpliced(1, 1), 'its decision has a gap'],
    ['the first is missing', DECIDED.slice(1), 'its decision has a gap'],
    ['another decision begins before it is whole', [...DECIDED.slice(0, 2), ...DECIDED], 'its decision has a gap'],
    ['it goes on in another stream', withOtherStream(), 'its id is not'],
    ['the cause is another', withSecond({ causationId: 'x' }), 'its causationId is not'],
    [
      'one was recorded at another instant',
      withSecond({ recordedAt: instantOf(0) }),
      'differs from the event before it',
    ],
    ['one has another policy', withSecond({ policy: 2 }), 'differs from the event before it'],
    ['one has another correlation', withSecond({ correlationId: 'x' }), 'differs from the event before it'],
    ['one has a signature', withSecond({ signature: 'x' }), 'differs from the event before it'],
    ['the second keeps a command', withSecond(commandOf(DECIDED[0])), 'the command stands on the first event'],
  ])('does not hold when %s', (_, events, problem) => {
    expect(firstProblemOf(events)).toContain(problem);
  });
});

function withOtherStream(): readonly Recorded[] {
  return DECIDED.map((event, nth) =>
    nth === 1 ? { ...event, stream: 'unit-lao-cai', data: { unitId: 'lao-cai' } } : event,
  );
}

function commandOf(event: Recorded | undefined): Pick<Metadata, 'command'> {
  const command = event?.metadata.command;
  return command === undefined ? {} : { command };
}
