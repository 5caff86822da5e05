import { describe, it } from '@jest/globals';
import type { SessionCommand } from '../../src/emulation-years/sessions/session.commands.js';
import { sessionDecisions } from '../../src/emulation-years/sessions/session.decider.js';
import type { AttendanceRecorded, SessionEvent } from '../../src/emulation-years/sessions/session.events.js';
import type { Attendee } from '../../src/emulation-years/sessions/session.values.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { partOfYear, scenarios } from '../support/given.js';
import { fullName, year2024 } from '../support/mothers/seven-provinces.js';
import { convened, on, SESSION } from '../support/mothers/voting.js';

const given = scenarios(partOfYear<SessionCommand, SessionEvent>(sessionDecisions));
const conference = convened();

const member = (unitId: string, name = `Lãnh đạo ${unitId}`): Attendee => ({
  person: { name },
  unitId,
  role: 'MEMBER',
});

function attended(...attendees: readonly Attendee[]): AttendanceRecorded {
  return { type: 'AttendanceRecorded', data: { ...on, sessionId: SESSION, attendees } };
}

function attending(...attendees: readonly Attendee[]): SessionCommand {
  return { type: 'RecordAttendance', data: attended(...attendees).data };
}

describe('the attendance of one person for several members (D43)', () => {
  const authority = { number: '12/UQ-UBND', date: onDay('2025-03-20') };
  const facts = {
    ...{ person: 'LÃNH ĐẠO LAO-CAI', unit: fullName('son-la'), unitId: 'son-la' },
    ...{ other: fullName('lao-cai'), otherId: 'lao-cai' },
  };

  it('is refused without the written authority of the second, in one list or a later one, however the name is spelt', () => {
    given(...year2024(), conference, attended(member('lao-cai')))
      .when(attending(member('son-la', 'LÃNH ĐẠO LAO-CAI')))
      .thenRefused({ code: 'AUTHORITY_REQUIRED', facts });
    given(...year2024(), conference)
      .when(attending(member('lao-cai'), member('son-la', 'LÃNH ĐẠO LAO-CAI'.normalize('NFD'))))
      .thenRefused({ code: 'AUTHORITY_REQUIRED', facts: { ...facts, person: facts.person.normalize('NFD') } });
  });

  it('is taken with it', () => {
    const substitute = { ...member('son-la', 'Lãnh đạo lao-cai'), authority };
    given(...year2024(), conference)
      .when(attending(member('lao-cai'), substitute))
      .then(attended(member('lao-cai'), substitute));
    given(...year2024(), conference, attended(substitute))
      .when(attending(member('lao-cai')))
      .then(attended(member('lao-cai')));
  });

  it('is two persons where their offices differ (D38)', () => {
    const of = (unitId: string, office: string): Attendee => ({
      ...member(unitId),
      person: { name: 'Nguyễn Văn A', office },
    });
    const two = [of('lao-cai', 'Phó Chủ tịch UBND tỉnh Lào Cai'), of('son-la', 'Chủ tịch UBND tỉnh Sơn La')];
    given(...year2024(), conference)
      .when(attending(...two))
      .then(attended(...two));
  });

  it('is a warning of a claim', () => {
    const second = member('son-la', 'Lãnh đạo lao-cai');
    given(...year2024(), conference, attended(member('lao-cai')))
      .claiming()
      .when(attending(second))
      .thenWarns([{ code: 'AUTHORITY_REQUIRED', facts: { ...facts, person: 'Lãnh đạo lao-cai' } }], attended(second));
  });
});
