import { describe, expect, it } from '@jest/globals';
import { unitDirectory } from '../../projections/unit-directory.projection.js';
import type { ConferralCommand } from '../../src/emulation-years/conferral/conferral.commands.js';
import { conferralDecisions } from '../../src/emulation-years/conferral/conferral.decider.js';
import type { ConferralEvent } from '../../src/emulation-years/conferral/conferral.events.js';
import type { SessionCommand } from '../../src/emulation-years/sessions/session.commands.js';
import { sessionDecisions } from '../../src/emulation-years/sessions/session.decider.js';
import type { SessionEvent } from '../../src/emulation-years/sessions/session.events.js';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { unitDecider } from '../../src/units/unit.decider.js';
import { partOfYear, scenarios } from '../support/given.js';
import { historiesOf } from '../support/history.js';
import { council } from '../support/mothers/origins.js';
import { opened } from '../support/mothers/seven-provinces.js';
import { registered, TRANSPORT } from '../support/mothers/units.js';
import { assented, attended, ballot, conferred, meeting, on, voting, SESSION } from '../support/mothers/voting.js';

const vote = scenarios(partOfYear<VotingCommand, VotingEvent>(votingDecisions));
const meet = scenarios(partOfYear<SessionCommand, SessionEvent>(sessionDecisions));
const award = scenarios(partOfYear<ConferralCommand, ConferralEvent>(conferralDecisions));
const unit = scenarios(unitDecider, { origin: council });

const fullWidth = (name: string): string =>
  name.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

/** The guest of every meeting in these tests. */
const GUEST = 'Trần Việt Hà';

const SPELLINGS: readonly (readonly [string, (name: string) => string])[] = [
  ['as it is', (name) => name],
  ['in capitals', (name) => name.toUpperCase()],
  ['in small letters', (name) => name.toLowerCase()],
  ['in full width', fullWidth],
  ['in capitals of full width', (name) => fullWidth(name.toUpperCase())],
  [
    'in letters of mathematics',
    (name) => name.replace(/[A-Z]/g, (letter) => String.fromCodePoint(0x1d3bf + letter.charCodeAt(0))),
  ],
];

describe.each(SPELLINGS)('the name of one person, spelt %s, is one name', (_, spelt) => {
  const guest = spelt(GUEST);

  it('when a guest votes or objects', () => {
    vote(...meeting(), ballot())
      .when(voting('dien-bien', 'FOR', { voter: { name: guest } }))
      .thenRefused({ code: 'GUEST_CANNOT_VOTE', facts: { person: guest } });
    vote(...meeting(), assented())
      .when({
        type: 'RecordObjection',
        data: { ...on, assentId: 'nhat-tri', unitId: 'son-la', person: { name: guest } },
      })
      .thenRefused({ code: 'GUEST_CANNOT_VOTE', facts: { person: guest } });
  });

  it('when a seat is taken', () => {
    const { data } = attended([], [guest]);
    meet(...meeting())
      .when({ type: 'RecordAttendance', data })
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'attendee', id: guest } });
  });

  it('when tellers are appointed', () => {
    const named = (name: string, role: 'HEAD' | 'MEMBER') => ({ person: { name }, unitId: 'lao-cai', role });
    const tellers = [named('Lý Văn Hải', 'HEAD'), named(spelt('Lý Văn Hải'), 'MEMBER')];
    vote(...meeting(), ballot())
      .when({ type: 'AppointTellers', data: { ...on, ballotId: 'suy-ton', tellers } })
      .thenRefused({ code: 'TELLERS_INVALID', facts: { person: spelt('Lý Văn Hải') } });
  });

  it('when recipients are named', () => {
    const recipient = { name: spelt('Công an tỉnh Sơn La'), unitId: 'son-la' };
    const { data } = conferred();
    award(opened(), conferred(), {
      type: 'AwardRecipientNamed',
      data: {
        ...on,
        awardId: data.awardId,
        kind: 'COLLECTIVE',
        recipient: { name: 'Công an tỉnh Sơn La', unitId: 'son-la' },
      },
    })
      .when({ type: 'NameAwardRecipient', data: { ...on, awardId: data.awardId, kind: 'COLLECTIVE', recipient } })
      .thenRefused({ code: 'RECIPIENT_COUNT_MISMATCH', facts: { which: 'NAMED_TWICE' } });
  });

  it('when a representative is appointed, relieved, and shown', () => {
    const office = (day: string, name: string) => ({
      ...{ unitId: TRANSPORT, occurredOn: onDay(day), person: { name, office: 'Giám đốc' }, officeCode: 'DIRECTOR' },
    });
    const appointed = { type: 'RepresentativeAppointed' as const, data: office('2024-02-01', 'Nguyễn Văn A') };
    const name = spelt('Nguyễn Văn A');
    unit(registered(), appointed)
      .when({ type: 'AppointRepresentative', data: office('2024-05-01', name) })
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'representative', id: name } });
    const relieved = { type: 'RepresentativeRelieved' as const, data: office('2024-09-01', name) };
    unit(registered(), appointed)
      .when({ type: 'RelieveRepresentative', data: office('2024-09-01', name) })
      .then(relieved);
    const row = historiesOf(unitDirectory)(registered(), appointed, relieved).row();
    expect(row?.representatives.map(({ relieved: end }) => end?.occurredOn)).toEqual([onDay('2024-09-01')]);
  });
});

describe('two names that differ in a tone or a letter', () => {
  it.each(['Tràn Việt Hà', 'Trân Việt Hà', 'Trần Viêt Hà'])('are two: %s', (name) => {
    const speaker = { person: { name }, unitId: 'son-la', role: 'MEMBER' } as const;
    const came = { type: 'AttendanceRecorded', data: { ...on, sessionId: SESSION, attendees: [speaker] } } as const;
    vote(...meeting(), came, ballot())
      .when(voting('son-la', 'FOR', { voter: { name } }))
      .then({ type: 'VoteCast', data: voting('son-la', 'FOR', { voter: { name } }).data });
  });
});
