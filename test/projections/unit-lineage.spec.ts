import { describe, expect, it } from '@jest/globals';
import { unitDirectory } from '../../projections/unit-directory.projection.js';
import { unitLineage } from '../../projections/unit-lineage.projection.js';
import { UNIT_LINEAGE } from '../../read-models/unit-lineage/unit-lineage.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { UnitDissolved, UnitMerged, UnitSplit } from '../../src/units/unit.events.js';
import { claimed } from '../support/given.js';
import { historiesOf } from '../support/history.js';
import { CONSTRUCTION, registered, TRANSPORT } from '../support/mothers/units.js';

const on = (day: string) => ({ unitId: TRANSPORT, occurredOn: onDay(day) });
const merged: UnitMerged = { type: 'UnitMerged', data: { ...on('2025-03-01'), into: CONSTRUCTION } };
const dissolved: UnitDissolved = { type: 'UnitDissolved', data: { ...on('2025-03-01'), successor: CONSTRUCTION } };
const split: UnitSplit = { type: 'UnitSplit', data: { ...on('2025-03-01'), into: [CONSTRUCTION, 'so-b'], ends: true } };
const key = UNIT_LINEAGE.keyOf(CONSTRUCTION, TRANSPORT);

describe('whose work a unit goes on with', () => {
  const lineage = historiesOf(unitLineage);

  it.each([
    [merged, { by: 'MERGER' }],
    [dissolved, { by: 'DISSOLUTION' }],
    [split, { by: 'SPLIT', ends: true }],
  ])('is told from the record of the one before: %#', (event, descent) => {
    const told = lineage(registered(), event);
    expect(told.row(key)).toMatchObject({ unitId: CONSTRUCTION, predecessor: TRANSPORT, descent: { value: descent } });
    told.isTheSameToldAgain();
  });

  it('is told of each part of a divided unit, and of none where nobody goes on', () => {
    expect(lineage(split).row(UNIT_LINEAGE.keyOf('so-b', TRANSPORT))).toBeDefined();
    const { successor: _, ...alone } = dissolved.data;
    expect(lineage({ type: 'UnitDissolved', data: alone }).row(key)).toBeUndefined();
  });

  it('keeps a claim beside the act', () => {
    const { descent } = lineage(merged, claimed(split)).row(key) ?? {};
    expect([descent?.value.by, descent?.claims?.map(({ value }) => value.by)]).toEqual(['MERGER', ['SPLIT']]);
  });
});

describe('a unit that was split', () => {
  const directory = historiesOf(unitDirectory);

  it('is shown with where its parts went, and as ended only where it was', () => {
    const ended = directory(registered(), split).row(TRANSPORT);
    expect([ended?.status, ended?.ended?.value]).toEqual([
      'SPLIT',
      { status: 'SPLIT', successors: [CONSTRUCTION, 'so-b'] },
    ]);
    const beside: UnitSplit = { type: 'UnitSplit', data: { ...on('2024-06-01'), into: ['so-b'], ends: false } };
    const row = directory(registered(), split, beside).row(TRANSPORT);
    expect(row?.splits.map(({ value }) => value)).toEqual([
      { into: ['so-b'], ends: false },
      { into: [CONSTRUCTION, 'so-b'], ends: true },
    ]);
    expect(directory(registered(), beside).row(TRANSPORT)).toMatchObject({ status: 'ACTIVE' });
  });
});
