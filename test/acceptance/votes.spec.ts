import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SEVEN_PROVINCES } from '../../src/cli/demo/seven-provinces.js';
import {
  leaderOf,
  type Province,
  representativeOf,
  SECRETARY,
  SEVEN,
} from '../../src/cli/demo/seven-provinces.cast.js';
import { FLAG_BALLOT, YEAR_2024 } from '../../src/cli/demo/seven-provinces.scores.js';
import { type Chapter, onDay, type Request, upTo } from '../../src/cli/demo/story.js';
import { Stage } from './stage.js';
import { yearSeen } from './views.js';

const DAY = onDay('2025-03-21');
const HANDS = { ...FLAG_BALLOT, method: 'SHOW_OF_HANDS' };
const BALLOT = `${YEAR_2024}/ballots/${FLAG_BALLOT.ballotId}`;

const opening: Request = { by: SECRETARY, path: `${YEAR_2024}/ballots`, body: HANDS };
const closing: Request = { by: SECRETARY, path: `${BALLOT}/closure`, body: DAY };
const proposing: Request = {
  by: SECRETARY,
  path: `${YEAR_2024}/proposals`,
  body: {
    ...DAY,
    proposalId: 'co',
    form: 'GOVERNMENT_FLAG',
    count: 1,
    nominees: ['dien-bien'],
    basis: { kind: 'BALLOT', ballotId: FLAG_BALLOT.ballotId, questionId: 'co-chinh-phu' },
  },
};

function hand(unitId: Province, choice: 'FOR' | 'AGAINST'): Request {
  return {
    by: representativeOf(unitId),
    path: `${BALLOT}/votes`,
    body: { ...DAY, unitId, voter: leaderOf(unitId), answers: [{ questionId: 'co-chinh-phu', choice }] },
  };
}

/** The story up to its ranking, with that province absent from the preparatory session. */
function rankedWithout(absent: Province): readonly Chapter[] {
  const chapters = JSON.parse(JSON.stringify(upTo(SEVEN_PROVINCES, 'ranking'))) as readonly Chapter[];
  for (const { path, body } of chapters.flatMap(({ steps }) => steps).flatMap(({ sends }) => sends)) {
    if (!path.endsWith('tru-bi/attendance')) continue;
    const attendees = body['attendees'] as { unitId: string }[];
    const place = attendees.findIndex(({ unitId }) => unitId === absent);
    attendees.splice(place, 1);
  }
  return chapters;
}

/** 80 % of all seven members are six. */
function counted(yes: number, no: number, outcome: 'PASSED' | 'FAILED') {
  return { questionId: 'co-chinh-phu', for: yes, against: no, blank: 0, base: 7, needed: 6, outcome };
}

describe('the ballot for the flag of the Government (S2)', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await Stage.open();
  });

  afterEach(() => stage.close());

  const tallies = async () => {
    const { ballots = [] } = await yearSeen(stage, YEAR_2024);
    return ballots.flatMap(({ tallied }) => tallied?.value ?? []);
  };

  it('A5 (i) passes with six of seven', async () => {
    await stage.given(SEVEN_PROVINCES, 'ranking');
    await stage.recorded(opening, ...SEVEN.map((unit) => hand(unit, unit === 'son-la' ? 'AGAINST' : 'FOR')), closing);
    expect(await tallies()).toEqual([{ present: 7, voted: 7, written: 0, questions: [counted(6, 1, 'PASSED')] }]);
    await stage.recorded(proposing);
  });

  it('A5 (ii) fails with five of seven, and carries no proposal', async () => {
    await stage.given(SEVEN_PROVINCES, 'ranking');
    const against: readonly string[] = ['son-la', 'lang-son'];
    const hands = SEVEN.map((unit) => hand(unit, against.includes(unit) ? 'AGAINST' : 'FOR'));
    await stage.recorded(opening, ...hands, closing);
    expect(await tallies()).toEqual([{ present: 7, voted: 7, written: 0, questions: [counted(5, 2, 'FAILED')] }]);
    expect((await stage.refused(proposing)).code).toBe('THRESHOLD_NOT_MET');
  });

  it('A5 (iii) passes with five hands and the written opinion of absent Hà Giang', async () => {
    await stage.play(...rankedWithout('ha-giang'));
    const present = SEVEN.filter((unit) => unit !== 'ha-giang');
    const written: Request = {
      by: representativeOf('ha-giang'),
      path: `${BALLOT}/written-opinions`,
      body: { ...DAY, unitId: 'ha-giang', answers: [{ questionId: 'co-chinh-phu', choice: 'FOR' }] },
    };
    const hands = present.map((unit) => hand(unit, unit === 'son-la' ? 'AGAINST' : 'FOR'));
    await stage.recorded(opening, ...hands, written, closing);
    expect(await tallies()).toEqual([{ present: 6, voted: 6, written: 1, questions: [counted(6, 1, 'PASSED')] }]);
  });

  it('A25 (iii) takes one of two votes that a unit casts at once', async () => {
    await stage.given(SEVEN_PROVINCES, 'ranking');
    await stage.recorded(opening);
    const votes = await Promise.all([
      stage.player.send(hand('dien-bien', 'FOR')),
      stage.player.send(hand('dien-bien', 'AGAINST')),
    ]);
    expect(votes.filter(({ receipt }) => receipt !== undefined)).toHaveLength(1);
    const [refusal] = votes.flatMap(({ problem }) => problem?.code ?? []);
    expect(['ALREADY_VOTED', 'CONCURRENCY_CONFLICT']).toContain(refusal);
  });

  it('A25 (iv) records a command once, however often it is sent under one key', async () => {
    await stage.given(SEVEN_PROVINCES, 'ranking');
    await stage.recorded(opening);
    const once = await stage.player.send(hand('dien-bien', 'FOR'), 'phieu-dien-bien');
    const again = await stage.player.send(hand('dien-bien', 'FOR'), 'phieu-dien-bien');
    expect(once.status).toBe(201);
    expect(again).toEqual(once);
    const other = await stage.player.send(hand('dien-bien', 'AGAINST'), 'phieu-dien-bien');
    expect(other.problem?.code).toBe('DUPLICATE_COMMAND');
  });
});
