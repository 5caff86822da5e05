import { chairman } from '../support/mothers/pledge.js';
import type { Move } from './moves-of-bloc.js';
import { SESSION, type Turn } from './turn.js';

const AT_CONFERENCE = '2025-01-12';

/** The same person spelt otherwise, another one, and one of the same name in another office. */
const SIGNATORIES = [
  chairman,
  { ...chairman, name: chairman.name.toUpperCase() },
  { ...chairman, name: 'Lê Văn C' },
  { ...chairman, officeCode: 'VICE_CHAIRMAN' },
  { ...chairman, officeCode: 'STAFF' },
] as const;

const NAMES = ['Nguyễn Văn A', 'NGUYỄN VĂN A', 'Trần Thị B'] as const;
const OFFICES = ['Giám đốc', 'Phó Giám đốc', undefined] as const;
const AWARDS = ['khen', 'khen-2'] as const;

/** A person by a name that several bear, perhaps with the office, perhaps with the unit. */
function person(turn: Turn, place: number) {
  const office = turn.pick(place, OFFICES);
  return {
    name: turn.pick(place + 1, NAMES),
    ...(office === undefined ? {} : { office }),
    ...(turn.mostly(place, 2) ? { unitId: turn.unit } : {}),
  };
}

/** Who holds an office, signs, attends, is commended. */
export const MOVES_OF_PEOPLE = {
  appoint: (turn) => [
    {
      type: 'AppointRepresentative',
      data: {
        ...{ unitId: turn.unit, occurredOn: turn.on('2024-01-15').occurredOn },
        person: { name: turn.mostly(1, 3) ? chairman.name : 'Lê Văn C' },
        officeCode: turn.mostly(2, 3) ? 'CHAIRMAN' : 'VICE_CHAIRMAN',
      },
    },
  ],
  signAs: (turn) => [
    {
      type: 'SignPledge',
      data: { ...turn.on('2024-10-01'), unitId: turn.unit, signatory: turn.pick(1, SIGNATORIES) },
    },
  ],
  /** Who attends for one unit comes for another too, with its paper or without. */
  attendForAnother: (turn) => {
    const attendee = { person: { name: `ĐẠI DIỆN ${turn.other}` }, unitId: turn.unit, role: 'MEMBER' } as const;
    const attendees = [turn.mostly(2, 2) ? { ...attendee, authority: { number: '05/UQ' } } : attendee];
    return [{ type: 'RecordAttendance', data: { ...turn.on('2025-01-10'), sessionId: SESSION, attendees } }];
  },
  confer: (turn) => [
    {
      type: 'ConferAward',
      data: {
        ...turn.on(AT_CONFERENCE),
        ...{ awardId: turn.pick(3, AWARDS), form: 'Giấy khen', grantor: { kind: 'UNKNOWN' }, exemplars: false },
        sessionId: SESSION,
        collectives: { count: 1, named: [{ name: turn.unit, unitId: turn.unit }], presenter: { name: 'Chủ tọa' } },
        individuals: { count: 3, named: turn.mostly(4, 2) ? [person(turn, 0), person(turn, 1)] : [] },
      },
    },
  ],
  nameAwarded: (turn) => [
    {
      type: 'NameAwardRecipient',
      data: {
        ...turn.on('2025-01-15'),
        ...{ awardId: turn.pick(3, AWARDS), kind: 'INDIVIDUAL', recipient: person(turn, 1) },
      },
    },
  ],
} satisfies Readonly<Record<string, Move>>;
