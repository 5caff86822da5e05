import { exact, type FractionText } from '../kernel/fraction.js';
import { isLocalDate, type LocalDate } from '../kernel/instant.js';
import type { Threshold } from '../kernel/threshold.js';
import {
  allCriteria,
  criteriaProblems,
  DEEPEST_CRITERION,
  distinct,
  isShallow,
  MOST_CRITERIA,
  MOST_CURVES,
  pointsProblems,
  type Problems,
} from './criteria.validation.js';
import type {
  BallotRules,
  CommendationForm,
  CommendationRules,
  Quota,
  RankingRules,
  Rulebook,
  ScoringRules,
} from './rulebook.values.js';

const MOST_DECIMALS = 6;

/**
 * Everything that makes a rulebook unusable, each with the path of its field: `scoring.criteria[2].bands: gap above 5,
 * the last band must be open`. Empty when it can be published. A tree too deep is the only problem reported, because
 * the other checks would recurse into it.
 */
export function problemsOf(rulebook: Rulebook): readonly string[] {
  if (!isShallow(rulebook.scoring.criteria)) return sizeProblems(rulebook);
  return [...rulebookProblems(rulebook)];
}

/**
 * What of the size of its criteria would cost too much work with each sheet. The depth is the only such problem where the tree is
 * too deep.
 */
export function sizeProblems({ scoring: { criteria } }: Pick<Rulebook, 'scoring'>): readonly string[] {
  if (!isShallow(criteria)) return [`scoring.criteria: more than ${DEEPEST_CRITERION} levels deep`];
  const all = allCriteria(criteria);
  const curves = all.filter(({ kind }) => kind === 'CURVE').length;
  return [
    ...(all.length > MOST_CRITERIA ? [`scoring.criteria: ${all.length} criteria, at most ${MOST_CRITERIA}`] : []),
    ...(curves > MOST_CURVES ? [`scoring.criteria: ${curves} lines of kind CURVE, at most ${MOST_CURVES}`] : []),
  ];
}

function* rulebookProblems(rulebook: Rulebook): Problems {
  const { pledge, scoring, ranking, voting, commendations, obligatorySteps } = rulebook;
  yield* distinct(pledge.authorisedOffices, 'pledge.authorisedOffices');
  yield* deadlineProblems(pledge.deadline, 'pledge.deadline');
  yield* scoringProblems(scoring);
  yield* rankingProblems(ranking, scoring);
  yield* ballotProblems(voting.commendation, 'voting.commendation');
  yield* ballotProblems(voting.election, 'voting.election');
  yield* commendationProblems(commendations);
  yield* distinct(obligatorySteps, 'obligatorySteps');
}

function* deadlineProblems(deadline: LocalDate | undefined, path: string): Problems {
  if (deadline !== undefined && !isLocalDate(deadline)) yield `${path}: ${String(deadline)} is not a day`;
}

function* scoringProblems(scoring: ScoringRules): Problems {
  const { criteria, rounding, scale } = scoring;
  const { decimals } = rounding;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MOST_DECIMALS) {
    yield `scoring.rounding.decimals: ${decimals} is outside 0..${MOST_DECIMALS}`;
  }
  yield* pointsProblems(scale, 'scoring.scale', rounding);
  yield* deadlineProblems(scoring.deadline, 'scoring.deadline');
  yield* sizeProblems({ scoring });
  const ids = idsOf(allCriteria(criteria));
  yield* distinct(ids, 'scoring.criteria');
  yield* criteriaProblems(criteria, 'scoring.criteria', rounding);
  yield* distinct(idsOf(scoring.knockOuts), 'scoring.knockOuts');
  yield* scopeProblems(scoring);
}

function* scopeProblems({ tracks = [], groups = [], subPeriods = [] }: ScoringRules): Problems {
  yield* distinct(tracks, 'scoring.tracks');
  yield* distinct(subPeriods, 'scoring.subPeriods');
  yield* distinct(idsOf(groups), 'scoring.groups');
  yield* distinct(
    groups.flatMap(({ unitIds }) => unitIds),
    'scoring.groups.unitIds',
  );
}

function* rankingProblems({ tieKeys }: RankingRules, { criteria }: ScoringRules): Problems {
  const ids = new Set(idsOf(allCriteria(criteria)));
  for (const [index, key] of tieKeys.entries()) {
    if (key.key === 'CRITERION' && !ids.has(key.criterionId)) {
      yield `ranking.tieKeys[${index}].criterionId: there is no criterion ${key.criterionId}`;
    }
  }
  yield* distinct(
    tieKeys.map((key) => (key.key === 'CRITERION' ? `CRITERION ${key.criterionId}` : key.key)),
    'ranking.tieKeys',
  );
}

function* ballotProblems({ methods, threshold, quorum }: BallotRules, path: string): Problems {
  if (methods.length === 0) yield `${path}.methods: there is no way to decide`;
  yield* distinct(methods, `${path}.methods`);
  yield* thresholdProblems(threshold, `${path}.threshold`);
  yield* shareProblems(quorum, `${path}.quorum`);
}

function* thresholdProblems({ fraction, comparison }: Threshold, path: string): Problems {
  yield* shareProblems(fraction, `${path}.fraction`);
  if (comparison === 'MORE_THAN' && exact(fraction).equals(exact('1'))) {
    yield `${path}: more than all can never be reached`;
  }
}

/** A share must be more than 0 and at most 1. */
function* shareProblems(fraction: FractionText, path: string): Problems {
  const value = exact(fraction);
  if (value.compare(exact('0')) <= 0 || value.compare(exact('1')) > 0) yield `${path}: ${fraction} is outside 0..1`;
}

function* commendationProblems({ forms }: CommendationRules): Problems {
  yield* distinct(idsOf(forms), 'commendations.forms');
  for (const [index, form] of forms.entries()) {
    yield* quotaProblems(form.quota, forms.slice(0, index), `commendations.forms[${index}].quota`);
  }
}

/** Forms are ordered from the highest: a quota of what remains after higher forms needs a higher form before it. */
function* quotaProblems(quota: Quota | undefined, higher: readonly CommendationForm[], path: string): Problems {
  if (quota?.kind !== 'SHARE') return;
  yield* shareProblems(quota.share, `${path}.share`);
  if (quota.base === 'REMAINING_AFTER_HIGHER' && higher.length === 0) {
    yield `${path}.base: REMAINING_AFTER_HIGHER needs a higher form before it`;
  }
}

function idsOf(entries: readonly Readonly<{ id: string }>[]): readonly string[] {
  return entries.map(({ id }) => id);
}
