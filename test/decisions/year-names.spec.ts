import { describe, expect, it } from '@jest/globals';
import { blocStream } from '../../src/blocs/bloc.events.js';
import type { StreamState } from '../../src/deciding/folded-streams.js';
import { type Reading, walk } from '../../src/deciding/gathering.js';
import type { YearCommand } from '../../src/emulation-years/course/course.commands.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { emulationYearSlice } from '../../src/emulation-years/emulation-year.slice.js';
import { emulationYearStream } from '../../src/emulation-years/frame/frame.events.js';
import type { Event } from '../../src/kernel/event.js';
import { unitStream } from '../../src/units/unit.events.js';
import { admitted, established, onBloc } from '../support/mothers/blocs.js';
import { secretary } from '../support/mothers/origins.js';
import { registered } from '../support/mothers/units.js';
import { day, given, NOT_YET, opening } from '../support/course-of-a-year.js';
import {
  allStanding,
  BLOC,
  BLOC_NAME,
  blocStanding,
  inYear,
  members,
  opened,
  unitStanding,
  year2024,
} from '../support/mothers/seven-provinces.js';

describe('the names of a year (D37)', () => {
  const renamed = { vi: 'Cụm thi đua 9 tỉnh' };
  const newName = { full: { vi: 'Tỉnh Sơn La' }, short: { vi: 'Sơn La' } };
  const underNewNames = [
    blocStanding({ name: renamed }),
    ...allStanding.map((known) =>
      (known.data as { unitId: string }).unitId === 'son-la' ? unitStanding('son-la', { name: newName }) : known,
    ),
  ];
  const updated = (on: string, changes: object): EmulationYearEvent => ({
    type: 'YearMembersUpdated',
    data: { ...inYear(on), members, blocName: BLOC_NAME, blocRevision: 9, ...changes },
  });
  const named = members.map((member) => (member.unitId === 'son-la' ? { ...member, name: newName } : member));

  it('are those of its opening while its period runs', () =>
    given(...year2024())
      .knowing(...underNewNames)
      .when({ type: 'UpdateYearMembers', data: inYear('2024-12-30') })
      .then(updated('2024-12-30', {})));

  it('are those of the end of the period from that day on', () =>
    given(...year2024())
      .knowing(...underNewNames)
      .when({ type: 'UpdateYearMembers', data: inYear('2024-12-31') })
      .then(updated('2024-12-31', { members: named, blocName: renamed })));

  it('are asked of no later day than the end of the period, by whatever command they are taken', () => {
    const sonLa = members.find(({ unitId }) => unitId === 'son-la')!;
    const streams: ReadonlyMap<string, readonly Event[]> = new Map<string, readonly Event[]>([
      [
        blocStream(BLOC),
        [established, admitted('son-la'), { type: 'BlocRenamed', data: { ...onBloc('2025-03-01'), name: renamed } }],
      ],
      [
        unitStream('son-la'),
        [
          registered({ unitId: 'son-la', name: sonLa.name }),
          { type: 'UnitRenamed', data: { unitId: 'son-la', occurredOn: { date: '2025-03-01' }, name: newName } },
        ],
      ],
      [emulationYearStream(BLOC, '2024'), year2024()],
    ]);
    const asked = (command: YearCommand): readonly unknown[] => {
      const read = ({ stream, fold }: Reading): StreamState<unknown> => {
        const facts = (streams.get(stream) ?? []).map((fact, revision) => ({
          ...fact,
          revision,
          metadata: { mode: { kind: 'ACT' as const } },
        }));
        const state = facts.reduce<unknown>(fold.evolve, fold.initial);
        const kept = { recordedAt: undefined, decisions: new Map<string, number>() };
        return { state, revision: facts.length - 1, eventId: `${stream}@0`, ...kept };
      };
      const gathering = emulationYearSlice.gather(command, { mode: { kind: 'ACT' }, origin: secretary() });
      return walk(gathering, read).map(({ data }) => (data as { name: unknown }).name);
    };
    const late: readonly YearCommand[] = [
      { type: 'UpdateYearMembers', data: inYear('2025-03-15') },
      { type: 'OpenEmulationYear', data: { ...inYear('2025-03-15'), label: renamed, period: NOT_YET } },
    ];
    for (const command of late) expect(asked(command)).toEqual([BLOC_NAME, sonLa.name]);
  });
});

describe('a bloc that was dissolved (R40)', () => {
  const dissolved = blocStanding({ dissolvedOn: day('2024-01-01'), successors: ['cum-moi'] });
  const over = {
    code: 'BLOC_NOT_ACTIVE',
    facts: { bloc: BLOC_NAME.vi, date: '2024-01-01', successors: ['cum-moi'] },
  } as const;

  it('opens no year that begins afterwards; a claim of one is warned', () => {
    given()
      .knowing(dissolved, ...allStanding)
      .when(opening())
      .thenRefused(over);
    given()
      .knowing(dissolved, ...allStanding)
      .claiming()
      .when(opening())
      .thenWarns([over], opened('2024'));
  });

  it('may still open the year in which it ended', () =>
    given()
      .knowing(blocStanding({ dissolvedOn: day('2024-01-03'), successors: [] }), ...allStanding)
      .when(opening())
      .then(opened('2024')));
});
