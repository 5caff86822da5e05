import { describe, it } from '@jest/globals';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import type { DecisionMethod } from '../../src/rulebooks/rulebook.values.js';
import { partOfYear, scenarios, type Reason } from '../support/given.js';
import { adopted, BLOC_NAME, fullName, inYear, opened, rulebook, SEVEN } from '../support/mothers/seven-provinces.js';
import {
  assented,
  assenting,
  attended,
  convened,
  excluded,
  listed,
  meeting,
  objected,
  on,
  scoringSkipped,
} from '../support/mothers/voting.js';

const given = scenarios(partOfYear<VotingCommand, VotingEvent>(votingDecisions));
const only = (...methods: readonly DecisionMethod[]) => ({
  voting: { ...rulebook.voting, commendation: { ...rulebook.voting.commendation, methods } },
});

describe('unanimous assent', () => {
  it('records who was present, without papers or counts (S0)', () =>
    given(...meeting())
      .when(assenting())
      .then(assented()));

  it('is at a session that is named; a source may not know it, nor who was there, in a year without rulebook too', () => {
    const { sessionId: _, ...unsaid } = assenting().data;
    given(...meeting())
      .when({ type: 'RecordUnanimousAssent', data: unsaid })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'session', field: '/sessionId' } });
    given(opened(), scoringSkipped())
      .claiming()
      .when({ type: 'RecordUnanimousAssent', data: unsaid })
      .then({ type: 'AssentRecorded', data: unsaid });
  });

  it('needs a quorum', () =>
    given(...meeting(SEVEN.slice(0, 4)))
      .when(assenting())
      .thenRefused({ code: 'NO_QUORUM', facts: { present: 4, members: 7, needed: 5 } }));

  it('to a commendation waits for the scores like a ballot', () =>
    given(opened(), adopted(), convened(), attended(SEVEN))
      .when(assenting())
      .thenRefused({ code: 'SCORES_NOT_AGREED', facts: { units: SEVEN.map(fullName) } }));

  it('is over with one objection, even one that came before', () =>
    given(...meeting(), objected('son-la'))
      .when(assenting())
      .thenRefused({ code: 'NOT_UNANIMOUS', facts: { units: [fullName('son-la')] } }));

  it('is recorded once, and where the rulebook offers it', () => {
    given(...meeting(), assented())
      .when(assenting())
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'assent', id: 'nhat-tri' } });
    given(...meeting(SEVEN, only('SECRET_PAPER')))
      .when(assenting())
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'UNANIMOUS_ASSENT' } });
  });
});

describe('an objection', () => {
  const objecting = (unitId: string, name?: string) =>
    ({
      type: 'RecordObjection',
      data: { ...on, assentId: 'nhat-tri', unitId, ...(name === undefined ? {} : { person: { name } }) },
    }) as const;

  it('is recorded before and after the assent', () => {
    given(...meeting())
      .when(objecting('son-la'))
      .then(objected('son-la'));
    given(...meeting(), assented())
      .when(objecting('son-la'))
      .then(objected('son-la'));
  });

  it('is once for a unit, and not for guests or strangers', () => {
    given(...meeting(), objected('son-la'))
      .when(objecting('son-la'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'objection', id: 'nhat-tri son-la' } });
    given(...meeting(), assented())
      .when(objecting('son-la', 'Trần Việt Hà'))
      .thenRefused({ code: 'GUEST_CANNOT_VOTE', facts: { person: 'Trần Việt Hà' } });
    given(...meeting())
      .when(objecting('yen-bai'))
      .thenRefused({ code: 'NOT_ELIGIBLE', facts: { unit: 'yen-bai', unitId: 'yen-bai' } });
  });

  it('is made by who attends the session for the unit, as a vote is (D43)', () => {
    const speakers = ['Đại diện son-la'];
    const stranger: Reason = {
      code: 'NOT_ITS_SPEAKER',
      facts: { person: 'Đại diện lao-cai', unit: fullName('son-la'), unitId: 'son-la', speakers },
    };
    const object = objecting('son-la', 'Đại diện lao-cai');
    given(...meeting(), assented())
      .when(object)
      .thenRefused(stranger);
    given(...meeting(), assented())
      .claiming()
      .when(object)
      .thenWarns([stranger], { type: 'ObjectionRecorded', data: object.data });
    const own = objecting('son-la', 'ĐẠI DIỆN SON-LA');
    given(...meeting(), assented())
      .when(own)
      .then({ type: 'ObjectionRecorded', data: own.data });
  });
});

describe('an agreed list', () => {
  const entries = [
    { form: 'GOVERNMENT_FLAG', count: 1, unitIds: ['dien-bien'] },
    { form: 'CHAIRMAN_CERTIFICATE', count: 2, unitIds: [] },
  ];
  const listing = (...args: Parameters<typeof listed>) => ({ ...listed(...args), type: 'RecordAgreedList' as const });

  it('holds units or only their number, by form (S4)', () =>
    given(...meeting())
      .when(listing(entries))
      .then(listed(entries)));

  it('is agreed by a quorum of members', () => {
    given(...meeting())
      .when(listing(entries, { agreedBy: SEVEN.slice(0, 4) }))
      .thenRefused({ code: 'NO_QUORUM', facts: { present: 4, members: 7, needed: 5 } });
    given(...meeting())
      .when(listing(entries, { agreedBy: [...SEVEN.slice(0, 6), 'yen-bai'] }))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-21' },
      });
  });

  it('names who agreed; a source may say that all did, or nothing of them', () => {
    const { sessionId: _, agreedBy: __, ...unsaid } = listed(entries).data;
    const { agreedBy: ___, ...unnamed } = listing(entries).data;
    given(...meeting())
      .when({ type: 'RecordAgreedList', data: unnamed })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'member', field: '/agreedBy' } });
    given(...meeting())
      .when(listing(entries, { agreedByAll: true }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/agreedByAll' } });
    for (const who of [{}, { agreedByAll: true }, { agreedBy: [], agreedByAll: true }]) {
      given(opened(), scoringSkipped())
        .claiming()
        .when({ type: 'RecordAgreedList', data: { ...unsaid, ...who } })
        .then({ type: 'AgreedListRecorded', data: { ...unsaid, ...who } });
    }
  });

  it('is agreed at its session and not before', () =>
    given(...meeting())
      .when(listing(entries, inYear('2025-03-20')))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-21', second: '2025-03-20', order: 'AT_SESSION' },
      }));

  it('waits for the scores like a vote', () =>
    given(opened(), adopted(), convened(), attended(SEVEN))
      .when(listing(entries))
      .thenRefused({ code: 'SCORES_NOT_AGREED', facts: { units: SEVEN.map(fullName) } }));

  it('names no excluded unit, no more units than its number, and only forms of the catalogue', () => {
    given(...meeting(), excluded('dien-bien'))
      .when(listing(entries))
      .thenRefused({
        code: 'UNIT_EXCLUDED',
        facts: {
          unit: fullName('dien-bien'),
          unitId: 'dien-bien',
          ground: 'Có cán bộ lãnh đạo chủ chốt vi phạm pháp luật',
        },
      });
    for (const [unitIds, facts] of [
      [['dien-bien', 'lao-cai'], { which: 'ANNOUNCED', count: 1 }],
      [['dien-bien', 'dien-bien'], { which: 'NAMED_TWICE' }],
    ] as const) {
      given(...meeting())
        .when(listing([{ form: 'GOVERNMENT_FLAG', count: 1, unitIds }]))
        .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts });
    }
    given(...meeting())
      .when(listing([{ form: 'ORDER', count: 1, unitIds: [] }]))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'form', id: 'ORDER' } });
  });

  it('is recorded once, and where the rulebook offers it', () => {
    given(...meeting(), listed(entries))
      .when(listing(entries))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'list', id: 'danh-sach' } });
    given(...meeting(SEVEN, only('SECRET_PAPER')))
      .when(listing(entries))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'AGREED_LIST' } });
  });
});
