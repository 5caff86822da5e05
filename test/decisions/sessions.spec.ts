import { describe, it } from '@jest/globals';
import type { SessionCommand } from '../../src/emulation-years/sessions/session.commands.js';
import { sessionDecisions } from '../../src/emulation-years/sessions/session.decider.js';
import type {
  AttendanceRecorded,
  RecommendationRecorded,
  SessionClosed,
  SessionConvened,
  SessionEvent,
} from '../../src/emulation-years/sessions/session.events.js';
import type { Attendee, SessionKind } from '../../src/emulation-years/sessions/session.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { claimed, partOfYear, scenarios } from '../support/given.js';
import { BLOC_NAME, inYear, members, opened, year2024 } from '../support/mothers/seven-provinces.js';

const given = scenarios(partOfYear<SessionCommand, SessionEvent>(sessionDecisions));

/** A session from one date to another (of one day unless told), named after its kind. */
function convened(kind: SessionKind, from: string, to = from, sessionId = kind.toLowerCase()): SessionConvened {
  const dates = { from: onDay(from), to: onDay(to) };
  return {
    type: 'SessionConvened',
    data: { ...inYear('2025-03-01'), sessionId, kind, ...dates, online: false, place: 'thành phố Lào Cai', agenda: [] },
  };
}

function convening(...session: Parameters<typeof convened>): SessionCommand {
  return { type: 'ConveneSession', data: convened(...session).data };
}

const preparatory = convened('PREPARATORY', '2025-03-21');
const conference = convened('CLOSING', '2025-03-22');

const member = (unitId: string, name = `Lãnh đạo ${unitId}`): Attendee => ({
  person: { name },
  unitId,
  role: 'MEMBER',
});
const guest: Attendee = {
  person: { name: 'Nguyễn Anh Tuấn', office: 'Phó trưởng Ban TĐKT Trung ương' },
  role: 'GUEST',
};

function attended(...attendees: readonly Attendee[]): AttendanceRecorded {
  return { type: 'AttendanceRecorded', data: { ...inYear('2025-03-22'), sessionId: 'closing', attendees } };
}

function attending(...attendees: readonly Attendee[]): SessionCommand {
  return { type: 'RecordAttendance', data: attended(...attendees).data };
}

function closed(day = '2025-03-22'): SessionClosed {
  return { type: 'SessionClosed', data: { ...inYear(day), sessionId: 'closing', minutes: { number: '02/BB' } } };
}

const closing = (day?: string): SessionCommand => ({ type: 'CloseSession', data: closed(day).data });

const recommended: RecommendationRecorded = {
  type: 'RecommendationRecorded',
  data: {
    ...inYear('2025-03-22'),
    sessionId: 'closing',
    to: { kind: 'EXTERNAL', name: 'Bộ Giao thông vận tải' },
    text: 'Đề nghị bố trí vốn bảo trì đường biên giới',
  },
};

describe('convening a session', () => {
  it('stores it under the year it serves, though held in the next (A2)', () =>
    given(...year2024(), preparatory)
      .when(convening('CLOSING', '2025-03-22'))
      .then(conference));

  it('is one session of two days (A17)', () =>
    given(...year2024())
      .when(convening('CLOSING', '2023-12-18', '2023-12-19'))
      .then(convened('CLOSING', '2023-12-18', '2023-12-19')));

  it('is refused when it ends before it begins', () =>
    given(...year2024())
      .when(convening('CLOSING', '2025-03-22', '2025-03-21'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-22', second: '2025-03-21', order: 'SESSION_DAYS' },
      }));

  it('is refused to a preparatory session after the conference (A2)', () =>
    given(...year2024(), conference)
      .when(convening('PREPARATORY', '2025-03-23'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-23', second: '2025-03-22', order: 'PREPARATORY' },
      }));

  it('is refused to a conference before its preparatory session', () =>
    given(...year2024(), preparatory)
      .when(convening('CLOSING', '2025-03-20'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-21', second: '2025-03-20', order: 'PREPARATORY' },
      }));

  it('lets both be on one day', () =>
    given(...year2024(), conference)
      .when(convening('PREPARATORY', '2025-03-22'))
      .then(convened('PREPARATORY', '2025-03-22')));

  it('puts no order between a mid-year review and the others', () =>
    given(...year2024(), preparatory, conference)
      .when(convening('MID_YEAR', '2025-07-15'))
      .then(convened('MID_YEAR', '2025-07-15')));

  it('is refused without a day to an act', () =>
    given(...year2024())
      .when(convening('MID_YEAR', '2025-07-15', '2025-07'))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/to/date' } }));

  it('is refused under an id that is taken', () =>
    given(...year2024(), conference)
      .when(convening('MID_YEAR', '2025-07-15', '2025-07-15', 'closing'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'session', id: 'closing' } }));

  it('is checked for its id before its dates', () =>
    given(...year2024(), conference)
      .when(convening('CLOSING', '2025-03-22', '2025-03-21'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'session', id: 'closing' } }));
});

describe('recording attendance', () => {
  it('keeps who came, for whom', () =>
    given(...year2024(), conference)
      .when(attending(member('lao-cai'), guest))
      .then(attended(member('lao-cai'), guest)));

  it('adds to who was known to have come', () =>
    given(...year2024(), conference, attended(member('lao-cai')))
      .when(attending(member('cao-bang')))
      .then(attended(member('cao-bang'))));

  it('lets a guest come from anywhere', () =>
    given(...year2024(), conference)
      .when(attending({ ...guest, unitId: 'ban-tdkt-trung-uong' }))
      .then(attended({ ...guest, unitId: 'ban-tdkt-trung-uong' })));

  it('lets one person come in two roles', () => {
    const host = member('lao-cai', 'Trịnh Xuân Trường');
    given(...year2024(), conference, attended(host))
      .when(attending({ ...host, role: 'GUEST' }))
      .then(attended({ ...host, role: 'GUEST' }));
  });

  it('lets two of one name come in different offices or for different units', () => {
    const director = {
      person: { name: 'Nguyễn Văn A', office: 'Giám đốc' },
      unitId: 'lao-cai',
      role: 'GUEST',
    } as const;
    const deputy = { ...director, person: { name: 'Nguyễn Văn A', office: 'Phó Giám đốc' } };
    const elsewhere = { ...director, unitId: 'son-la' };
    given(...year2024(), conference)
      .when(attending(director, deputy, elsewhere))
      .then(attended(director, deputy, elsewhere));
  });

  it('asks for members of the day of the session, not of the day it is recorded', () => {
    const leaving = members.map((one) => ({
      ...one,
      membership: { ...one.membership, to: '2025-03-22' as LocalDate },
    }));
    const later = { ...attended(member('son-la')).data, ...inYear('2025-04-01') };
    given(opened('2024', { members: leaving }), conference)
      .when({ type: 'RecordAttendance', data: later })
      .then({ type: 'AttendanceRecorded', data: later });
  });

  it('is refused before the session begins: nobody can have come', () => {
    const early = { ...attended(member('lao-cai')).data, ...inYear('2025-03-21') };
    given(...year2024(), conference)
      .when({ type: 'RecordAttendance', data: early })
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-22', second: '2025-03-21', order: 'AT_SESSION' },
      });
  });

  it('is refused to an outsider who attends as a member', () =>
    given(...year2024(), conference)
      .when(attending(member('lao-cai'), member('yen-bai')))
      .thenRefused({
        code: 'NOT_A_MEMBER',
        facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-22' },
      }));

  it('is refused to a member of no unit', () =>
    given(...year2024(), conference)
      .when(attending({ person: { name: 'Nguyễn Văn A' }, role: 'MEMBER' }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/attendees/0/unitId' } }));

  it('is refused twice for one seat', () =>
    given(...year2024(), conference, attended(guest))
      .when(attending(member('lao-cai'), guest))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'attendee', id: 'Nguyễn Anh Tuấn' } }));

  it('is refused twice for one seat in one list', () =>
    given(...year2024(), conference)
      .when(attending(guest, guest))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'attendee', id: 'Nguyễn Anh Tuấn' } }));

  it('names persons as an act; a source may know an office, or but "the leaders of the units" (H13)', () => {
    const leaders: Attendee = { office: 'Lãnh đạo các đơn vị thành viên', role: 'UNKNOWN' };
    const chairman: Attendee = { office: 'Chủ tịch UBND tỉnh', unitId: 'lao-cai', role: 'MEMBER' };
    given(...year2024(), conference)
      .when(attending(member('dien-bien'), leaders))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'attendee', field: '/attendees/1/person' } });
    given(...year2024(), conference)
      .claiming()
      .when(attending(leaders, chairman, { unitId: 'dien-bien', role: 'MEMBER' }))
      .then(attended(leaders, chairman, { unitId: 'dien-bien', role: 'MEMBER' }));
    given(...year2024(), conference, claimed(attended(leaders)))
      .claiming()
      .when(attending(leaders))
      .thenRefused({
        code: 'ALREADY_EXISTS',
        facts: { kind: 'attendee', id: leaders.office ?? '', name: leaders.office ?? '' },
      });
  });

  it('refuses a line that names neither person nor office nor unit', () =>
    given(...year2024(), conference)
      .claiming()
      .when(attending(guest, { role: 'UNKNOWN' }))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/attendees/1/person' } }));

  it('is refused at a session that nobody convened', () =>
    given(...year2024(), preparatory)
      .when(attending(guest))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: 'closing' } }));

  it('is refused after the session was closed', () =>
    given(...year2024(), conference, closed())
      .when(attending(guest))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'SESSION_CLOSED' } }));
});

describe('closing a session', () => {
  it('cites the minutes', () =>
    given(...year2024(), conference)
      .when(closing())
      .then(closed()));

  it('is refused before it began', () =>
    given(...year2024(), conference)
      .when(closing('2025-03-21'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-22', second: '2025-03-21', order: 'AT_SESSION' },
      }));

  it('is refused twice', () =>
    given(...year2024(), conference, closed())
      .when(closing())
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'SESSION_CLOSED' } }));

  it('is refused for a session that nobody convened', () =>
    given(...year2024())
      .when(closing())
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: 'closing' } }));
});

describe('a recommendation to a superior', () => {
  it('is recorded, also after the session (A14)', () =>
    given(...year2024(), conference, closed())
      .when({ type: 'RecordRecommendation', data: recommended.data })
      .then(recommended));

  it('needs no session', () => {
    const { sessionId: _, ...data } = recommended.data;
    given(...year2024())
      .when({ type: 'RecordRecommendation', data })
      .then({ type: 'RecommendationRecorded', data });
  });

  it('is refused when it cites a session that nobody convened', () =>
    given(...year2024())
      .when({ type: 'RecordRecommendation', data: recommended.data })
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: 'closing' } }));
});

describe('a session claimed from a report', () => {
  it('may know only the month', () =>
    given(...year2024(), claimed(conference))
      .claiming()
      .when(convening('PREPARATORY', '2025-03'))
      .then(convened('PREPARATORY', '2025-03')));

  it('is refused when no day that it can mean fits', () =>
    given(...year2024(), claimed(conference))
      .claiming()
      .when(convening('PREPARATORY', '2025-04'))
      .thenRefused({ code: 'INVALID_DATES', facts: { first: '2025-04', second: '2025-03-22', order: 'PREPARATORY' } }));

  it('may tell of an outsider and of who came after all, with warnings', () =>
    given(...year2024(), conference, closed())
      .claiming()
      .when(attending(member('yen-bai')))
      .thenWarns(
        [
          {
            code: 'NOT_A_MEMBER',
            facts: { unit: 'yen-bai', unitId: 'yen-bai', bloc: BLOC_NAME.vi, date: '2025-03-22' },
          },
          { code: 'INVALID_TRANSITION', facts: { step: 'SESSION_CLOSED' } },
        ],
        attended(member('yen-bai')),
      ));

  it('lets nothing be done in it by an act', () =>
    given(...year2024(), claimed(conference))
      .when(attending(guest))
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'session', id: 'closing', knownBy: 'CLAIM' } }));
});
