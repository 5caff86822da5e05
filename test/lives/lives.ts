import fc from 'fast-check';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { RULEBOOK } from '../support/mothers/seven-provinces.js';
import { Ledger, type Step } from './ledger.js';
import { founded, MOVES_OF_BLOC, opened, type Move } from './moves-of-bloc.js';
import { MOVES_OF_PEOPLE } from './moves-of-people.js';
import { MOVES_OF_SCORES } from './moves-of-scores.js';
import { MOVES_OF_VOTES } from './moves-of-votes.js';
import { rulesOf, type Variant } from './rules.js';
import { DAYS, PARTIAL, sent, Turn, type AnyCommand, type Drawn } from './turn.js';

const MOVES: Readonly<Record<string, Move>> = {
  ...MOVES_OF_BLOC,
  ...MOVES_OF_PEOPLE,
  ...MOVES_OF_SCORES,
  ...MOVES_OF_VOTES,
};

/** A move as it is drawn. */
type Made = Readonly<{ move: string } & Drawn>;

/** What a life is drawn as: the rulebook, and the moves in their order. */
export type Plan = Readonly<{ rules: Variant; adopts: boolean; moves: readonly Made[] }>;

/** A bloc's life and a year's course: every command that was sent, and the log that came of it. */
export type Life = Readonly<{ plan: Plan; steps: readonly Step[]; log: readonly Recorded[]; ledger: Ledger }>;

/** The course of a year as it should go; between its moves, and instead of them, anything else happens. */
const COURSE = [
  'agreeContent',
  'join',
  'signAll',
  'scoreAll',
  'meet',
  'rank',
  'voteOnOrder',
  'breakTie',
  'commend',
  'list',
  'voteOnHead',
  'electHead',
  'proposeAll',
  'publish',
  'handOver',
  'settle',
  'close',
] as const;

/** The course of a year that scores nobody: its order is agreed. */
const UNSCORED = [
  'agreeContent',
  'signAll',
  'skipScoring',
  'meet',
  'assentOnOrder',
  'voteOnOrder',
  'agreeOrder',
  'list',
  'commend',
  'voteOnHead',
  'electHead',
  'proposeAll',
  'publish',
  'handOver',
  'close',
] as const;

/** Moves that meet others' more often are drawn more often. */
const OFTEN = [
  'settle',
  'correct',
  'exclude',
  'lift',
  'breakTie',
  'propose',
  'publish',
  'voidBallot',
  'electHead',
  'confer',
];

/** Moves that one draw of each would meet too seldom. */
const SELDOM = ['appoint', 'signAs', 'countPapers', 'headDecides', 'agreeOrder'];

const chosen = fc.array(fc.nat(99), { minLength: 5, maxLength: 5 });

const made = (claim: boolean, days: readonly string[]) =>
  fc.record({
    move: fc.constantFrom(...Object.keys(MOVES), ...OFTEN, ...OFTEN, ...SELDOM, ...SELDOM, ...SELDOM),
    n: chosen,
    day: fc.option(fc.constantFrom(...days), { freq: 2, nil: undefined }),
    claim: fc.constant(claim),
  });

const anyMove: fc.Arbitrary<Made> = fc
  .oneof({ weight: 4, arbitrary: made(false, DAYS) }, { weight: 1, arbitrary: made(true, [...DAYS, ...PARTIAL]) })
  .map(({ day, ...rest }) => ({ ...rest, ...defined({ day }) }));

/** A few moves that propose nothing. */
export const someMoves = fc.array(
  anyMove.filter(({ move }) => !move.startsWith('propose')),
  { maxLength: 6 },
);

/** One of the course, mostly made, as it should be; and what happens before it. */
const partOf = (move: string) =>
  fc
    .tuple(
      fc.array(anyMove, { maxLength: 3 }),
      fc.option(fc.oneof({ weight: 3, arbitrary: fc.constant([0, 0, 0, 0, 0]) }, { weight: 1, arbitrary: chosen }), {
        freq: 9,
      }),
    )
    .map(([before, n]): readonly Made[] => (n === null ? before : [...before, { move, n, claim: false }]));

export const plans: fc.Arbitrary<Plan> = fc
  .record({
    rules: fc.record({
      promoteNext: fc.boolean(),
      severalForms: fc.boolean(),
      decisionRequired: fc.boolean(),
      rollUp: fc.boolean(),
    }),
    adopts: fc.nat(19).map((n) => n < 19),
    parts: fc.oneof(
      { weight: 4, arbitrary: fc.tuple(...COURSE.map(partOf)) },
      { weight: 1, arbitrary: fc.tuple(...UNSCORED.map(partOf)) },
    ),
    after: fc.array(anyMove, { maxLength: 4 }),
  })
  .map(({ parts, after, ...plan }) => ({ ...plan, moves: [...parts.flat(), ...after] }));

/** What stands before every life with that rulebook, kept since most of a life's time would go into it. */
const beginnings = new Map<string, Ledger>();

export function beginningOf({ rules, adopts }: Plan): Ledger {
  const key = JSON.stringify([rules, adopts]);
  const known = beginnings.get(key);
  if (known !== undefined) return known;
  const ledger = new Ledger();
  const others = { ...rules, promoteNext: !rules.promoteNext, severalForms: !rules.severalForms };
  const versions = [rules, others].map((variant): AnyCommand => {
    const of = { rulebookId: RULEBOOK, content: rulesOf(variant), occurredOn: onDay('2023-12-01') };
    return { type: 'PublishRulebook', data: of };
  });
  for (const command of [...founded(), ...versions, ...opened(adopts)]) {
    const { decision } = ledger.send(sent(command));
    if (!decision.accepted) throw new Error(`${command.type} must be accepted: ${decision.refusal.code}`);
  }
  beginnings.set(key, ledger);
  return ledger;
}

/** Plays the plan: each move looks at what stands by then, and each of its commands is decided as the service would. */
export function lived(plan: Plan): Life {
  const ledger = new Ledger(beginningOf(plan));
  const steps: Step[] = [];
  for (const { move, ...drawn } of plan.moves) {
    const turn = new Turn(ledger, drawn);
    for (const command of MOVES[move]?.(turn) ?? []) steps.push(ledger.send(sent(command, drawn.claim)));
  }
  return { plan, steps, log: ledger.log, ledger };
}

/** The course as it should go, and each move by itself after it: every command that a life knows is among them. */
export const EXAMPLES: readonly Plan[] = [
  planOf(COURSE),
  planOf([...COURSE.slice(0, -1), ...Object.keys(MOVES), 'close']),
  planOf(UNSCORED),
];

function planOf(moves: readonly string[]): Plan {
  const rules = { promoteNext: false, severalForms: true, decisionRequired: false, rollUp: false };
  return { rules, adopts: true, moves: moves.map((move) => ({ move, n: [0, 0, 0, 0, 0], claim: false })) };
}
