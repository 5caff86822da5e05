import { describe, expect, it } from '@jest/globals';
import { unitDirectory } from '../../projections/unit-directory.projection.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { onDay } from '../../src/kernel/partial-date.js';
import { sortKey } from '../../src/kernel/vietnamese-order.js';
import type {
  RepresentativeAppointed,
  RepresentativeRelieved,
  UnitDissolved,
  UnitMerged,
  UnitRenamed,
} from '../../src/units/unit.events.js';
import type { UnitName } from '../../src/units/unit.values.js';
import { claimed } from '../support/given.js';
import { historiesOf } from '../support/history.js';
import { CONSTRUCTION, MERGER_DAY, registered, TRANSPORT, transportName } from '../support/mothers/units.js';

const history = historiesOf(unitDirectory);

const works: UnitName = { full: { vi: 'Sở Công chính Lạng Sơn' }, short: { vi: 'Sở CC Lạng Sơn' } };
const director = { person: { name: 'Hà Văn Dũng', office: 'Giám đốc' }, officeCode: 'DIRECTOR' };

function renamed(name: UnitName, day: string): UnitRenamed {
  return { type: 'UnitRenamed', data: { unitId: TRANSPORT, occurredOn: onDay(day), name } };
}

function appointed(day: string): RepresentativeAppointed {
  return { type: 'RepresentativeAppointed', data: { unitId: TRANSPORT, occurredOn: onDay(day), ...director } };
}

function relieved(day: string): RepresentativeRelieved {
  return { type: 'RepresentativeRelieved', data: { unitId: TRANSPORT, occurredOn: onDay(day), ...director } };
}

const merged: UnitMerged = {
  type: 'UnitMerged',
  data: { unitId: TRANSPORT, occurredOn: onDay(MERGER_DAY), into: CONSTRUCTION },
};

const dissolved: UnitDissolved = {
  type: 'UnitDissolved',
  data: { unitId: TRANSPORT, occurredOn: onDay(MERGER_DAY), reason: 'Giải thể' },
};

describe('a unit in the directory', () => {
  it('is shown as it was registered', () => {
    const told = history(registered({ parentId: 'ubnd-lang-son' }));
    told.shows({
      unitId: TRANSPORT,
      kind: 'DEPARTMENT',
      parentId: 'ubnd-lang-son',
      status: 'ACTIVE',
      name: transportName,
      sortKey: sortKey('Sở Giao thông vận tải Lạng Sơn'),
      names: [{ value: { name: transportName, by: 'REGISTRATION' }, recording: told.recording(0) }],
      representatives: [],
      splits: [],
    });
  });

  it('shows since when it exists as far as a source says so; a claim beside an act tells nothing else', () => {
    const since = { existsFrom: { date: '1991' } };
    expect(history(claimed(registered(since))).row()?.existsFrom).toEqual({ date: '1991' });
    expect(history(claimed(registered(since)), registered()).row()?.existsFrom).toEqual({ date: '1991' });
    expect(history(registered(), claimed(registered(since))).row()).not.toHaveProperty('existsFrom');
  });

  it('bears its last name, and keeps the former ones in the order of their days, whenever they were told', () => {
    const row = history(registered(), renamed(works, '2024-09-01'), renamed(transportName, '2024-05-01')).row();
    expect(row?.name).toEqual(works);
    expect(row?.sortKey).toBe(sortKey('Sở Công chính Lạng Sơn'));
    expect(row?.names.map(({ recording }) => recording.occurredOn.date)).toEqual([
      '2024-01-01',
      '2024-05-01',
      '2024-09-01',
    ]);
  });

  it('names its successor once it is merged (A16)', () => {
    const told = history(registered(), merged);
    expect(told.row()).toMatchObject({ status: 'MERGED', name: transportName });
    expect(told.row()?.ended).toEqual({
      value: { status: 'MERGED', successor: CONSTRUCTION },
      recording: told.recording(1),
    });
  });

  it('may end without a successor', () => {
    expect(history(registered(), dissolved).row()?.ended?.value).toEqual({ status: 'DISSOLVED', reason: 'Giải thể' });
  });

  it('is represented from the appointment until the relief, and again', () => {
    const told = history(registered(), appointed('2024-02-01'), relieved('2024-06-01'), appointed('2024-08-01'));
    expect(told.row()?.representatives).toEqual([
      { appointed: { value: director, recording: told.recording(1) }, relieved: told.recording(2) },
      { appointed: { value: director, recording: told.recording(3) } },
    ]);
  });

  it('was active on the day before its merger, by the name of that day', async () => {
    const told = history(registered(), renamed(works, '2024-09-01'), merged);
    const before = await told.asOf({ day: '2025-02-28' as LocalDate }, TRANSPORT);
    expect(before).toMatchObject({ status: 'ACTIVE', name: works });
    expect(await told.asOf({ day: '2024-08-31' as LocalDate }, TRANSPORT)).toMatchObject({ name: transportName });
    expect(await told.asOf({ day: MERGER_DAY }, TRANSPORT)).toMatchObject({ status: 'MERGED' });
  });

  it('told again is the same', () => {
    history(registered(), appointed('2024-02-01'), relieved('2024-06-01'), merged).isTheSameToldAgain();
  });
});

describe('acts and claims about a unit', () => {
  it('show the end that an act says, and the claim beside it', () => {
    const told = history(registered(), claimed(dissolved), merged);
    expect(told.row()).toMatchObject({ status: 'MERGED' });
    expect(told.row()?.ended).toEqual({
      value: { status: 'MERGED', successor: CONSTRUCTION },
      recording: told.recording(2),
      claims: [{ value: { status: 'DISSOLVED', reason: 'Giải thể' }, recording: told.recording(1) }],
    });
  });

  it('let no claimed end change the state of a unit that an act registered (D35)', () => {
    const row = history(registered(), claimed(dissolved)).row();
    expect([row?.status, row?.ended?.value.status]).toEqual(['ACTIVE', 'DISSOLVED']);
    expect(history(claimed(registered()), claimed(dissolved)).row()).toMatchObject({ status: 'DISSOLVED' });
  });

  it('show what an act registered, whatever a claim says of it before or after', () => {
    const rumour = claimed(registered({ kind: 'OTHER', name: works, parentId: 'khac' }));
    const row = history(registered(), rumour).row();
    expect(row).toMatchObject({ kind: 'DEPARTMENT', name: transportName });
    expect(row).not.toHaveProperty('parentId');
    const healed = history(rumour, registered()).row();
    expect(healed).toMatchObject({ kind: 'DEPARTMENT', name: transportName });
    expect(healed).not.toHaveProperty('parentId');
    expect(healed?.names[0]?.claims?.[0]?.value.name).toEqual(works);
  });

  it('let no claim move the end of an office that an act has set', () => {
    const told = history(
      registered(),
      appointed('2024-02-01'),
      relieved('2024-06-01'),
      claimed(relieved('2024-03-01')),
    );
    expect(told.row()?.representatives[0]?.relieved).toEqual(told.recording(2));
  });
});
