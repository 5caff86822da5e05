import { describe, it } from '@jest/globals';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import type { QuestionTally } from '../../src/emulation-years/voting/voting.values.js';
import { claimed, partOfYear, scenarios } from '../support/given.js';
import { year2024 } from '../support/mothers/seven-provinces.js';
import { ballot, closed, closing, FLAG, meeting, on } from '../support/mothers/voting.js';

const given = scenarios(partOfYear<VotingCommand, VotingEvent>(votingDecisions));
const open = [...meeting(), ballot()];

describe('closing a ballot as a source reports it', () => {
  const { questionId } = FLAG;
  const { present: _, sessionId: __, ...unattended } = ballot().data;
  const untold = [...year2024(), claimed<EmulationYearEvent>({ type: 'BallotOpened', data: unattended })];
  const reported = (questions: readonly QuestionTally[]): VotingEvent => ({
    type: 'VoteTallied',
    data: { ...on, ballotId: 'suy-ton', questions },
  });

  it('judges no count where nothing says who was present (D6)', () => {
    const counts = [{ questionId, for: 6, against: 1, blank: 0 }];
    given(...untold)
      .claiming()
      .when(closing({ counts }))
      .then(closed, reported([{ ...counts[0]!, outcome: 'UNKNOWN' }]));
  });

  it('keeps what the source says came out, though our terms would say other', () => {
    const said = { questionId, for: 5, against: 2, blank: 0, outcome: 'PASSED' as const };
    given(...untold)
      .claiming()
      .when(closing({ counts: [said] }))
      .then(closed, reported([said]));
    given(...open)
      .claiming()
      .when(closing({ counts: [said] }))
      .then(closed, { type: 'VoteTallied', data: { ...on, ballotId: 'suy-ton', present: 7, questions: [said] } });
  });

  it('keeps its words, and computes nothing from figures that are not there', () => {
    const words = { questionId, for: 6, reported: 'Đạt tỷ lệ phiếu cao' };
    given(...open)
      .claiming()
      .when(closing({ counts: [words] }))
      .then(closed, {
        type: 'VoteTallied',
        data: { ...on, ballotId: 'suy-ton', present: 7, questions: [{ ...words, outcome: 'AS_REPORTED' }] },
      });
    given(...meeting(), claimed(ballot({ method: 'SECRET_PAPER' })))
      .claiming()
      .when(closing({ papers: { issued: 7, returned: 6 }, counts: [words] }))
      .then(closed, {
        type: 'VoteTallied',
        data: {
          ...{ ...on, ballotId: 'suy-ton', papers: { issued: 7, returned: 6 }, present: 7, voted: 6 },
          questions: [{ ...words, outcome: 'AS_REPORTED' }],
        },
      });
  });

  it('of hands tells no figure of a question about which its source tells none', () => {
    const other = { questionId: 'hoi-khac', unitId: 'lao-cai', form: 'GOVERNMENT_FLAG' };
    const { data } = ballot({ questions: [FLAG, other], seats: 2 });
    const hand = { unitId: 'cao-bang', answers: [{ questionId, choice: 'FOR' as const }] };
    given(
      ...meeting(),
      claimed(ballot(data)),
      claimed({ type: 'VoteCast', data: { ...on, ballotId: 'suy-ton', ...hand } }),
    )
      .claiming()
      .when(closing())
      .then(closed, {
        type: 'VoteTallied',
        data: {
          ...{ ...on, ballotId: 'suy-ton', present: 7 },
          questions: [
            { questionId, for: 1, against: 0, blank: 0, outcome: 'UNKNOWN' },
            { questionId: other.questionId, outcome: 'UNKNOWN' },
          ],
        },
      });
  });

  it.each([
    [{ counts: [{ questionId, for: 6, against: 1 }] }, 'UNKNOWN_IN_ACT', { kind: 'count', field: '/counts/0/blank' }],
    [
      { counts: [{ questionId, for: 6, against: 1, blank: 0, outcome: 'PASSED' as const }] },
      'INVALID_INPUT',
      { field: '/counts/0/outcome' },
    ],
    [
      { counts: [{ questionId, for: 6, against: 1, blank: 0, reported: 'Cao' }] },
      'INVALID_INPUT',
      { field: '/counts/0/reported' },
    ],
    [{ papers: { issued: 7 } }, 'UNKNOWN_IN_ACT', { kind: 'count', field: '/papers/returned' }],
  ] as const)('is no act: %j', (changes, code, facts) =>
    given(...open)
      .when(closing(changes))
      .thenRefused({ code, facts }),
  );
});
