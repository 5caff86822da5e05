import { describe, expect, it } from '@jest/globals';
import type { YearCommand } from '../../src/emulation-years/course/course.commands.js';
import { courseDecisions } from '../../src/emulation-years/course/course.decider.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { EmulationYearClosed, StepSkipped, YearEvent } from '../../src/emulation-years/frame/frame.events.js';
import { doneSteps } from '../../src/emulation-years/frame/steps.values.js';
import type { PledgeCompleted } from '../../src/emulation-years/pledge/pledge.events.js';
import type { SessionConvened } from '../../src/emulation-years/sessions/session.events.js';
import type { BallotOpened } from '../../src/emulation-years/voting/voting.events.js';
import { defined } from '../../src/kernel/defined.js';
import { STEPS, type Step } from '../../src/rulebooks/rulebook.values.js';
import { folded, partOfYear, scenarios } from '../support/given.js';
import { agreed, signed } from '../support/mothers/pledge.js';
import { computed, corrected, scoredYear } from '../support/mothers/ranking.js';
import { allAgreed, submitted } from '../support/mothers/scoring.js';
import { blocStanding, inYear, opened, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';

type FrameCommand = Exclude<YearCommand, { type: 'OpenEmulationYear' }>;

const frame = partOfYear<FrameCommand, YearEvent | PledgeCompleted>(courseDecisions);
const given = scenarios(frame);

const closing: FrameCommand = { type: 'CloseEmulationYear', data: inYear('2025-04-30') };

function skipped(step: Step, reason = 'Không tổ chức'): StepSkipped {
  return { type: 'StepSkipped', data: { ...inYear('2025-04-01'), step, reason } };
}

function closed(done: readonly Step[], ...left: readonly StepSkipped[]): EmulationYearClosed {
  return {
    type: 'EmulationYearClosed',
    data: {
      ...inYear('2025-04-30'),
      done,
      skipped: left.map(({ data: { step, reason } }) => ({ step, ...defined({ reason }) })),
    },
  };
}

const about = inYear('2025-03-22');
const question = { questionId: 'co-cp', unitId: 'dien-bien', form: 'GOVERNMENT_FLAG' };
const hall = { sessionId: 'tru-bi', questions: [question], present: SEVEN };
const carried = { ...about, ...hall, members: 7, quorumNeeded: 5 };

const ballot: BallotOpened = {
  type: 'BallotOpened',
  data: {
    ...carried,
    ballotId: 'suy-ton',
    purpose: 'COMMENDATION',
    method: 'SHOW_OF_HANDS',
    seats: 1,
    eligible: SEVEN,
    threshold: { fraction: '4/5', comparison: 'AT_LEAST', base: 'ALL_MEMBERS' },
    quorum: '2/3',
    writtenOpinions: 'ALLOWED',
  },
};
const ballotClosed: EmulationYearEvent = { type: 'BallotClosed', data: { ...about, ballotId: 'suy-ton' } };
const assent = (purpose: 'COMMENDATION' | 'HEAD'): EmulationYearEvent => ({
  type: 'AssentRecorded',
  data: { ...carried, assentId: 'nhat-tri', purpose },
});
const agreedList: EmulationYearEvent = {
  type: 'AgreedListRecorded',
  data: { ...about, sessionId: 'tru-bi', listId: 'danh-sach', entries: [], agreedBy: SEVEN },
};
const ranked: EmulationYearEvent = {
  type: 'RankingComputed',
  data: {
    ...about,
    version: 1,
    scope: {},
    rulebook: { rulebookId: 'quy-che-cum-7-tinh', version: 1 },
    groups: [],
    sheets: [],
    unranked: [],
    exempt: [],
  },
};
const rankedByAssent: EmulationYearEvent = {
  type: 'RankingAgreed',
  data: { ...about, version: 1, scope: {}, basis: 'ASSENT', groups: [], partial: true },
};
const awarded: EmulationYearEvent = {
  type: 'AwardConferred',
  data: {
    ...about,
    awardId: 'dien-hinh',
    form: 'CHAIRMAN_CERTIFICATE',
    grantor: { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh Lào Cai' },
    collectives: { count: 7, named: [] },
    individuals: { count: 7, named: [] },
    exemplars: true,
  },
};
const proposed: EmulationYearEvent = {
  type: 'CommendationProposed',
  data: {
    ...about,
    proposalId: 'co-cp',
    form: 'GOVERNMENT_FLAG',
    grantor: { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' },
    count: 1,
    nominees: ['dien-bien'],
    basis: { kind: 'NONE' },
  },
};
const withdrawn: EmulationYearEvent = {
  type: 'ProposalWithdrawn',
  data: { ...about, proposalId: 'co-cp', reason: 'Khiếu nại' },
};
const conference: SessionConvened = {
  type: 'SessionConvened',
  data: {
    ...about,
    sessionId: 'tong-ket',
    kind: 'CLOSING',
    from: about.occurredOn,
    to: about.occurredOn,
    online: false,
    agenda: [],
  },
};
const conferenceClosed: EmulationYearEvent = { type: 'SessionClosed', data: { ...about, sessionId: 'tong-ket' } };
const heldBy = (unitId: string): EmulationYearEvent => ({
  type: 'AttendanceRecorded',
  data: {
    ...about,
    sessionId: 'tong-ket',
    attendees: [{ person: { name: 'Nguyễn Văn A' }, unitId, role: 'MEMBER' }],
  },
});
const pledged: readonly EmulationYearEvent[] = [
  agreed(about),
  { type: 'PledgeCompleted', data: { ...about, version: 1, signatures: 7 } },
];
const electedFor = (forYear: string): EmulationYearEvent => ({
  type: 'HeadElected',
  data: { ...about, forYear, unitId: 'cao-bang', basis: { kind: 'ASSENT', assentId: 'nhat-tri' } },
});
const objected: EmulationYearEvent = {
  type: 'ObjectionRecorded',
  data: { ...about, assentId: 'nhat-tri', unitId: 'son-la' },
};
const ballotVoided: EmulationYearEvent = {
  type: 'BallotVoided',
  data: { ...about, ballotId: ballot.data.ballotId, ground: 'Kiểm phiếu sai' },
};
const BY_BALLOT = { kind: 'BALLOT', ballotId: ballot.data.ballotId, questionId: 'co-chinh-phu' } as const;
const handedOver = blocStanding({ leadership: { '2025': { head: 'cao-bang', deputies: [] } } });

const obligatory = [computed(), ballot, ballotClosed, awarded];

describe('the steps of a year', () => {
  const stepsAfter = (...history: readonly EmulationYearEvent[]): readonly Step[] => {
    const { acts } = folded(frame, [...year2024(), ...history]);
    return acts === undefined ? [] : doneSteps(acts.steps, ['2025']);
  };

  it.each<[Step, string, readonly EmulationYearEvent[]]>([
    ['PLEDGE', 'every member has signed', pledged],
    ['SCORING', 'there is a ranking by scores', [ranked]],
    ['VOTE', 'a ballot on commendations was closed', [ballot, ballotClosed]],
    ['VOTE', 'all assented', [assent('COMMENDATION')]],
    ['VOTE', 'a list was agreed', [agreedList]],
    ['PROPOSALS', 'a proposal stands', [proposed]],
    ['AWARDS', 'an award was conferred', [awarded]],
    ['CONFERENCE', 'the conference was closed', [conference, conferenceClosed]],
  ])('count %s as done when %s', (step, _, history) => expect(stepsAfter(...history)).toEqual([step]));

  it('count ELECTION as done when the head of another year is known, HANDOVER when the bloc knows it too', () => {
    expect(stepsAfter(electedFor('2025'))).toEqual(['ELECTION', 'HANDOVER']);
    expect(stepsAfter(electedFor('2026'))).toEqual(['ELECTION']);
    expect(stepsAfter(electedFor('2024'))).toEqual([]);
  });

  it.each<[Step, string, readonly EmulationYearEvent[]]>([
    ['SCORING', 'the ranking was agreed without scores', [rankedByAssent]],
    ['VOTE', 'the ballot is still open', [ballot]],
    ['VOTE', 'the ballot was on the head', [{ ...ballot, data: { ...ballot.data, purpose: 'HEAD' } }, ballotClosed]],
    ['VOTE', 'the assent was on the head', [assent('HEAD')]],
    ['VOTE', 'a member objected', [assent('COMMENDATION'), objected]],
    ['VOTE', 'the ballot was found void', [ballot, ballotClosed, ballotVoided]],
    [
      'PROPOSALS',
      'the ballot that carries the proposal was found void',
      [{ ...proposed, data: { ...proposed.data, basis: BY_BALLOT } }, ballotVoided],
    ],
    ['ELECTION', 'a member objected to the assent that elects', [electedFor('2025'), objected]],
    ['PROPOSALS', 'the proposal was withdrawn', [proposed, withdrawn]],
    ['CONFERENCE', 'the conference goes on', [conference]],
    [
      'CONFERENCE',
      'only the mid-year review is over',
      [{ ...conference, data: { ...conference.data, kind: 'MID_YEAR' } }, conferenceClosed],
    ],
  ])('leave %s open while %s', (_step, _, history) => expect(stepsAfter(...history)).toEqual([]));

  it('are told in their usual order', () =>
    expect(
      stepsAfter(electedFor('2025'), conference, conferenceClosed, awarded, proposed, agreedList, ranked, ...pledged),
    ).toEqual(STEPS));
});

describe('skipping a step', () => {
  const skipping = (step: Step): FrameCommand => ({ type: 'SkipStep', data: skipped(step).data });

  it('keeps the reason', () =>
    given(...year2024())
      .when(skipping('VOTE'))
      .then(skipped('VOTE')));

  it('is refused when the step is done', () =>
    given(...year2024(), agreedList)
      .when(skipping('VOTE'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'VOTE' } }));

  it('is refused for a hand-over that the bloc knows', () =>
    given(...year2024(), electedFor('2025'))
      .knowing(handedOver)
      .when(skipping('HANDOVER'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'HANDOVER' } }));

  it.each<[Step, string, readonly EmulationYearEvent[]]>([
    ['SCORING', 'SCORING_BEGUN', [submitted('dien-bien')]],
    ['SCORING', 'SCORING_BEGUN', allAgreed().slice(0, -1)],
    ['VOTE', 'BEGUN', [ballot]],
    ['ELECTION', 'BEGUN', [{ ...ballot, data: { ...ballot.data, purpose: 'HEAD' } }]],
    ['CONFERENCE', 'BEGUN', [conference, heldBy('dien-bien')]],
    ['PLEDGE', 'BEGUN', [agreed(about), signed(about, 'dien-bien')]],
  ])('is refused of %s once it has begun (D30)', (step, situation, facts) => {
    const begun = given(...year2024(), ...facts);
    begun.when(skipping(step)).thenRefused({ code: 'INVALID_TRANSITION', facts: { step: situation } });
    begun
      .claiming()
      .when(skipping(step))
      .thenWarns([{ code: 'INVALID_TRANSITION', facts: { step: situation } }], skipped(step));
  });

  it.each<[Step, string, readonly EmulationYearEvent[]]>([
    ['VOTE', 'the ballot was found void', [ballot, ballotVoided]],
    ['CONFERENCE', 'it was convened and not held', [conference]],
    ['PLEDGE', 'its content was agreed and nobody signed', [agreed(about)]],
  ])('is lawful of %s where %s', (step, _, facts) =>
    given(...year2024(), ...facts)
      .when(skipping(step))
      .then(skipped(step)),
  );

  it('may be told again with a better reason', () =>
    given(...year2024(), skipped('VOTE', '?'))
      .when(skipping('VOTE'))
      .then(skipped('VOTE')));
});

describe('closing a year', () => {
  it('lists what was done', () =>
    given(...scoredYear(), ...obligatory)
      .when(closing)
      .then(closed(['SCORING', 'VOTE', 'AWARDS'])));

  it('is refused while obligatory steps are open, naming them', () =>
    given(...year2024(), ranked)
      .when(closing)
      .thenRefused({ code: 'YEAR_INCOMPLETE', facts: { steps: ['VOTE', 'AWARDS'] } }));

  it('lists what was skipped, with its reason (A13)', () => {
    const three = [skipped('SCORING'), skipped('VOTE'), skipped('AWARDS', 'Không có')];
    given(opened('2024'), ...three)
      .when(closing)
      .then(closed([], ...three));
  });

  it('asks for scoring, vote and awards where no rulebook was adopted', () =>
    given(opened('2024'))
      .when(closing)
      .thenRefused({ code: 'YEAR_INCOMPLETE', facts: { steps: ['SCORING', 'VOTE', 'AWARDS'] } }));

  it('asks for what the rulebook makes obligatory, no more', () => {
    given(...year2024({ obligatorySteps: ['CONFERENCE'] }), conference, conferenceClosed)
      .when(closing)
      .then(closed(['CONFERENCE']));
    given(...year2024({ obligatorySteps: ['CONFERENCE'] }), ...obligatory.slice(1))
      .when(closing)
      .thenRefused({ code: 'YEAR_INCOMPLETE', facts: { steps: ['CONFERENCE'] } });
  });

  it('counts a step that was skipped and then done as done', () =>
    given(...scoredYear(), skipped('VOTE'), ...obligatory)
      .when(closing)
      .then(closed(['SCORING', 'VOTE', 'AWARDS'])));

  it('knows the hand-over from the bloc', () =>
    given(...year2024({ obligatorySteps: ['HANDOVER'] }), electedFor('2025'))
      .knowing(handedOver)
      .when(closing)
      .then(closed(['ELECTION', 'HANDOVER'])));

  it('is refused with an order that a correction since has made another (decision 31)', () => {
    const known = [...scoredYear(), ...obligatory, corrected('lao-cai', ['10', '10', '10'])];
    given(...known)
      .when(closing)
      .thenRefused({ code: 'RANKING_OUTDATED' });
    given(...known)
      .claiming()
      .when(closing)
      .thenWarns([{ code: 'RANKING_OUTDATED' }], closed(['SCORING', 'VOTE', 'AWARDS']));
  });

  it('may be claimed with steps open, with a warning', () =>
    given(...scoredYear(), computed())
      .claiming()
      .when(closing)
      .thenWarns([{ code: 'YEAR_INCOMPLETE', facts: { steps: ['VOTE', 'AWARDS'] } }], closed(['SCORING'])));
});
