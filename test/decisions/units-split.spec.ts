import { describe, expect, it } from '@jest/globals';
import { onDay } from '../../src/kernel/partial-date.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { UnitCommand } from '../../src/units/unit.commands.js';
import { unitDecider } from '../../src/units/unit.decider.js';
import type { UnitEvent, UnitSplit } from '../../src/units/unit.events.js';
import { standingOfUnit } from '../../src/units/unit.standing.js';
import { claimed, folded, scenarios, type Known } from '../support/given.js';
import { council } from '../support/mothers/origins.js';
import { CONSTRUCTION, registered, standingOf, TRANSPORT, transportName } from '../support/mothers/units.js';

const OTHER = 'so-moi-truong';
const TWO = [CONSTRUCTION, OTHER];
const DAY = '2025-03-01';
const known = TWO.map((unitId) => standingOf(unitId));
const given = scenarios(unitDecider, { origin: council, gathered: known });

const split = (changes: Partial<UnitSplit['data']> = {}): UnitSplit => ({
  type: 'UnitSplit',
  data: { unitId: TRANSPORT, occurredOn: onDay(DAY), into: TWO, ends: true, ...changes },
});
const when = (event: UnitSplit): UnitCommand => ({ type: 'SplitUnit', data: event.data });
const rename = (day: string): UnitCommand => ({
  type: 'RenameUnit',
  data: { unitId: TRANSPORT, occurredOn: onDay(day), name: { ...transportName, short: { vi: 'GTVT' } } },
});
const standing = (...history: readonly Known<UnitEvent>[]) => {
  const { acts } = folded(unitDecider, history);
  return acts && standingOfUnit(acts, '2025-12-01' as LocalDate);
};

describe('splitting a unit (chia, tách)', () => {
  it('ends one that is divided: several go on with its work, and none acts in its name (R40)', () => {
    given(registered()).when(when(split())).then(split());
    expect(standing(registered(), split())).toMatchObject({ endedOn: DAY, successors: TWO });
    const facts = { unit: transportName.full.vi, unitId: TRANSPORT, date: DAY, successor: TWO };
    given(registered(), split()).when(rename(DAY)).thenRefused({ code: 'UNIT_NOT_ACTIVE', facts });
    given(registered(), split()).when(when(split())).thenRefused({ code: 'UNIT_NOT_ACTIVE', facts });
    given(registered(), split())
      .when(rename('2025-02-28'))
      .then({ type: 'UnitRenamed', data: rename('2025-02-28').data as never });
  });

  it('leaves one that goes on beside its parts as it is, however often it is split', () => {
    const beside = split({ into: [OTHER], ends: false });
    given(registered()).when(when(beside)).then(beside);
    expect(standing(registered(), beside)).not.toHaveProperty('endedOn');
    const again = split({ into: [CONSTRUCTION], ends: false, occurredOn: onDay('2025-06-01') });
    given(registered(), beside).when(when(again)).then(again);
  });

  it('names units that exist on that day, none of them itself, and none whose work came from it', () => {
    given(registered())
      .knowing()
      .when(when(split()))
      .thenRefused({ code: 'UNKNOWN_UNIT', facts: { unit: CONSTRUCTION } });
    given(registered())
      .when(when(split({ into: [CONSTRUCTION, TRANSPORT] })))
      .thenRefused({ code: 'INVALID_INPUT', facts: { field: '/into/1' } });
    const ended = { endedOn: '2025-01-01' as LocalDate, successor: TRANSPORT };
    given(registered())
      .knowing(standingOf(CONSTRUCTION, CONSTRUCTION, ended), standingOf(OTHER))
      .when(when(split()))
      .thenRefused({
        code: 'UNIT_NOT_ACTIVE',
        facts: { unit: CONSTRUCTION, unitId: CONSTRUCTION, date: '2025-01-01', successor: TRANSPORT },
      });
  });

  it('says where its parts went and whether it ended; a source may know neither', () => {
    given(registered())
      .when(when(split({ into: [] })))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'unit', field: '/into' } });
    const { ends: _, ...untold } = split().data;
    given(registered())
      .when({ type: 'SplitUnit', data: untold })
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'end', field: '/ends' } });
    const told: UnitSplit = { type: 'UnitSplit', data: { unitId: TRANSPORT, occurredOn: onDay('2025'), into: [] } };
    given(registered()).claiming().when(when(told)).then(told);
    expect(standing(registered(), claimed(split()))).not.toHaveProperty('endedOn');
  });
});
