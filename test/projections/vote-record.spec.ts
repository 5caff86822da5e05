import { describe, expect, it } from '@jest/globals';
import { voteRecord } from '../../projections/vote-record.projection.js';
import { VOTE_RECORD, type VoteRecord } from '../../read-models/vote-record/vote-record.js';
import { namesIn, publishedVote, wholeVote } from '../../read-models/vote-record/vote-view.js';
import type { BallotTieBroken, VoterRecused } from '../../src/emulation-years/voting/voting.events.js';
import type { Event, Warning } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { claimed } from '../support/given.js';
import { historiesOf, type Told, told as withMetadata } from '../support/history.js';
import { publicationOf } from '../support/mothers/ranking.js';
import { BLOC, SEVEN } from '../support/mothers/seven-provinces.js';
import {
  assented,
  ballot,
  CERTIFICATE,
  closed,
  count,
  FLAG,
  hands,
  listed,
  meeting,
  objected,
  on,
  tallied,
  voted,
  wrote,
} from '../support/mothers/voting.js';

const history = historiesOf(voteRecord);
const KEY = VOTE_RECORD.keyOf(BLOC, '2024', 'BALLOT', 'suy-ton');
const naming = namesIn(undefined);

function recordOf(...facts: readonly Told<Event>[]): VoteRecord {
  const row = history(...facts).row();
  if (row === undefined) throw new Error('The history shows no vote');
  return row;
}

const SECRET = { method: 'SECRET_PAPER' } as const;
const papers = { issued: 7, returned: 7, written: 0, valid: 7, invalid: 0 };
const tied = [FLAG, CERTIFICATE];

const tieBroken: BallotTieBroken = {
  type: 'BallotTieBroken',
  data: { ...on, ballotId: 'suy-ton', questionId: FLAG.questionId, by: { name: 'Chủ tọa' }, reason: 'Theo quy chế' },
};

describe('the record of a ballot', () => {
  it('holds the terms as they were fixed, and nothing cast', () => {
    const told = history(...meeting(), ballot());
    const { blocId: _, year: __, occurredOn: ___, ballotId: ____, ...terms } = ballot().data;
    told.shows({
      ...{ blocId: BLOC, year: '2024', kind: 'BALLOT', voteId: 'suy-ton', heldOn: '2025-03-21' },
      terms: { value: terms, recording: told.recording(-1) },
      ...{ hands: [], written: [], recused: [], tieBreaks: [] },
    });
  });

  it('keeps what was counted of one that was found void, and shows it as void; a claim voids none opened here (D41)', () => {
    const ground = 'Kiểm phiếu sai';
    const voided = { type: 'BallotVoided', data: { ...on, ballotId: 'suy-ton', ground } } as const;
    const counted = [...meeting(), ballot(), closed, tallied([count(6, 1, 'PASSED')])];
    const outcomes = (...facts: readonly Told<Event>[]) =>
      wholeVote(recordOf(...facts), naming).outcomes.map(({ outcome }) => outcome);
    expect(wholeVote(recordOf(...counted, voided), naming).ballot).toMatchObject({
      voided: { value: { ground } },
      tally: { value: { questions: [{ outcome: 'PASSED' }] } },
    });
    expect([outcomes(...counted), outcomes(...counted, voided)]).toEqual([['PASSED'], ['VOID']]);
    expect(outcomes(...meeting(), ballot(), voided)).toEqual(['VOID']);
    expect(outcomes(...counted, claimed(voided))).toEqual(['PASSED']);
  });

  it('names who voted how in an open vote, and the count against what was needed (A5)', () => {
    const told = history(...meeting(), ballot(), ...hands(6, 1), closed, tallied([count(6, 1, 'PASSED')]));
    const record = told.row();
    if (record?.kind !== 'BALLOT') throw new Error('no ballot');
    expect(record.hands.map(({ value }) => [value.unitId, value.answers[0]?.choice])).toEqual(
      SEVEN.map((unitId, nth) => [unitId, nth < 6 ? 'FOR' : 'AGAINST']),
    );
    expect(record.tally).toEqual({
      value: { present: 7, voted: 7, written: 0, questions: [count(6, 1, 'PASSED')] },
      recording: told.recording(-1),
    });
    expect(record.closed).toEqual(told.recording(-2));
  });

  it('shows what a source does not say as unknown, and what it says of the result in its words', () => {
    const { questions, purpose, seats, eligible } = ballot().data;
    const unknown = { purpose, method: 'UNKNOWN' as const, questions, seats, eligible };
    const result = { questionId: FLAG.questionId, outcome: 'AS_REPORTED' as const, reported: 'Tỷ lệ cao' };
    const record = recordOf(
      ...meeting(),
      claimed({ type: 'BallotOpened', data: { ...on, ballotId: 'suy-ton', ...unknown } }),
      claimed({ type: 'VoteTallied', data: { ...on, ballotId: 'suy-ton', questions: [result] } }),
    );
    expect(record.kind === 'BALLOT' && [record.terms.value, record.tally?.value]).toEqual([
      unknown,
      { questions: [result] },
    ]);
    expect(wholeVote(record, naming).outcomes).toEqual([
      {
        ...{ questionId: FLAG.questionId, form: FLAG.form, outcome: 'AS_REPORTED', reported: 'Tỷ lệ cao' },
        units: [{ unitId: 'dien-bien', name: { vi: 'dien-bien' } }],
      },
    ]);
  });

  it.each([SECRET, { method: 'UNKNOWN' }] as const)(
    'drops what a source told by name of a ballot that turns out to be %j',
    (method) => {
      const told = [claimed(voted('lao-cai', 'AGAINST')), claimed(wrote('ha-giang', 'AGAINST'))];
      const twice = [claimed(wrote('ha-giang', 'AGAINST'))];
      const record = recordOf(...meeting(), claimed(ballot()), ...told, ...twice, ballot(method));
      expect(JSON.stringify(record)).not.toContain('AGAINST');
      expect(record.kind === 'BALLOT' && [record.hands, record.written.length]).toEqual([[], 1]);
    },
  );

  it('lists a written opinion apart from the hands (A5 iii)', () => {
    const record = recordOf(...meeting(), ballot(), ...hands(5, 0), wrote('ha-giang', 'FOR'));
    const opinion = record.kind === 'BALLOT' ? record.written.map(({ value }) => value) : [];
    expect(opinion).toEqual([{ unitId: 'ha-giang', answers: [{ questionId: FLAG.questionId, choice: 'FOR' }] }]);
  });

  it('never says who chose what in a secret ballot, even where a source told it', () => {
    const record = recordOf(
      ...meeting(),
      ballot(SECRET),
      claimed(voted('lao-cai', 'AGAINST')),
      claimed(wrote('ha-giang', 'AGAINST')),
      tallied([count(6, 1, 'PASSED')], { papers }),
    );
    expect(JSON.stringify(record)).not.toContain('AGAINST');
    expect(record.kind === 'BALLOT' && record.written.map(({ value }) => value)).toEqual([{ unitId: 'ha-giang' }]);
    expect(record.kind === 'BALLOT' && record.tally?.value.papers).toEqual(papers);
  });

  it('keeps recusals with their reason', () => {
    const recused: VoterRecused = {
      type: 'VoterRecused',
      data: { ...on, ballotId: 'suy-ton', unitId: 'dien-bien', reason: 'Là ứng viên' },
    };
    const record = recordOf(...meeting(), ballot(), recused);
    expect(record.kind === 'BALLOT' && record.recused.map(({ value }) => value)).toEqual([
      { unitId: 'dien-bien', reason: 'Là ứng viên' },
    ]);
  });

  it('gives the seat to whom the tie was broken for, and the other question has lost', () => {
    const questions = tied.map(({ questionId }) => count(6, 1, 'TIED', { questionId }));
    const facts = [...meeting(), ballot({ questions: tied, seats: 1 }), tallied(questions)];
    const outcomes = (...more: readonly Told<Event>[]) =>
      wholeVote(recordOf(...facts, ...more), naming).outcomes.map(({ outcome }) => outcome);
    expect([outcomes(), outcomes(tieBroken), outcomes(claimed(tieBroken))]).toEqual([
      ['TIED', 'TIED'],
      ['PASSED', 'FAILED'],
      ['TIED', 'TIED'],
    ]);
  });

  it('says by which key a tie was broken, where the record says it', () => {
    const facts = [...meeting(), ballot({ questions: tied, seats: 1 })];
    const keyed: BallotTieBroken = { ...tieBroken, data: { ...tieBroken.data, key: 'HEAD_DECIDES' } };
    const breaks = (broken: BallotTieBroken) => {
      const record = recordOf(...facts, broken);
      return record.kind === 'BALLOT' ? record.tieBreaks.map(({ value }) => value) : [];
    };
    const { questionId, by, reason } = tieBroken.data;
    expect(breaks(tieBroken)).toEqual([{ questionId, by, reason }]);
    expect(breaks(keyed)).toEqual([{ questionId, key: 'HEAD_DECIDES', by, reason }]);
  });

  it('shows who voted on its own matter', () => {
    const warning: Warning = { code: 'CONFLICT_OF_INTEREST', rule: 'D3', facts: { unitId: 'dien-bien' } };
    const told = history(...meeting(), ballot(), withMetadata(voted('dien-bien'), { warnings: [warning] }));
    expect(wholeVote(told.row() as VoteRecord, naming).conflictsOfInterest).toEqual([
      { value: { unitId: 'dien-bien', name: { vi: 'dien-bien' } }, recording: told.recording(-1) },
    ]);
  });

  it('shows the public the outcomes alone, as they were when a publication named it, and nothing before', () => {
    const questions = tied.map(({ questionId }) => count(6, 1, 'TIED', { questionId }));
    const facts = [...meeting(), ballot({ questions: tied, seats: 1 }), ...hands(6, 1), closed, tallied(questions)];
    const shown = publicationOf({ part: 'VOTES', votes: [{ kind: 'BALLOT', voteId: 'suy-ton' }] });
    const told = history(...facts, shown);
    const seen = publishedVote(told.row() as VoteRecord, naming);
    expect(seen?.row).toEqual({
      ...{ blocId: BLOC, year: '2024', kind: 'BALLOT', voteId: 'suy-ton', heldOn: '2025-03-21' },
      outcomes: [FLAG, CERTIFICATE].map(({ questionId, form, unitId }) => ({
        ...{ questionId, form, outcome: 'TIED' },
        units: [{ unitId, name: { vi: unitId } }],
      })),
      published: told.recording(-1),
    });
    const { stream, revision } = told.recording(-1).event;
    expect(seen?.provenance).toEqual({ [stream]: `${revision}` });
    expect(publishedVote(recordOf(...facts), naming)).toBeUndefined();
    const outcomes = (...more: readonly Told<Event>[]) =>
      publishedVote(recordOf(...facts, shown, ...more), naming)?.row.outcomes.map(({ outcome }) => outcome);
    const voided = { type: 'BallotVoided', data: { ...on, ballotId: 'suy-ton', ground: 'Kiểm phiếu sai' } } as const;
    expect(outcomes(voided)).toEqual(['VOID', 'VOID']);
    expect([outcomes(tieBroken), outcomes(tieBroken, shown), outcomes(tieBroken, claimed(shown))]).toEqual([
      ['TIED', 'TIED'],
      ['PASSED', 'FAILED'],
      ['TIED', 'TIED'],
    ]);
  });

  it('shows no outcome where a claim knows no count', () => {
    const record = recordOf(...meeting(), claimed(ballot()), claimed(closed));
    expect(wholeVote(record, naming).outcomes).toEqual([]);
  });

  it('shows a second claim of the same count beside the first', () => {
    const record = recordOf(
      ...meeting(),
      ballot(),
      claimed(tallied([count(6, 1, 'PASSED')])),
      claimed(tallied([count(7, 0, 'PASSED')])),
    );
    const tally = record.kind === 'BALLOT' ? record.tally : undefined;
    expect(
      [tally?.value, ...(tally?.claims ?? []).map(({ value }) => value)].map((one) => one?.questions[0]?.for),
    ).toEqual([6, 7]);
  });

  it('was not counted the day before', async () => {
    const told = history(...meeting(), ballot(), tallied([count(6, 1, 'PASSED')]));
    const known = async (day: string) => (await told.asOf({ day: day as LocalDate }, KEY))?.voteId;
    expect([await known('2025-03-20'), await known('2025-03-21')]).toEqual([undefined, 'suy-ton']);
  });

  it('is the same told again', () => {
    history(...meeting(), ballot(), ...hands(6, 1), wrote('ha-giang'), closed, tallied([])).isTheSameToldAgain();
  });
});

describe('the record of an assent', () => {
  it('says who was present and that all agreed', () => {
    const told = history(...meeting(), assented());
    const { blocId: _, year: __, occurredOn: ___, assentId: ____, ...value } = assented().data;
    told.shows({
      ...{ blocId: BLOC, year: '2024', kind: 'ASSENT', voteId: 'nhat-tri', heldOn: '2025-03-21' },
      assent: { value, recording: told.recording(-1) },
      ...{ objections: [], outcome: 'AGREED' },
    });
  });

  it('is ended by one objection, before or after it was recorded', () => {
    const outcomes = [
      [assented(), objected('son-la')],
      [objected('son-la'), assented()],
    ].map((facts) => wholeVote(recordOf(...meeting(), ...facts), naming).outcomes[0]?.outcome);
    expect(outcomes).toEqual(['OBJECTED', 'OBJECTED']);
  });

  it('that was given here is not ended by an objection that a source tells, which stands beside it (decision 35)', () => {
    const told = claimed(objected('son-la'));
    const outcomes = [
      [assented(), told],
      [told, assented()],
      [claimed(assented()), told],
    ].map((facts) => wholeVote(recordOf(...meeting(), ...facts), naming).outcomes[0]?.outcome);
    expect(outcomes).toEqual(['AGREED', 'AGREED', 'OBJECTED']);
  });
});

describe('the record of an agreed list', () => {
  it('holds forms with units or only their number (S4)', () => {
    const entries = [{ form: 'PROVINCE_FLAG', count: 2, unitIds: [] }];
    const record = recordOf(...meeting(), listed(entries));
    expect(record.kind === 'AGREED_LIST' && record.list.value.entries).toEqual(entries);
    expect(wholeVote(record, naming).outcomes).toEqual([
      { form: 'PROVINCE_FLAG', count: 2, units: [], outcome: 'AGREED' },
    ]);
  });
});
