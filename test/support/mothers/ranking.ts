import type { EmulationYearEvent } from '../../../src/emulation-years/emulation-year.events.js';
import { computeRanking } from '../../../src/emulation-years/ranking/computed-ranking.js';
import type { PublishedPart, PublishedPlaces } from '../../../src/emulation-years/ranking/publication.values.js';
import type { RankingComputed, ResultPublished } from '../../../src/emulation-years/ranking/ranking.events.js';
import type { RecordCorrected } from '../../../src/emulation-years/scoring/scoring.events.js';
import { lastDayOf } from '../../../src/kernel/partial-date.js';
import { A3, allAgreed, marked, worth, type Marks } from './scoring.js';
import { inYear, rulebook, RULEBOOK, SEVEN, year2024 } from './seven-provinces.js';

const ON = inYear('2025-03-21');

/** The year up to the agreed scores of all seven. */
export function scoredYear(marks: Readonly<Record<string, Marks>> = A3): readonly EmulationYearEvent[] {
  return [...year2024(), ...allAgreed(marks)];
}

/** The place of the agreement of that unit in {@link scoredYear}. */
export function agreementOf(unitId: string): number {
  return scoredYear().findIndex(
    ({ type, data }) => type === 'ScoreAgreed' && 'unitId' in data && data.unitId === unitId,
  );
}

/** The ranking of {@link scoredYear} by the rules of the seven provinces. */
export function computed(
  marks: Readonly<Record<string, Marks>> = A3,
  changes: Partial<RankingComputed['data']> = {},
): RankingComputed {
  const entries = SEVEN.map((unitId) => ({
    subject: { unitId },
    agreed: {
      ...{ scope: {}, inputs: marked(marks[unitId] ?? ['0', '0', '0']) },
      ...{ agreedAt: agreementOf(unitId), agreedOn: ON.occurredOn },
    },
    excluded: false,
  }));
  const order = computeRanking(rulebook, entries, { day: lastDayOf(ON.occurredOn), womenShares: [] });
  return {
    type: 'RankingComputed',
    data: {
      ...ON,
      ...{ version: 1, scope: {}, rulebook: { rulebookId: RULEBOOK, version: 1 } },
      ...order,
      ...{ unranked: [], exempt: [] },
      ...changes,
    },
  };
}

/** S2 publishes ranks 1 and 2, and no points; `others` are named beside. */
export function published(
  changes: Partial<PublishedPlaces> = {},
  ...others: readonly PublishedPart[]
): ResultPublished {
  const places: PublishedPlaces = {
    ...{ part: 'RANKING', version: 1, scope: {}, ranks: [1, 2], pointsShown: false },
    ...changes,
  };
  return publicationOf(places, ...others);
}

export function publicationOf(...parts: readonly PublishedPart[]): ResultPublished {
  return { type: 'ResultPublished', data: { ...inYear('2025-03-22'), parts } };
}

export function corrected(unitId: string, marks: Marks): RecordCorrected {
  return {
    type: 'RecordCorrected',
    data: {
      ...inYear('2025-04-01'),
      ...{ unitId, scope: {}, lines: worth(marks), reason: 'Cộng nhầm' },
      document: { number: '12/QĐ', date: { date: '2025-04-01' } },
    },
  };
}
