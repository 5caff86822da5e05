import { describe, expect, it } from '@jest/globals';
import { blocHistory } from '../../projections/bloc-history/bloc-history.projection.js';
import type { SessionEvent } from '../../src/emulation-years/sessions/session.events.js';
import type { Attendee } from '../../src/emulation-years/sessions/session.values.js';
import { claimed } from '../support/given.js';
import { historiesOf } from '../support/history.js';
import { inYear, year2024 } from '../support/mothers/seven-provinces.js';
import { convened } from '../support/mothers/voting.js';

const history = historiesOf(blocHistory);

describe('a session on the page of its year', () => {
  it.each<[string, readonly Attendee[], number | undefined]>([
    [
      'guests by name',
      [
        { person: { name: 'A' }, role: 'GUEST' },
        { person: { name: 'B' }, role: 'GUEST' },
      ],
      2,
    ],
    [
      'a guest and members',
      [
        { person: { name: 'A' }, role: 'GUEST' },
        { unitId: 'dien-bien', role: 'MEMBER' },
      ],
      1,
    ],
    ['members alone', [{ unitId: 'dien-bien', role: 'MEMBER' }], 0],
    ['a unit of which nothing more is told', [{ unitId: 'dien-bien', role: 'UNKNOWN' }], undefined],
    ['one of whom it is not told in which role', [{ person: { name: 'A' }, role: 'UNKNOWN' }], undefined],
    ['leaders of whom it is not told how many', [{ office: 'Lãnh đạo các sở', role: 'GUEST' }], undefined],
  ])('counts guests where they are known: %s', (_, attendees, guests) => {
    const about = inYear('2025-03-21');
    const came = (list: readonly Attendee[]) =>
      claimed<SessionEvent>({ type: 'AttendanceRecorded', data: { ...about, sessionId: 'tru-bi', attendees: list } });
    const start = [...year2024(), claimed<SessionEvent>(convened(about, 'tru-bi'))];
    const guestsOf = (...more: readonly (readonly Attendee[])[]) =>
      history(...start, ...more.map(came)).row()?.sessions[0]?.guests;
    expect(guestsOf()).toBeUndefined();
    expect(guestsOf(attendees)).toBe(guests);
    const later: Attendee = { person: { name: 'C' }, role: 'GUEST' };
    expect(guestsOf(attendees, [later])).toBe(guests === undefined ? undefined : guests + 1);
  });
});
