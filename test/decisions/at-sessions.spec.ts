import { describe, expect, it } from '@jest/globals';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import type { AttendanceRecorded, SessionConvened } from '../../src/emulation-years/sessions/session.events.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { scenarios } from '../support/given.js';
import { allStanding, inYear, SEVEN, year2024 } from '../support/mothers/seven-provinces.js';
import { representativeOf } from '../support/mothers/origins.js';
import { ballot, meeting, scoringSkipped, voting } from '../support/mothers/voting.js';

const given = scenarios(emulationYearDecider, { gathered: allStanding });

const convened: SessionConvened = {
  type: 'SessionConvened',
  data: {
    ...inYear('2025-03-01'),
    sessionId: 'tru-bi',
    kind: 'PREPARATORY',
    from: onDay('2025-03-21'),
    to: onDay('2025-03-21'),
    online: false,
    agenda: [],
  },
};

const BATCH = { count: 1, named: [] };
const QUESTIONS = [{ questionId: 'truong-cum', unitId: 'cao-bang', forYear: '2025' }];

/** Everything that is done at a session, by the field that names it. */
const DONE: readonly EmulationYearCommand[] = (() => {
  const at = { ...inYear('2025-03-20'), sessionId: 'tru-bi' };
  const vote = { ...at, purpose: 'HEAD', questions: QUESTIONS } as const;
  return [
    { type: 'RecordAttendance', data: { ...at, attendees: [] } },
    { type: 'CloseSession', data: at },
    { type: 'RecordRecommendation', data: { ...at, to: { kind: 'EXTERNAL', name: 'Bộ Nội vụ' }, text: 'Kiến nghị' } },
    { type: 'AgreeScore', data: { ...at, unitId: 'cao-bang', scope: {}, lines: [] } },
    { type: 'AdoptScoreReport', data: { ...at, title: 'Báo cáo chấm điểm', text: 'Đã thẩm định' } },
    { type: 'OpenBallot', data: { ...vote, ballotId: 'bau', method: 'SHOW_OF_HANDS', seats: 1 } },
    { type: 'RecordUnanimousAssent', data: { ...vote, assentId: 'nhat-tri' } },
    { type: 'RecordAgreedList', data: { ...at, listId: 'danh-sach', entries: [], agreedBy: ['cao-bang'] } },
    {
      type: 'AgreeRanking',
      data: {
        ...at,
        scope: {},
        basis: 'ASSENT',
        groups: [{ rank: 1, subjects: [{ unitId: 'cao-bang' }], orderKnown: true }],
        partial: true,
      },
    },
    {
      type: 'ConferAward',
      data: {
        ...at,
        awardId: 'giay-khen',
        form: 'Giấy khen',
        grantor: { kind: 'UNKNOWN' },
        collectives: BATCH,
        individuals: { count: 0, named: [] },
        exemplars: false,
      },
    },
  ];
})();

describe('what is done at a session', () => {
  it.each(DONE)('is not done before it begins, not even by a report (R46): $type', (command) => {
    const late = {
      code: 'INVALID_DATES',
      facts: { first: '2025-03-21', second: '2025-03-20', order: 'AT_SESSION' },
    } as const;
    given(...year2024(), convened)
      .claiming()
      .when(command)
      .thenRefused(late);
  });

  const WITHIN = new Set(['OpenBallot', 'RecordUnanimousAssent', 'RecordAgreedList']);

  it.each(DONE.filter(({ type }) => WITHIN.has(type)))(
    'is not decided after its last day (decision 29): $type',
    (command) => {
      const after = { first: '2025-09-21', second: '2025-03-21', order: 'IN_SESSION' };
      const present: AttendanceRecorded = {
        type: 'AttendanceRecorded',
        data: {
          ...inYear('2025-03-21'),
          sessionId: 'tru-bi',
          attendees: SEVEN.map((unitId) => ({ person: { name: unitId }, unitId, role: 'MEMBER' })),
        },
      };
      const met = [...year2024(), scoringSkipped(), convened, present];
      const late = {
        ...command,
        data: { ...command.data, ...inYear('2025-09-21'), agreedBy: SEVEN },
      } as typeof command;
      given(...met)
        .when(late)
        .thenRefused({ code: 'INVALID_DATES', facts: after });
      const { decision } = given(...met)
        .claiming()
        .when(late);
      expect(decision.accepted && decision.warnings).toContainEqual({
        code: 'INVALID_DATES',
        rule: 'D29',
        facts: after,
      });
    },
  );

  it('is not voted on by hand after it', () =>
    given(...meeting(), ballot())
      .by(representativeOf('cao-bang'))
      .when(voting('cao-bang', 'FOR', inYear('2025-03-22')))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-22', second: '2025-03-21', order: 'IN_SESSION' },
      }));
});
