import type { BlocYear } from '../../read-models/bloc-history/bloc-history.js';
import type { ReportedFigure } from '../../read-models/bloc-history/conferral-of-year.js';
import type { ConferralEvent } from '../../src/emulation-years/conferral/conferral.events.js';
import { defined } from '../../src/kernel/defined.js';
import type { Recorded } from '../../src/kernel/event.js';
import { type Quantity, quantityText } from '../../src/kernel/quantity.js';
import { proposals } from '../proposals/proposals.projection.js';
import { renewed } from '../recording/recording.js';
import { withEntry } from '../recording/replaced.js';
import { withOpened } from '../visibility.js';
import { type YearFolds, withValue } from './entries.js';

type FoldedEvent = Parameters<typeof proposals.key>[0];

/** The events of which proposals and own awards are made. */
export const TYPES_OF_CONFERRAL = Object.keys(proposals.on);

/** Proposals and own awards as their own read model tells them, folded by the same folds; what is open there is open here. */
export function withConferral(row: BlocYear, event: Recorded, key: string): BlocYear {
  const fold = proposals.on[event.type as FoldedEvent['type']] as ConferralFold | undefined;
  if (fold === undefined) return row;
  const conferral = fold(row.conferral, event, key);
  const isOpened = row.conferral !== undefined && conferral?.visibility !== row.conferral.visibility;
  return isOpened ? withOpened({ ...row, conferral }, event) : { ...row, conferral };
}

type ConferralFold = (row: BlocYear['conferral'], event: Recorded, key: string) => BlocYear['conferral'];

/** What the bloc reports of itself in numbers. */
export const conferralRowFolds: YearFolds<ConferralEvent> = {
  CommendationSummaryRecorded: (row, event) => {
    const { summaryId, counts, source } = event.data;
    const value = {
      summaryId,
      counts: counts.map(({ of, counted, form, quantity }) => ({
        of,
        counted,
        ...defined({ form }),
        ...figure(quantity),
      })),
      ...defined({ source }),
    };
    return { ...row, summaries: withValue(row.summaries, value, event, (known) => known.summaryId === summaryId) };
  },
  PlacementsRecorded: (row, event) => {
    const { unitId, counts, source } = event.data;
    const before = row.placements.find(({ value }) => value.unitId === unitId);
    const next = renewed(before, { unitId, counts, ...defined({ source }) }, event);
    return { ...row, placements: withEntry(row.placements, before, next) };
  },
  BlocStatisticRecorded: (row, event) => {
    const { statisticId, title, quantity } = event.data;
    const before = row.statistics.find(({ value }) => value.statisticId === statisticId);
    const next = renewed(before, { statisticId, title, ...figure(quantity) }, event);
    return { ...row, statistics: withEntry(row.statistics, before, next) };
  },
};

function figure(quantity: Quantity): ReportedFigure {
  return { quantity, text: { vi: quantityText(quantity, 'vi'), en: quantityText(quantity, 'en') } };
}
