import { describe, expect, it } from '@jest/globals';
import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { leadersDecided } from '../../src/emulation-years/emulation-year.standing.js';
import type { PublishResult } from '../../src/emulation-years/ranking/ranking.commands.js';
import type { RankingAgreed, ResultPublished } from '../../src/emulation-years/ranking/ranking.events.js';
import { leadingUnits } from '../../src/emulation-years/ranking/ranking.fold.js';
import type { BallotVoided } from '../../src/emulation-years/voting/voting.events.js';
import type { ElectionBasis } from '../../src/emulation-years/leadership/leadership.values.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { claimed, scenarios, type Known } from '../support/given.js';
import { representativeOf } from '../support/mothers/origins.js';
import { allStanding, inYear } from '../support/mothers/seven-provinces.js';
import {
  assented,
  ballot,
  CERTIFICATE,
  closed,
  closing,
  count,
  FLAG,
  hands,
  meeting,
  objected,
  proposed,
  proposing,
  ranked,
  tallied,
  voting,
} from '../support/mothers/voting.js';

const given = scenarios(emulationYearDecider, { gathered: allStanding });

const later = inYear('2025-03-22');
const document = {
  number: '45/QĐ-HĐTĐ',
  date: onDay('2025-03-22'),
  issuer: { kind: 'EXTERNAL' as const, name: 'Hội đồng Thi đua' },
};
const GROUND = 'Số phiếu phát ra vượt số thành viên dự họp';
const voided = (changes: Partial<BallotVoided['data']> = {}): BallotVoided => ({
  type: 'BallotVoided',
  data: { ...later, ballotId: 'suy-ton', ground: GROUND, document, ...changes },
});
const voiding = (changes: Partial<BallotVoided['data']> = {}) => ({ ...voided(changes), type: 'VoidBallot' as const });
const VOID = { code: 'BALLOT_VOID', facts: { ballotId: 'suy-ton', ground: GROUND } } as const;

const passed = [ballot(), ...hands(6, 1), closed, tallied([count(6, 1, 'PASSED')])];

describe('a ballot found void (D41)', () => {
  it('may be open, counted, or of a year that is closed: it is a correction', () => {
    given(...meeting(), ballot())
      .when(voiding())
      .then(voided());
    given(...meeting(), ...passed)
      .when(voiding())
      .then(voided());
    given(...meeting(), ...passed, {
      type: 'EmulationYearClosed',
      data: { ...later, done: ['VOTE'], skipped: [] },
    })
      .when(voiding())
      .then(voided());
  });

  it('is found so by an act with its ground and a document with number and date; a source may know neither', () => {
    const { ground: _, ...groundless } = voiding().data;
    const { document: __, ...bare } = groundless;
    given(...meeting(), ...passed)
      .when({ type: 'VoidBallot', data: groundless })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'voiding', field: '/ground' } });
    given(...meeting(), ...passed)
      .when(voiding({ document: { number: '45/QĐ-HĐTĐ' } }))
      .thenRefused({ code: 'DOCUMENT_REQUIRED' });
    given(...meeting(), ...passed)
      .claiming()
      .when({ type: 'VoidBallot', data: bare })
      .thenWarns([{ code: 'DOCUMENT_REQUIRED' }], { type: 'BallotVoided', data: bare });
  });

  it('is one that there is, once, and not before it was opened', () => {
    given(...meeting())
      .when(voiding())
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'ballot', id: 'suy-ton' } });
    given(...meeting(), ...passed, voided())
      .when(voiding())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'voiding', id: 'suy-ton' } });
    given(...meeting(), ...passed)
      .when(voiding(inYear('2025-03-20')))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-21', second: '2025-03-20', order: 'VOIDING' },
      });
  });

  it('takes no vote and no count any more; what a source tells of it is warned of', () => {
    given(...meeting(), ballot(), voided())
      .by(representativeOf('dien-bien'))
      .when(voting('dien-bien', 'FOR'))
      .thenRefused(VOID);
    given(...meeting(), ballot(), ...hands(7, 0), voided())
      .when(closing())
      .thenRefused(VOID);
    given(...meeting(), ballot(), voided())
      .claiming()
      .when(closing())
      .thenWarns([VOID], closed);
  });
});

describe('an election by a void decision (D41)', () => {
  const HEAD_QUESTION = { questionId: 'truong', unitId: 'cao-bang', forYear: '2025' };
  const byAssent: ElectionBasis = { kind: 'ASSENT', assentId: 'nhat-tri' };
  const byBallot: ElectionBasis = { kind: 'BALLOT', ballotId: 'suy-ton', questionId: 'truong' };
  const head = (unitId: string, basis: ElectionBasis) =>
    ({ type: 'HeadElected', data: { ...later, forYear: '2025', unitId, basis } }) as const;
  const electing = (unitId: string, basis: ElectionBasis) => ({ ...head(unitId, basis), type: 'ElectHead' as const });
  const assent = assented({ purpose: 'HEAD', questions: [HEAD_QUESTION] });
  const vote = (unitId: string): readonly EmulationYearEvent[] => [
    ballot({ purpose: 'HEAD', questions: [{ ...HEAD_QUESTION, unitId }] }),
    closed,
    tallied([count(6, 1, 'PASSED', { questionId: 'truong' })]),
  ];
  /** Who may take the duty over, by acts and by all that is known. */
  const headsAfter = (...history: readonly Known<EmulationYearEvent>[]): readonly unknown[] => {
    const { acts, known } = given(...meeting(), ...history).state;
    return [acts, known].map((year) => year && leadersDecided(year, '2025').head);
  };

  it('by an assent that met an objection is void: it hands over nothing and another is elected for that year (D8)', () => {
    const history = [assent, head('cao-bang', byAssent), objected('son-la')];
    expect(headsAfter(assent, head('cao-bang', byAssent))).toEqual(['cao-bang', 'cao-bang']);
    expect(headsAfter(...history)).toEqual([undefined, undefined]);
    given(...meeting(), ...history, ...vote('lang-son'))
      .when(electing('lang-son', byBallot))
      .then(head('lang-son', byBallot));
    expect(headsAfter(...history, ...vote('lang-son'), head('lang-son', byBallot))).toEqual(['lang-son', 'lang-son']);
  });

  it('by a ballot found void likewise, and the same ballot elects no one', () => {
    const history = [...vote('cao-bang'), head('cao-bang', byBallot), voided()];
    expect(headsAfter(...history)).toEqual([undefined, undefined]);
    given(...meeting(), ...history)
      .when(electing('cao-bang', byBallot))
      .thenRefused(VOID);
    given(...meeting(), ...history, assent)
      .when(electing('cao-bang', byAssent))
      .then(head('cao-bang', byAssent));
  });

  it('stands where only a source says that its ballot is void: the claim is shown beside it', () => {
    expect(headsAfter(...vote('cao-bang'), head('cao-bang', byBallot), claimed(voided()))).toEqual([
      'cao-bang',
      undefined,
    ]);
  });

  it('leaves the others: a deputy stays deputy, and stands in the way of being head too', () => {
    const deputy: EmulationYearEvent = {
      type: 'DeputyDesignated',
      data: { ...later, forYear: '2025', unitId: 'lang-son', ordinal: 2, method: 'IN_TURN' },
    };
    const history = [assent, head('cao-bang', byAssent), deputy, objected('son-la')];
    const { acts } = given(...meeting(), ...history).state;
    expect(acts && leadersDecided(acts, '2025')).toEqual({ deputies: [{ unitId: 'lang-son', ordinal: 2 }] });
    given(...meeting(), ...history, ...vote('lang-son'))
      .when(electing('lang-son', byBallot))
      .thenRefused({
        code: 'ROLE_CONFLICT',
        facts: { unit: 'Ủy ban nhân dân tỉnh Lạng Sơn', forYear: '2025', conflict: 'SAME_UNIT' },
      });
  });
});

describe('a proposal by a void decision (D41)', () => {
  const second = { ballotId: 'suy-ton-2' };
  const again = proposed({
    proposalId: 'de-nghi-2',
    basis: { kind: 'BALLOT', ...second, questionId: FLAG.questionId },
  });
  const newVote: readonly EmulationYearEvent[] = [ballot(second), tallied([count(7, 0, 'PASSED')], second)];
  const order = ranked('dien-bien');

  it('takes no place of the quota and repeats nothing: the unit is proposed anew by another vote', () => {
    const history = [...meeting(), order, ...passed, proposed(), ...newVote];
    given(...history)
      .when(proposing(again))
      .thenRefused({ code: 'QUOTA_EXCEEDED', facts: { form: 'Cờ thi đua của Chính phủ', used: 1, quota: 1 } });
    given(...history, voided())
      .when(proposing(again))
      .then(again);
  });

  it('is not made, and no recipient of it is named', () => {
    given(...meeting(), order, ...passed, voided())
      .when(proposing(proposed()))
      .thenRefused(VOID);
    const byNumber = proposed({ form: CERTIFICATE.form ?? '', count: 1, nominees: [] });
    given(...meeting(), ...passed, byNumber, voided())
      .when({ type: 'NameProposalRecipient', data: { ...later, proposalId: 'de-nghi-1', unitId: 'dien-bien' } })
      .thenRefused(VOID);
  });
});

describe('an order agreed by a void decision (D41)', () => {
  const question = { questionId: 'thu-tu', unitId: 'dien-bien' };
  const assent = assented({ purpose: 'RANKING', questions: [question] });
  const order = (unitId: string, version = 1, basis: 'ASSENT' | 'BALLOT' = 'ASSENT'): RankingAgreed => ({
    type: 'RankingAgreed',
    data: {
      ...later,
      ...{ version, scope: {}, basis, decision: basis === 'ASSENT' ? 'nhat-tri' : 'suy-ton', partial: true },
      groups: [{ rank: 1, subjects: [{ unitId }], orderKnown: true }],
    },
  });
  const agreeing = (...args: Parameters<typeof order>) => {
    const { version: _, ...data } = order(...args).data;
    return { type: 'AgreeRanking', data } as const;
  };
  const published = (version = 1): ResultPublished => ({
    type: 'ResultPublished',
    data: { ...later, parts: [{ part: 'RANKING', version, scope: {}, ranks: [1], pointsShown: false }] },
  });
  const publishing: PublishResult = {
    type: 'PublishResult',
    data: { ...later, parts: [{ part: 'RANKING', scope: {}, ranks: [1], pointsShown: false }] },
  };
  const voted: readonly EmulationYearEvent[] = [
    ballot({ purpose: 'RANKING', questions: [question] }),
    closed,
    tallied([count(6, 1, 'PASSED', { questionId: 'thu-tu' })]),
  ];
  const objectedTo = [...meeting(), assent, order('dien-bien'), objected('son-la')];

  it('leads no unit, is not published, and is agreed anew as the next version', () => {
    const leading = (history: readonly EmulationYearEvent[]) => {
      const { acts } = given(...history).state;
      return acts && leadingUnits(acts);
    };
    expect([leading([...meeting(), assent, order('dien-bien')]), leading(objectedTo)]).toEqual([['dien-bien'], []]);
    given(...objectedTo)
      .when(publishing)
      .thenRefused({ code: 'NOT_ON_RECORD', facts: { kind: 'ranking', id: '2024', ofYear: '2024' } });
    given(...objectedTo, ...voted)
      .when(agreeing('lao-cai', 2, 'BALLOT'))
      .then(order('lao-cai', 2, 'BALLOT'));
  });

  it('is final no more where it was published: the next is agreed, changed and published', () => {
    const history = [...meeting(), assent, order('dien-bien'), published(), objected('son-la'), ...voted];
    const second = order('lao-cai', 2, 'BALLOT');
    given(...history)
      .when(agreeing('lao-cai', 2, 'BALLOT'))
      .then(second);
    given(...history, second)
      .when(agreeing('cao-bang', 3, 'BALLOT'))
      .then(order('cao-bang', 3, 'BALLOT'));
    given(...history, second)
      .when(publishing)
      .then(published(2));
    given(...history, second, published(2))
      .when(agreeing('cao-bang', 3, 'BALLOT'))
      .thenRefused({ code: 'FINAL_STATE' });
  });

  it('by a ballot found void is not agreed', () =>
    given(...meeting(), ...voted, voided())
      .when(agreeing('dien-bien', 1, 'BALLOT'))
      .thenRefused(VOID));
});
