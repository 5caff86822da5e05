import { describe, it } from '@jest/globals';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import type { Rulebook } from '../../src/rulebooks/rulebook.values.js';
import { claimed, partOfYear, scenarios, type Reason } from '../support/given.js';
import {
  adopted,
  fullName,
  inYear,
  rulebook,
  SEVEN,
  unitStanding,
  year2024,
} from '../support/mothers/seven-provinces.js';
import {
  attended,
  ballot,
  CERTIFICATE,
  closed,
  convened,
  FLAG,
  meeting,
  on,
  scoringSkipped,
  SESSION,
  voted,
  voting,
  wrote,
} from '../support/mothers/voting.js';

const given = scenarios(partOfYear<VotingCommand, VotingEvent>(votingDecisions));

const unit = (unitId: string) => ({ unit: fullName(unitId), unitId });
const ALL_BUT_ONE = SEVEN.slice(0, 6);
const voteRules = (changes: Partial<Rulebook['voting']>): Partial<Rulebook> => ({
  voting: { ...rulebook.voting, ...changes },
});

describe('raising a hand', () => {
  const open = [...meeting(), ballot()];

  it('is recorded by name', () =>
    given(...open)
      .when(voting('cao-bang'))
      .then(voted('cao-bang')));

  it('shows a conflict of interest when a unit votes on itself', () =>
    given(...open)
      .when(voting('dien-bien'))
      .thenWarns([{ code: 'CONFLICT_OF_INTEREST', rule: 'D3', facts: unit('dien-bien') }], voted('dien-bien')));

  it('leaves the own question blank where the rulebook forbids to vote on oneself', () => {
    const strict = [...meeting(SEVEN, voteRules({ selfVote: 'FORBIDDEN' })), ballot({ selfVote: 'FORBIDDEN' })];
    given(...strict)
      .when(voting('dien-bien'))
      .thenRefused({
        code: 'INVALID_CHOICE',
        facts: { choice: FLAG.questionId, field: '/answers/0/choice', allowed: ['BLANK'] },
      });
    given(...strict)
      .when(voting('dien-bien', 'BLANK'))
      .then(voted('dien-bien', 'BLANK'));
  });

  it('goes by the rules of the opening, whatever rulebook comes afterwards (S6)', () =>
    given(...meeting(), ballot(), adopted('2024', voteRules({ selfVote: 'FORBIDDEN' })))
      .when(voting('dien-bien'))
      .thenWarns([{ code: 'CONFLICT_OF_INTEREST', rule: 'D3', facts: unit('dien-bien') }], voted('dien-bien')));

  it('is not told by name where the way of voting is not known: it may have been secret', () =>
    given(...meeting(), claimed(ballot({ method: 'UNKNOWN' })))
      .claiming()
      .when(voting('dien-bien'))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/answers' } }));

  it('is taken from a source that does not say who was present', () => {
    const { present: _, sessionId: __, ...unknown } = ballot().data;
    given(...year2024(), claimed({ type: 'BallotOpened', data: unknown }))
      .claiming()
      .when(voting('lao-cai'))
      .then(voted('lao-cai'));
  });

  it('is not for guests (A14), even from nowhere and after the close', () =>
    given(...open, closed)
      .when(voting('vu-htqt', 'FOR', { voter: { name: 'Trần Việt Hà' } }))
      .thenRefused({ code: 'GUEST_CANNOT_VOTE', facts: { person: 'Trần Việt Hà' } }));

  it('is for who attends the session for that unit (D43), however the name is spelt', () => {
    for (const name of ['Đại diện son-la', 'Người lạ']) {
      given(...open)
        .when(voting('cao-bang', 'FOR', { voter: { name } }))
        .thenRefused({
          code: 'NOT_ITS_SPEAKER',
          facts: { person: name, ...unit('cao-bang'), speakers: ['Đại diện cao-bang'] },
        });
    }
    const loud = { voter: { name: 'ĐẠI DIỆN CAO-BANG'.normalize('NFD') } };
    given(...open)
      .when(voting('cao-bang', 'FOR', loud))
      .then({ type: 'VoteCast', data: voting('cao-bang', 'FOR', loud).data });
    given(...open)
      .claiming()
      .when(voting('cao-bang', 'FOR', { voter: { name: 'Người lạ' } }))
      .thenWarns(
        [
          {
            code: 'NOT_ITS_SPEAKER',
            facts: { person: 'Người lạ', ...unit('cao-bang'), speakers: ['Đại diện cao-bang'] },
          },
        ],
        { type: 'VoteCast', data: voting('cao-bang', 'FOR', { voter: { name: 'Người lạ' } }).data },
      );
  });

  it('is held against no name where the record knows who attends for the unit by office alone', () => {
    const office = { office: 'Chủ tịch UBND tỉnh', unitId: 'cao-bang', role: 'MEMBER' } as const;
    const came = { type: 'AttendanceRecorded', data: { ...on, sessionId: SESSION, attendees: [office] } } as const;
    given(...year2024(), scoringSkipped(), convened(), came, ballot())
      .claiming()
      .when(voting('cao-bang', 'FOR', { voter: { name: 'Người lạ' } }))
      .then({ type: 'VoteCast', data: voting('cao-bang', 'FOR', { voter: { name: 'Người lạ' } }).data });
  });

  it('is for members only; an outsider is called by its name', () => {
    given(...open)
      .knowing(unitStanding('yen-bai'))
      .when(voting('yen-bai'))
      .thenRefused({ code: 'NOT_ELIGIBLE', facts: unit('yen-bai') });
    given(...open)
      .when(voting('yen-bai'))
      .thenRefused({ code: 'NOT_ELIGIBLE', facts: { unit: 'yen-bai', unitId: 'yen-bai' } });
  });

  it('needs somebody in the hall, who may come late', () => {
    const six = [...meeting(ALL_BUT_ONE), ballot({ present: ALL_BUT_ONE })];
    given(...six)
      .when(voting('lai-chau'))
      .thenRefused({ code: 'NOT_ELIGIBLE', facts: unit('lai-chau') });
    given(...six, attended(['lai-chau']))
      .when(voting('lai-chau'))
      .then(voted('lai-chau'));
  });

  it('counts once, by hand or in writing', () => {
    const reason: Reason = { code: 'ALREADY_VOTED', facts: unit('cao-bang') };
    given(...open, voted('cao-bang'))
      .when(voting('cao-bang', 'AGAINST'))
      .thenRefused(reason);
    given(...open, voted('cao-bang'))
      .claiming()
      .when(voting('cao-bang'))
      .thenRefused(reason);
  });

  it('is over with the close, whoever has voted', () =>
    given(...open, voted('cao-bang'), closed)
      .when(voting('cao-bang'))
      .thenRefused({ code: 'BALLOT_CLOSED' }));

  it('answers every question once and nothing else', () => {
    const answers = [
      { questionId: 'la', choice: 'FOR' as const },
      { questionId: 'la', choice: 'FOR' as const },
    ];
    given(...open)
      .when(voting('cao-bang', 'FOR', { answers: [] }))
      .thenRefused({
        code: 'INVALID_CHOICE',
        facts: { choice: '–', field: '/answers', allowed: [FLAG.questionId] },
      });
    given(...open)
      .claiming()
      .when(voting('cao-bang', 'FOR', { answers }))
      .thenWarns(
        [
          {
            code: 'INVALID_CHOICE',
            facts: { choice: 'la', field: '/answers/1/questionId', allowed: [FLAG.questionId] },
          },
          { code: 'INVALID_CHOICE', facts: { choice: '–' } },
        ],
        { type: 'VoteCast', data: voting('cao-bang', 'FOR', { answers }).data },
      );
  });

  it('chooses at most as many as there are seats in an election, and judges each by itself in a commendation', () => {
    const heads = ['cao-bang', 'lang-son'].map((unitId) => ({
      questionId: `truong-${unitId}`,
      unitId,
      forYear: '2025',
    }));
    const answers = heads.map(({ questionId }) => ({ questionId, choice: 'FOR' as const }));
    given(...meeting(), ballot({ purpose: 'HEAD', questions: heads, seats: 1 }))
      .when(voting('son-la', 'FOR', { answers }))
      .thenRefused({ code: 'INVALID_CHOICE', facts: { choice: '2/1', field: '/answers', allowed: ['FOR: 0..1'] } });
    given(...meeting(), ballot({ questions: [FLAG, CERTIFICATE], seats: 1 }))
      .when(voting('son-la', 'FOR', { answers: voted('son-la', 'FOR', [FLAG, CERTIFICATE]).data.answers }))
      .then(voted('son-la', 'FOR', [FLAG, CERTIFICATE]));
  });

  it('has no place in a secret ballot, not even as a claim, lest a unit be joined to its choice', () => {
    const secret = [...meeting(), ballot({ method: 'SECRET_PAPER' })];
    given(...secret)
      .when(voting('cao-bang'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'SECRET_PAPER' } });
    given(...secret)
      .claiming()
      .when(voting('cao-bang'))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/answers' } });
  });

  it('comes on the day of the opening or later, also as a claim; a month that holds the day will do', () => {
    const early = voting('cao-bang', 'FOR', inYear('2025-03-20'));
    const reason: Reason = {
      code: 'INVALID_DATES',
      facts: { first: '2025-03-21', second: '2025-03-20', order: 'VOTE' },
    };
    given(...open)
      .when(early)
      .thenRefused(reason);
    given(...open)
      .claiming()
      .when(early)
      .thenRefused(reason);
    const sometime = voting('cao-bang', 'FOR', inYear('2025-03'));
    given(...open)
      .claiming()
      .when(sometime)
      .then({ type: 'VoteCast', data: sometime.data });
  });

  it('needs a ballot', () =>
    given(...meeting())
      .when(voting('cao-bang'))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'ballot', id: 'suy-ton' } }));
});

describe('a written opinion', () => {
  const six = [...meeting(ALL_BUT_ONE), ballot({ present: ALL_BUT_ONE })];
  const writing = (choice?: 'FOR') => ({ ...wrote('lai-chau', choice), type: 'SubmitWrittenOpinion' as const });

  it('of an absent member is recorded by name in an open vote', () =>
    given(...six)
      .when(writing('FOR'))
      .then(wrote('lai-chau', 'FOR')));

  it('is a sealed envelope in a secret one: that it came, and nothing of what it says', () => {
    const secret = [...meeting(ALL_BUT_ONE), ballot({ present: ALL_BUT_ONE, method: 'SECRET_PAPER' })];
    given(...secret)
      .when(writing())
      .then(wrote('lai-chau'));
    given(...secret)
      .when(writing('FOR'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'SECRET_PAPER' } });
    given(...secret)
      .claiming()
      .when(writing('FOR'))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/answers' } });
  });

  it('is not accepted from the hall, after the close, or where the rulebook forbids it', () => {
    const refused: Reason = { code: 'WRITTEN_NOT_ALLOWED' };
    given(...meeting(), ballot())
      .when(writing('FOR'))
      .thenRefused(refused);
    given(...six, closed)
      .when(writing('FOR'))
      .thenRefused(refused);
    given(...meeting(ALL_BUT_ONE), ballot({ present: ALL_BUT_ONE, writtenOpinions: 'FORBIDDEN' }))
      .when(writing('FOR'))
      .thenRefused(refused);
  });

  it('is the one vote of its unit', () =>
    given(...six, wrote('lai-chau', 'FOR'))
      .when(writing('FOR'))
      .thenRefused({ code: 'ALREADY_VOTED', facts: unit('lai-chau') }));

  it('answers no question before it is put', () =>
    given(...six)
      .when({ type: 'SubmitWrittenOpinion', data: { ...writing('FOR').data, ...inYear('2025-03-20') } })
      .thenRefused({ code: 'INVALID_DATES', facts: { first: '2025-03-21', second: '2025-03-20', order: 'VOTE' } }));

  it('answers the question in an open vote', () =>
    given(...six)
      .when(writing())
      .thenRefused({ code: 'INVALID_CHOICE', facts: { choice: '–', allowed: [FLAG.questionId] } }));
});

describe('stepping back from a ballot', () => {
  const recused = {
    type: 'VoterRecused',
    data: { ...on, ballotId: 'suy-ton', unitId: 'dien-bien', reason: 'Là ứng viên' },
  } as const;
  const stepBack = { ...recused, type: 'WithdrawFromBallot' as const };
  const open = [...meeting(), ballot()];

  it('is recorded, and the unit votes no more', () => {
    given(...open)
      .when(stepBack)
      .then(recused);
    given(...open, recused)
      .when(voting('dien-bien'))
      .thenRefused({ code: 'NOT_ELIGIBLE', facts: unit('dien-bien') });
  });

  it('comes before the vote and before the close, once', () => {
    given(...open, voted('dien-bien'))
      .when(stepBack)
      .thenRefused({ code: 'ALREADY_VOTED', facts: unit('dien-bien') });
    given(...open, closed)
      .when(stepBack)
      .thenRefused({ code: 'BALLOT_CLOSED' });
    given(...open, recused)
      .when(stepBack)
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'recusal', id: 'dien-bien' } });
  });

  it('may have been said before the ballot was opened', () => {
    const early = { ...recused.data, ...inYear('2025-03-20') };
    given(...open)
      .when({ type: 'WithdrawFromBallot', data: early })
      .then({ type: 'VoterRecused', data: early });
  });

  it('is for who may vote', () =>
    given(...meeting(), ballot({ eligible: SEVEN.filter((id) => id !== 'dien-bien') }))
      .when(stepBack)
      .thenRefused({ code: 'NOT_ELIGIBLE', facts: unit('dien-bien') }));
});
