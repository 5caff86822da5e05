import { describe, expect, it } from '@jest/globals';
import { ranking } from '../../projections/ranking/ranking.projection.js';
import type { UnitClassified } from '../../src/emulation-years/ranking/ranking.events.js';
import type { Event, Source } from '../../src/kernel/event.js';
import { historiesOf, told, type Told } from '../support/history.js';
import { report } from '../support/mothers/origins.js';
import { inYear, year2024 } from '../support/mothers/seven-provinces.js';

const history = historiesOf(ranking);
const DECISION: Source = { title: 'Quyết định công nhận' };

function classified(classification: string): UnitClassified {
  return {
    type: 'UnitClassified',
    data: { ...inYear('2025-03-22'), scope: {}, classes: [{ unitId: 'son-la', classification }], basis: 'Quy chế' },
  };
}

const from = (source: Source, classification: string) =>
  told(classified(classification), { mode: { kind: 'CLAIM', source } });

describe('what is told anew on purpose', () => {
  const shown = (...facts: readonly Told<Event>[]) => {
    const [standing] = history(...year2024(), ...facts).row()?.classifications ?? [];
    return [standing?.value.classification, standing?.claims?.map(({ value }) => value.classification)];
  };

  it('stands as it was told last by one source', () => {
    expect(shown(from(report, 'A'), from(report, 'B'))).toEqual(['B', undefined]);
  });

  it('leaves beside what another source said, as that source said it last', () => {
    expect(shown(from(report, 'A'), from(DECISION, 'B'))).toEqual(['B', ['A']]);
    expect(shown(from(report, 'A'), from(DECISION, 'B'), from(report, 'C'))).toEqual(['C', ['B']]);
  });

  it('is never a claim where an act is on record', () => {
    expect(shown(classified('A'), from(report, 'B'))).toEqual(['A', ['B']]);
    expect(shown(from(report, 'B'), classified('A'), classified('C'))).toEqual(['C', ['B']]);
  });
});
