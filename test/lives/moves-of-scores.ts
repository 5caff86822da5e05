import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import { standingRanking } from '../../src/emulation-years/ranking/ranking.fold.js';
import type { RankGroup } from '../../src/emulation-years/ranking/ranking.values.js';
import type { OfSheet, ReviewedLine } from '../../src/emulation-years/scoring/scoring.values.js';
import { cardOf, exclusionsOf, type Sheet } from '../../src/emulation-years/scoring/scoring.fold.js';
import { hasSigned } from '../../src/emulation-years/pledge/pledge.fold.js';
import { defined } from '../../src/kernel/defined.js';
import { chairman } from '../support/mothers/pledge.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { Move } from './moves-of-bloc.js';
import { GROUNDS, HALVES, TRACK } from './rules.js';
import { MEMBERS, SESSION, type Turn } from './turn.js';

const SUBJECT = 'khu-1';
/** As a source words places of two groups. */
const WORDED = ['nhất', 'nhất', 'nhì', 'nhì'];
const ORDERED = '2025-01-10';
const DOCUMENT = { number: '12/QĐ', date: { date: ORDERED } };
const APPRAISED = '2024-12-22';

/** Mostly the whole. */
function scopeOf(turn: Turn, place: number): Scope {
  const [first, second] = HALVES;
  const parts = [{ subPeriod: first }, { subPeriod: second }, { track: TRACK }, { subject: SUBJECT }];
  return turn.number(place) % 2 === 0 ? {} : (parts[turn.number(place) % 7] ?? {});
}

/** From `0` to `5` and from `0` to `3`: few, so that sheets are equal often. */
function marks(seed: number): readonly ReviewedLine[] {
  return [
    { criterionId: 'phan-1', mark: `${5 - (seed % 6)}` },
    { criterionId: 'phan-2', mark: `${seed % 4}` },
  ];
}

/** A sheet from the unit to the bloc, as far as `steps` go. */
function sheet(turn: Turn, of: OfSheet, seed: number, steps = 3): readonly EmulationYearCommand[] {
  const printed = turn.claim && turn.mostly(4, 2) ? { printedTotal: `${turn.number(3) % 9}` } : {};
  const commands: readonly EmulationYearCommand[] = [
    { type: 'SubmitSelfScore', data: { ...turn.on('2024-12-20'), ...of, lines: marks(seed), ...printed } },
    { type: 'AppraiseScore', data: { ...turn.on(APPRAISED), ...of, lines: [], ...printed } },
    { type: 'AgreeScore', data: { ...turn.on('2025-01-05'), ...of, lines: [], ...printed } },
  ];
  return commands.slice(0, steps);
}

/** What keeps the whole from being ranked. Two members next to each other get the same marks. */
function* missing(turn: Turn): Iterable<EmulationYearCommand> {
  for (const [nth, unitId] of turn.membersOn(ORDERED).entries()) {
    yield* wholeSheet(turn, unitId, Math.max(0, nth - 1) + turn.number(2));
  }
  const sheets = turn.year?.scoring.sheets ?? {};
  for (const card of Object.values(sheets)) if (card.status !== 'AGREED') yield* rest(turn, card);
}

/** The sheet of a member that has none, with the signature that it needs. */
function* wholeSheet(turn: Turn, unitId: string, seed: number): Iterable<EmulationYearCommand> {
  const of = { unitId, scope: {} };
  if (turn.year === undefined || cardOf(turn.year.scoring, of).status !== 'BLANK') return;
  if (!hasSigned(turn.year.pledge, unitId)) {
    yield { type: 'SignPledge', data: { ...turn.on('2024-12-20'), unitId, signatory: chairman } };
  }
  yield* sheet(turn, of, seed);
}

/** What a card that was begun still lacks. */
function rest(turn: Turn, { unitId, scope, status }: Sheet): readonly EmulationYearCommand[] {
  const [submitted, ...others] = sheet(turn, { unitId, scope }, turn.number(2));
  const isReturned = status === 'RETURNED' && submitted?.type === 'SubmitSelfScore';
  if (!isReturned) return others;
  return [{ type: 'ReviseSelfScore', data: { ...submitted.data, ...turn.on(APPRAISED) } }, ...others];
}

/** A ballot or an assent on the order, mostly; any other one else. */
function decisionOnOrder(turn: Turn, isByBallot: boolean): string | undefined {
  const { ballots = {}, assents = {} } = turn.year?.voting ?? {};
  const all = isByBallot
    ? Object.values(ballots).map(({ terms }) => ({ id: terms.ballotId, purpose: terms.purpose }))
    : Object.values(assents).map(({ assentId, purpose }) => ({ id: assentId, purpose }));
  const onOrder = all.filter(({ purpose }) => purpose === 'RANKING');
  return turn.some(1, turn.mostly(4, 5) ? onOrder : all)?.id;
}

/** The order that stands in the scope. */
function groupsIn(turn: Turn, scope: Scope): readonly RankGroup[] {
  return (turn.year && standingRanking(turn.year, scope)?.groups) ?? [];
}

/** Scores, the order by them, its ties, classes, and what of it is public. */
export const MOVES_OF_SCORES = {
  score: (turn) =>
    sheet(turn, { unitId: turn.unit, scope: scopeOf(turn, 1) }, turn.number(2), turn.pick(3, [3, 3, 3, 2, 1])),
  /** Whatever keeps the whole from being ranked: members without an agreed sheet, and sheets that are not agreed. */
  scoreAll: missing,
  settle: function* (turn) {
    yield* missing(turn);
    yield { type: 'ComputeRanking', data: { ...turn.on(ORDERED), scope: {} } };
  },
  revise: (turn) => [
    {
      type: 'ReviseSelfScore',
      data: { ...turn.on(APPRAISED), unitId: turn.unit, scope: scopeOf(turn, 1), lines: marks(turn.number(2)) },
    },
  ],
  giveBack: (turn) => [
    {
      type: 'ReturnScore',
      data: { ...turn.on(APPRAISED), unitId: turn.unit, scope: scopeOf(turn, 1), reason: 'Thiếu minh chứng' },
    },
  ],
  correct: (turn) => [
    {
      type: 'CorrectRecord',
      data: {
        ...turn.on(ORDERED),
        ...{ unitId: turn.unit, scope: scopeOf(turn, 1), reason: 'Cộng nhầm', document: DOCUMENT },
        lines: marks(turn.number(2)).map((line) => ({ ...line, reason: 'Cộng nhầm' })),
      },
    },
  ],
  exclude: (turn) => [
    {
      type: 'ExcludeUnit',
      data: { ...turn.on(ORDERED), unitId: turn.unit, ground: turn.pick(1, GROUNDS), reason: 'Có kết luận' },
    },
  ],
  lift: (turn) => {
    const standing = Object.keys(turn.year?.scoring.exclusions ?? {}).flatMap(
      (unitId) => (turn.year && exclusionsOf(turn.year.scoring, unitId)) ?? [],
    );
    const { unitId, ground } = turn.some(0, standing) ?? { unitId: turn.unit, ground: turn.pick(1, GROUNDS) };
    return [{ type: 'LiftExclusion', data: { ...turn.on('2025-01-15'), unitId, ground, reason: 'Kết luận lại' } }];
  },
  registerSubject: (turn) => [
    {
      type: 'RegisterSubject',
      data: { ...turn.on('2024-03-01'), subjectId: SUBJECT, unitId: turn.unit, name: { vi: 'Khu dân cư 1' } },
    },
  ],
  rank: (turn) => [{ type: 'ComputeRanking', data: { ...turn.on(ORDERED), scope: scopeOf(turn, 1) } }],
  breakTie: (turn) => {
    const scope = scopeOf(turn, 1);
    const groups = groupsIn(turn, scope);
    const tied =
      turn.some(
        0,
        groups.filter(({ subjects }) => subjects.length > 1),
      ) ?? groups[0];
    const { rank, subjects } = tied ?? { rank: 1, subjects: MEMBERS.map((unitId) => ({ unitId })) };
    const ballotId = turn.some(3, Object.keys(turn.year?.voting.ballots ?? {}));
    const order = turn.mostly(2, 2) ? subjects : [...subjects].reverse();
    const by = { key: turn.pick(4, ['MEMBERS_VOTE', 'HEAD_DECIDES']), reason: 'Phân định' } as const;
    const cited = ballotId === undefined || by.key === 'HEAD_DECIDES' ? {} : { ballotId };
    return [{ type: 'BreakTie', data: { ...turn.on(ORDERED), scope, rank, order, ...by, ...cited } }];
  },
  agreeOrder: (turn) => {
    const basis = turn.pick(0, ['ASSENT', 'BALLOT', 'SELF_SCORE', 'ASSENT']);
    // Beside assents and ballots, the session at which all agreed on a list.
    const sessionId = turn.number(0) % 4 === 3 ? SESSION : undefined;
    const decision = sessionId === undefined ? decisionOnOrder(turn, basis === 'BALLOT') : undefined;
    const all = turn.membersOn(ORDERED);
    const units = turn.mostly(2, 2) ? all : all.slice(1);
    const groups = units.map((unitId, place) => ({
      ...{ rank: place + 1, subjects: [{ unitId }], orderKnown: true },
      ...(turn.claim ? { printed: WORDED[place % WORDED.length] ?? '' } : {}),
    }));
    const of = { scope: {}, basis, groups, partial: !turn.mostly(3, 2), ...defined({ decision, sessionId }) };
    return [{ type: 'AgreeRanking', data: { ...turn.on(ORDERED), ...of } }];
  },
  classify: (turn) => [
    {
      type: 'ClassifyUnit',
      data: { ...turn.on(ORDERED), scope: {}, classes: [{ unitId: turn.unit, classification: 'A' }], basis: 'Đủ điểm' },
    },
  ],
  publish: (turn) => {
    const scope = scopeOf(turn, 1);
    const all = groupsIn(turn, scope).map(({ rank }) => rank);
    const ranks = turn.mostly(2) ? all : all.slice(0, 1);
    const parts = [{ part: 'RANKING', scope, ranks, pointsShown: turn.mostly(3, 2) }, { part: 'PROPOSALS' }] as const;
    return [
      { type: 'PublishResult', data: { ...turn.on('2025-01-12'), parts: parts.slice(0, turn.mostly(4, 2) ? 1 : 2) } },
    ];
  },
} satisfies Readonly<Record<string, Move>>;
