import { describe, expect, it } from '@jest/globals';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import { yearDecisions } from '../../src/emulation-years/emulation-year.decisions.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Decision } from '../../src/kernel/decider.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { claimed, DECIDED_AT, folded, scenarios, type Known } from '../support/given.js';
import { report, secretary } from '../support/mothers/origins.js';
import { contents } from '../support/mothers/pledge.js';
import {
  adopted,
  allStanding,
  blocStanding,
  inYear,
  opened,
  RULEBOOK,
  rulebookVersion,
  SEVEN,
} from '../support/mothers/seven-provinces.js';

const on = inYear('2025-03-21');
const [first = '', second = '', third = ''] = SEVEN;
const sheet = { ...on, unitId: first, scope: {} };
const lines = [{ criterionId: 'dong-1', mark: '9' }];
const question = { questionId: 'hoi', unitId: first, form: 'CO' };
const answers = [{ questionId: 'hoi', choice: 'FOR' as const }];
const reason = 'Theo biên bản';
const groups = [{ rank: 1, subjects: [{ unitId: first }, { unitId: second }], orderKnown: false }];

/** Each command about a year, in an order in which each finds on record what it names: everything here is told by a source. */
const STORY: readonly EmulationYearCommand[] = [
  { type: 'UpdateYearMembers', data: on },
  { type: 'RecordHeadOfYear', data: on },
  { type: 'DraftPledge', data: { ...on, contents, targets: [] } },
  { type: 'AgreePledgeContent', data: on },
  { type: 'DeferPledgeSigning', data: { ...on, unitId: first } },
  { type: 'WaivePledgeDeadline', data: { ...on, unitId: first } },
  { type: 'SignPledge', data: { ...on, unitId: first } },
  { type: 'CompletePledge', data: on },
  { type: 'AmendPledge', data: { ...on, contents, targets: [] } },
  { type: 'RegisterTitles', data: { ...on, unitId: first, forms: ['CO'] } },
  { type: 'RegisterSubject', data: { ...on, unitId: first, subjectId: 'to-5', name: { vi: 'Tổ 5' }, group: 'nhom' } },
  { type: 'NameGroupMembers', data: { ...on, group: 'nhom', unitIds: [first] } },
  { type: 'ReopenScoring', data: { ...on, unitId: first } },
  { type: 'SubmitSelfScore', data: { ...sheet, lines } },
  { type: 'ReviseSelfScore', data: { ...sheet, lines } },
  { type: 'ReturnScore', data: sheet },
  { type: 'RecordDeduction', data: { ...sheet, criterionId: 'tru', mark: '-1' } },
  { type: 'RecordBonus', data: { ...sheet, criterionId: 'thuong', mark: '1' } },
  { type: 'AppraiseScore', data: { ...sheet, lines } },
  { type: 'ExplainScore', data: { ...sheet, explanations: [{ criterionId: 'dong-1', text: 'Có báo cáo' }] } },
  { type: 'AgreeScore', data: { ...sheet, lines } },
  { type: 'AgreeScores', data: { ...on, sheets: [{ unitId: second, scope: {}, lines }] } },
  { type: 'CorrectRecord', data: { ...sheet, lines } },
  { type: 'AdoptScoreReport', data: { ...on, title: 'Báo cáo' } },
  { type: 'ExcludeUnit', data: { ...on, unitId: third, ground: 'vi-pham' } },
  { type: 'LiftExclusion', data: { ...on, unitId: third, ground: 'vi-pham' } },
  { type: 'RecordCrossInspection', data: { ...on, inspector: first, inspected: second } },
  { type: 'ExemptUnit', data: { ...on, unitId: third } },
  { type: 'AgreeRanking', data: { ...on, scope: {}, basis: 'SELF_SCORE', groups, partial: true } },
  { type: 'BreakTie', data: { ...on, scope: {}, rank: 1, order: [{ unitId: second }, { unitId: first }] } },
  { type: 'ClassifyUnit', data: { ...on, scope: {}, classes: [{ unitId: first, classification: 'Xuất sắc' }] } },
  {
    type: 'ConveneSession',
    data: { ...on, sessionId: 'hop', kind: 'CLOSING', from: onDay('2025-03-21'), to: onDay('2025-03-21'), agenda: [] },
  },
  { type: 'RecordAttendance', data: { ...on, sessionId: 'hop', attendees: [{ unitId: first, role: 'UNKNOWN' }] } },
  { type: 'RecordRecommendation', data: { ...on, to: { kind: 'UNKNOWN' }, text: 'Kiến nghị' } },
  {
    type: 'OpenBallot',
    data: { ...on, ballotId: 'phieu', purpose: 'COMMENDATION', method: 'SHOW_OF_HANDS', questions: [question] },
  },
  { type: 'CastVote', data: { ...on, ballotId: 'phieu', unitId: first, answers } },
  { type: 'SubmitWrittenOpinion', data: { ...on, ballotId: 'phieu', unitId: second, answers } },
  { type: 'WithdrawFromBallot', data: { ...on, ballotId: 'phieu', unitId: third } },
  { type: 'AppointTellers', data: { ...on, ballotId: 'phieu', tellers: [{ person: { name: 'Nguyễn Văn A' } }] } },
  {
    type: 'CloseBallot',
    data: { ...on, ballotId: 'phieu', counts: [{ questionId: 'hoi', for: 6, outcome: 'TIED' }] },
  },
  { type: 'BreakBallotTie', data: { ...on, ballotId: 'phieu', questionId: 'hoi' } },
  { type: 'VoidBallot', data: { ...on, ballotId: 'phieu' } },
  {
    type: 'RecordUnanimousAssent',
    data: { ...on, assentId: 'nhat-tri', purpose: 'COMMENDATION', questions: [question] },
  },
  { type: 'RecordObjection', data: { ...on, assentId: 'nhat-tri' } },
  { type: 'RecordAgreedList', data: { ...on, listId: 'danh-sach', entries: [{ form: 'CO', unitIds: [first] }] } },
  { type: 'CloseSession', data: { ...on, sessionId: 'hop' } },
  { type: 'NominateHead', data: { ...on, forYear: '2025', unitId: first } },
  { type: 'NominateDeputy', data: { ...on, forYear: '2025', unitId: second } },
  { type: 'ElectHead', data: { ...on, forYear: '2025', unitId: first, basis: { kind: 'UNKNOWN' } } },
  { type: 'ElectDeputy', data: { ...on, forYear: '2025', unitId: second, basis: { kind: 'UNKNOWN' } } },
  { type: 'DesignateHead', data: { ...on, forYear: '2026', unitId: first, method: 'UNKNOWN' } },
  { type: 'DesignateDeputy', data: { ...on, forYear: '2026', unitId: second, method: 'UNKNOWN' } },
  {
    type: 'ProposeCommendation',
    data: { ...on, proposalId: 'de-nghi', form: 'CO', nominees: [], basis: { kind: 'NONE' } },
  },
  { type: 'NameProposalGrantor', data: { ...on, proposalId: 'de-nghi', grantor: { kind: 'EXTERNAL', name: 'Tỉnh' } } },
  { type: 'NameProposalRecipient', data: { ...on, proposalId: 'de-nghi', unitId: first } },
  {
    type: 'ConferAward',
    data: {
      ...{ ...on, awardId: 'khen', grantor: { kind: 'UNKNOWN' } },
      ...{ collectives: { named: [] }, individuals: { named: [] } },
    },
  },
  {
    type: 'NameAwardRecipient',
    data: { ...on, awardId: 'khen', kind: 'INDIVIDUAL', recipient: { name: 'Nguyễn Văn A' } },
  },
  {
    type: 'RecordCommendationSummary',
    data: {
      ...on,
      summaryId: 'tong',
      counts: [{ of: 'INDIVIDUAL', counted: 'OCCASION', quantity: { value: '3', qualifier: 'EXACT', unit: 'lượt' } }],
    },
  },
  { type: 'RecordPlacements', data: { ...on, unitId: first, counts: [{ place: 1, count: 3 }] } },
  {
    type: 'RecordStatistic',
    data: { ...on, statisticId: 'thu', title: 'Thu', quantity: { value: '36', qualifier: 'AT_LEAST', unit: 'tỷ' } },
  },
  { type: 'SkipStep', data: { ...on, step: 'HANDOVER' } },
  { type: 'PublishResult', data: { ...on, parts: [{ part: 'PROPOSALS' }, { part: 'CLASSES', scope: {} }] } },
  { type: 'WithdrawProposal', data: { ...on, proposalId: 'de-nghi' } },
  { type: 'CloseEmulationYear', data: on },
];

const gathered = [...allStanding, blocStanding()];

function told(): readonly Readonly<{ command: EmulationYearCommand; decision: Decision<EmulationYearEvent> }>[] {
  const circumstances = {
    ...{ mode: { kind: 'CLAIM' as const, source: report }, origin: secretary(), now: DECIDED_AT, gathered },
  };
  const history: Known<EmulationYearEvent>[] = [opened()];
  return STORY.map((command) => {
    const decision = emulationYearDecider.decide(
      { ...command, ...circumstances },
      folded(emulationYearDecider, history),
    );
    if (decision.accepted) history.push(...decision.events.map((event) => claimed(event)));
    return { command, decision };
  });
}

/** What asks this ledger to open a year, to take a rulebook or to compute, and tells nothing that happened. */
const NO_TELLING: readonly EmulationYearCommand['type'][] = ['OpenEmulationYear', 'AdoptRulebook', 'ComputeRanking'];

/** What is wrong by the terms of a rulebook alone. */
const SET_BY_RULEBOOKS: ReadonlySet<string> = new Set([
  ...['PLEDGE_DEADLINE_PASSED', 'SIGNATORY_NOT_AUTHORISED', 'NO_PLEDGE', 'BACKDATED_TOO_FAR', 'OWN_HAND_REQUIRED'],
  ...['SCORING_CLOSED', 'SCORE_OUT_OF_RANGE', 'INCOMPLETE_SCORE', 'POINTS_NOT_DEFINED', 'EVIDENCE_REQUIRED'],
  ...['NO_QUORUM', 'THRESHOLD_NOT_MET', 'WRITTEN_NOT_ALLOWED', 'INVALID_CHOICE', 'NOMINATION_REQUIRED'],
  ...['NOT_LEADING', 'QUOTA_EXCEEDED', 'DUPLICATE_COMMENDATION', 'PROPOSAL_NOT_DECIDED', 'TELLERS_INVALID'],
  ...['CLASS_NOT_MET', 'CLASS_NOT_DECIDED', 'GROUND_NOT_LISTED', 'DEPUTIES_BEYOND_RULEBOOK', 'NOT_IN_GROUP'],
  ...['MEMBERS_VOTE_FIRST', 'TIE_NOT_DECIDED'],
]);

describe('a claim about a year that adopted no rulebook (decision 34)', () => {
  const decided = told();

  it('is held here for every command', () => {
    const types = new Set([...STORY.map(({ type }) => type), ...NO_TELLING]);
    expect(Object.keys(yearDecisions).filter((type) => !types.has(type as EmulationYearCommand['type']))).toEqual([]);
  });

  it.each(decided.map(({ command, decision }) => [command.type, decision] as const))('is taken: %s', (_, decision) => {
    expect(decision.accepted ? 'taken' : decision.refusal).toBe('taken');
  });

  it('is warned of no rule that a rulebook would set', () => {
    const codes = decided.flatMap(({ decision }) =>
      decision.accepted ? decision.warnings.map(({ code }) => code) : [],
    );
    expect(codes.filter((code) => SET_BY_RULEBOOKS.has(code))).toEqual([]);
  });
});

describe('a ground that no rulebook lists', () => {
  const given = scenarios(emulationYearDecider, { gathered });
  const excluded: EmulationYearEvent = {
    type: 'UnitExcluded',
    data: { ...on, unitId: first, ground: 'khac', excludedFrom: 'AWARDS' },
  };
  const exclude: EmulationYearCommand = { type: 'ExcludeUnit', data: { ...on, unitId: first, ground: 'khac' } };

  it('excludes as a source tells, from awards at least; a rulebook that lists others remarks it', () => {
    given(opened()).claiming().when(exclude).then(excluded);
    given(opened(), adopted())
      .claiming()
      .when(exclude)
      .thenWarns(
        [{ code: 'GROUND_NOT_LISTED', rule: 'R25', facts: { ground: 'khac', allowed: ['vi-pham-phap-luat'] } }],
        excluded,
      );
  });

  it('refuses an act', () => {
    given(opened(), adopted())
      .when({ type: 'ExcludeUnit', data: { ...on, unitId: first, ground: 'khac', reason } })
      .thenRefused({
        code: 'UNKNOWN_REFERENCE',
        facts: { kind: 'ground', id: 'khac', allowed: ['vi-pham-phap-luat'] },
      });
  });
});

describe('what is no telling', () => {
  const given = scenarios(emulationYearDecider, { gathered: [...gathered, rulebookVersion()] });

  it('is an order that this ledger is to compute: without a rulebook there is nothing to compute it by', () =>
    given(opened())
      .claiming()
      .when({ type: 'ComputeRanking', data: { ...on, scope: {} } })
      .thenRefused({ code: 'RULEBOOK_NOT_ADOPTED', facts: { year: '2024' } }));

  it('is a rulebook that a year takes', () => {
    const taken = given(opened())
      .claiming()
      .when({ type: 'AdoptRulebook', data: { ...on, rulebookId: RULEBOOK, version: 1 } });
    expect(taken.decision.accepted).toBe(true);
  });
});
