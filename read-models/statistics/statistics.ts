import type { RecipientKind } from '../../src/emulation-years/conferral/conferral.values.js';
import { batchOf, RECIPIENT_KINDS } from '../../src/emulation-years/conferral/conferral.values.js';
import type { Recommendation } from '../../src/emulation-years/sessions/session.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Party } from '../../src/kernel/party.js';
import { nameFolded, type LocalizedText } from '../../src/kernel/text.js';
import type { BlocYear } from '../bloc-history/bloc-history.js';
import type { CommendationSummary, Placements, Statistic } from '../bloc-history/conferral-of-year.js';
import type { Current, Recording, Sourced } from '../recording.js';

/** How many recipients of one kind an own award was announced for; without a number where its source tells none. */
export type AnnouncedOfKind = Readonly<{ of: RecipientKind; count?: number }>;

/** An own award of the head in numbers, one line a kind. */
export type AwardInNumbers = Readonly<{
  awardId: string;
  form?: string;
  exemplars?: boolean;
  announced: readonly AnnouncedOfKind[];
  recording: Recording;
}>;

/**
 * What a bloc reports of one year in numbers, and what it asks of superiors. Nothing is added up: not the kinds of one year (D4), and not the
 * years of one figure, of which some are bounds.
 */
export type StatisticsOfYear = Readonly<{
  blocId: string;
  year: string;
  label?: LocalizedText;
  figures: readonly Current<Statistic>[];
  counts: readonly Current<CommendationSummary>[];
  placements: readonly Current<Placements>[];
  awards: readonly AwardInNumbers[];
  recommendations: readonly Sourced<Recommendation>[];
}>;

/** What of a year is asked: one figure, or what is asked of one superior, by words of its name or by its id. */
export type StatisticsAsked = Readonly<{ statistic?: string; addressee?: string }>;

/** The figures of a year; where one figure or what is asked of one superior is looked for, that alone. */
export function statisticsOf(row: BlocYear, asked: StatisticsAsked = {}): StatisticsOfYear {
  const { blocId, year, opened, statistics, summaries, placements, recommendations, conferral } = row;
  const { statistic, addressee } = asked;
  const ofYear = { blocId, year, ...defined({ label: opened?.value.label }) };
  if (statistic === undefined && addressee === undefined) {
    const awards = (conferral?.awards ?? []).map(inNumbers);
    return { ...ofYear, figures: statistics, counts: summaries, placements, awards, recommendations };
  }
  return {
    ...{ ...ofYear, counts: [], placements: [], awards: [] },
    figures: statistics.filter(({ value }) => value.statisticId === statistic),
    recommendations: recommendations.filter(({ value }) => isTo(value.to, addressee)),
  };
}

/** Whether anything of what was asked is there. */
export function tellsSomething({ figures, counts, placements, awards, recommendations }: StatisticsOfYear): boolean {
  return [figures, counts, placements, awards, recommendations].some(({ length }) => length > 0);
}

function inNumbers({
  awardId,
  conferred: { value, recording },
}: NonNullable<BlocYear['conferral']>['awards'][number]): AwardInNumbers {
  const { form, exemplars } = value;
  const announced = RECIPIENT_KINDS.flatMap((of) => {
    const batch = batchOf(value, of);
    return batch === undefined || batch.count === 0 ? [] : [{ of, ...defined({ count: batch.count }) }];
  });
  return { awardId, announced, recording, ...defined({ form, exemplars }) };
}

function isTo(party: Party, addressee: string | undefined): boolean {
  return addressee !== undefined && namesOf(party).some((name) => nameFolded(name).includes(nameFolded(addressee)));
}

function namesOf(party: Party): readonly string[] {
  switch (party.kind) {
    case 'UNIT':
      return [party.unitId];
    case 'BLOC':
      return [party.blocId];
    case 'EXTERNAL':
      return [party.name];
    case 'OFFICE':
      return [party.office, party.unitId ?? ''].filter((name) => name !== '');
    case 'UNKNOWN':
      return [];
  }
}
