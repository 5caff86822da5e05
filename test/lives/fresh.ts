import { emulationYearDecider } from '../../src/emulation-years/emulation-year.decider.js';
import type { EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import type { RankingComputed } from '../../src/emulation-years/ranking/ranking.events.js';
import type { RankingOnRecord } from '../../src/emulation-years/ranking/ranking.fold.js';
import type { RankGroup } from '../../src/emulation-years/ranking/ranking.values.js';
import { subjectKey } from '../../src/emulation-years/scoring/subject.values.js';
import type { PartialDate } from '../../src/kernel/partial-date.js';
import { scopeKey, type Scope } from '../../src/kernel/scope.js';
import { DECIDED_AT } from '../support/given.js';
import { secretary } from '../support/mothers/origins.js';
import { BLOC } from '../support/mothers/seven-provinces.js';

/** The year as if no order of it were public, nor its year closed: then nothing keeps an order from being computed. */
function unpublished(year: EmulationYear): EmulationYear {
  const byScope = Object.fromEntries(
    Object.entries(year.ranking.byScope).map(([key, order]): [string, RankingOnRecord] => {
      const { publishedVersion: _version, publishedBy: _by, publishedRanks: _ranks, ...rest } = order;
      return [key, rest];
    }),
  );
  return { ...year, frame: { ...year.frame, status: 'OPEN' }, ranking: { ...year.ranking, byScope } };
}

/** The order of that scope as it would be computed on that day from what stands; `undefined` where it would be refused. */
export function freshOrder(
  year: EmulationYear,
  scope: Scope,
  occurredOn: PartialDate,
): RankingComputed['data'] | undefined {
  const state = unpublished(year);
  const decision = emulationYearDecider.decide(
    {
      ...{ type: 'ComputeRanking', data: { blocId: BLOC, year: '2024', occurredOn, scope } },
      ...{ mode: { kind: 'ACT' }, origin: secretary(), now: DECIDED_AT, gathered: [] },
    },
    { acts: state, known: state },
  );
  const [computed] = decision.accepted ? decision.events : [];
  return computed?.type === 'RankingComputed' ? computed.data : undefined;
}

/** The year without the ties that people broke in that scope. */
export function withoutTies(year: EmulationYear, scope: Scope): EmulationYear {
  const key = scopeKey(scope);
  const order = year.ranking.byScope[key];
  if (order === undefined) return year;
  return { ...year, ranking: { ...year.ranking, byScope: { ...year.ranking.byScope, [key]: { ...order, ties: [] } } } };
}

/** The places as one text: `1 a, 2 b c, 4 d`. */
export function placesIn(groups: readonly Pick<RankGroup, 'rank' | 'subjects'>[]): string {
  return groups.map(({ rank, subjects }) => [rank, ...subjects.map(subjectKey).sort()].join(' ')).join(', ');
}
