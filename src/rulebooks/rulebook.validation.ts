import { exact, smaller, sum, ZERO, type Exact, type FractionText } from '../kernel/fraction.js';
import { isLocalDate, type LocalDate } from '../kernel/instant.js';
import type { Threshold } from '../kernel/threshold.js';
import { classificationProblems } from './classification.validation.js';
import { commendationProblems } from './commendation.validation.js';
import { criteriaProblems, DEEPEST_CRITERION, isShallow, MOST_CRITERIA, MOST_CURVES } from './criteria.validation.js';
import { distinct, pointsProblems, problem, shareProblems, type Problem, type Problems } from './rulebook.problems.js';
import {
  allCriteria,
  PEOPLES_KEYS,
  type BallotRules,
  type Criterion,
  type PeoplesKey,
  type RankingRules,
  type Rulebook,
  type ScoringRules,
  type TieKey,
  ZERO_GROUND,
} from './rulebook.values.js';

const MOST_DECIMALS = 6;

/**
 * Everything that makes a rulebook unusable, each with the path of its field: `scoring.criteria[2].bands: gap above 5,
 * the last band must be open`. Empty when it can be published. A tree too deep is the only problem reported, because
 * the other checks would recurse into it.
 */
export function problemsOf(rulebook: Rulebook): readonly Problem[] {
  if (!isShallow(rulebook.scoring.criteria)) return sizeProblems(rulebook);
  return [...rulebookProblems(rulebook)];
}

/**
 * What of the size of its criteria would cost too much work with each sheet. The depth is the only such problem where the tree is
 * too deep.
 */
export function sizeProblems({ scoring: { criteria } }: Pick<Rulebook, 'scoring'>): readonly Problem[] {
  const at = 'scoring.criteria';
  if (!isShallow(criteria)) {
    return [problem(at, `more than ${DEEPEST_CRITERION} levels deep`, `sâu hơn ${DEEPEST_CRITERION} cấp`)];
  }
  const all = allCriteria(criteria);
  const curves = all.filter(({ kind }) => kind === 'CURVE').length;
  return [
    ...(all.length > MOST_CRITERIA
      ? [
          problem(
            at,
            `${all.length} criteria, at most ${MOST_CRITERIA}`,
            `có ${all.length} tiêu chí, tối đa ${MOST_CRITERIA}`,
          ),
        ]
      : []),
    ...(curves > MOST_CURVES
      ? [
          problem(
            at,
            `${curves} lines of kind CURVE, at most ${MOST_CURVES}`,
            `có ${curves} tiêu chí CURVE, tối đa ${MOST_CURVES}`,
          ),
        ]
      : []),
  ];
}

function* rulebookProblems(rulebook: Rulebook): Problems {
  const { pledge, scoring, ranking, voting, commendations, classification, obligatorySteps } = rulebook;
  yield* distinct(pledge.authorisedOffices, 'pledge.authorisedOffices');
  yield* deadlineProblems(pledge.deadline, 'pledge.deadline');
  yield* scoringProblems(scoring);
  yield* rankingProblems(ranking, scoring);
  yield* ballotProblems(voting.commendation, 'voting.commendation');
  yield* ballotProblems(voting.election, 'voting.election');
  yield* commendationProblems(commendations, classification, scoring.groups ?? []);
  if (classification !== undefined) yield* classificationProblems(classification, scoring);
  yield* distinct(obligatorySteps, 'obligatorySteps');
}

function* deadlineProblems(deadline: LocalDate | undefined, at: string): Problems {
  if (deadline === undefined || isLocalDate(deadline)) return;
  yield problem(at, `${String(deadline)} is not a day`, `${String(deadline)} không phải là một ngày`);
}

function* scoringProblems(scoring: ScoringRules): Problems {
  const { criteria, rounding, scale } = scoring;
  const { decimals } = rounding;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MOST_DECIMALS) {
    yield problem(
      'scoring.rounding.decimals',
      `${decimals} is outside 0..${MOST_DECIMALS}`,
      `${decimals} nằm ngoài khoảng từ 0 đến ${MOST_DECIMALS}`,
    );
  }
  yield* pointsProblems(scale, 'scoring.scale', rounding);
  yield* deadlineProblems(scoring.deadline, 'scoring.deadline');
  yield* sizeProblems({ scoring });
  const ids = idsOf(allCriteria(criteria));
  yield* distinct(ids, 'scoring.criteria');
  yield* criteriaProblems(criteria, 'scoring.criteria', rounding);
  yield* scaleProblems(scoring);
  yield* distinct(idsOf(scoring.knockOuts), 'scoring.knockOuts');
  yield* groundProblems(scoring.knockOuts);
  yield* scopeProblems(scoring);
  yield* titleProblems(scoring);
}

/** What begins like the ground of a line at zero would come and go with its points. */
function* groundProblems(knockOuts: ScoringRules['knockOuts']): Problems {
  for (const [index, { id }] of knockOuts.entries()) {
    if (!id.startsWith(ZERO_GROUND)) continue;
    yield problem(
      `scoring.knockOuts[${index}].id`,
      `${id} would be lifted with the zero points of a line; name it otherwise than ${ZERO_GROUND}…`,
      `${id} trùng với căn cứ loại do tiêu chí bị 0 điểm; không đặt mã bắt đầu bằng ${ZERO_GROUND}`,
    );
  }
}

/** The scale of a table holds (D39): its lines and headings, bonus aside, come to no more unless overflow says so. */
function* scaleProblems({ criteria, scale, overflow }: ScoringRules): Problems {
  const attainable = sum(criteria.map(pointsOnScale));
  if (overflow === 'ALLOWED' || attainable.compare(exact(scale)) <= 0) return;
  yield problem(
    'scoring.scale',
    `the criteria add up to ${attainable.toString()}, more than the scale of ${scale}; say so in overflow or mend one of them`,
    `các tiêu chí cộng lại ${attainable.toString()} điểm, quá thang điểm ${scale}; phải cho phép vượt thang hoặc sửa lại`,
  );
}

/** The full marks of a line or heading, without bonus and deductions. */
function pointsOnScale(criterion: Criterion): Exact {
  if (criterion.kind === 'BONUS' || criterion.kind === 'DEDUCTION') return ZERO;
  if (criterion.kind !== 'GROUP') return exact(criterion.max);
  const lines = sum(criterion.children.map(pointsOnScale));
  return criterion.max === undefined ? lines : smaller(lines, exact(criterion.max));
}

function* scopeProblems({ tracks = [], groups = [], subPeriods = [], rollUp = {} }: ScoringRules): Problems {
  yield* distinct(tracks, 'scoring.tracks');
  yield* distinct(subPeriods, 'scoring.subPeriods');
  yield* distinct(idsOf(groups), 'scoring.groups');
  yield* distinct(
    groups.flatMap(({ unitIds = [] }) => unitIds),
    'scoring.groups.unitIds',
  );
  if (rollUp.subPeriods !== undefined && subPeriods.length < 2) {
    yield problem(
      'scoring.rollUp.subPeriods',
      'there are not two parts of the period to roll up',
      'không có hai kỳ trở lên để cộng dồn',
    );
  }
}

function* titleProblems({ tracks = [], groups = [], subPeriods = [], scopeTitles = [] }: ScoringRules): Problems {
  yield* distinct(idsOf(scopeTitles), 'scoring.scopeTitles');
  const declared = [...tracks, ...subPeriods, ...idsOf(groups)];
  for (const [index, { id }] of scopeTitles.entries()) {
    if (declared.includes(id)) continue;
    yield problem(
      `scoring.scopeTitles[${index}].id`,
      `there is no track, group or part of the period ${id}`,
      `không có lĩnh vực, nhóm hay kỳ trong năm ${id}`,
    );
  }
}

function* rankingProblems({ tieKeys }: RankingRules, { criteria }: ScoringRules): Problems {
  const all = allCriteria(criteria);
  for (const [index, key] of tieKeys.entries()) {
    const at = `ranking.tieKeys[${index}]`;
    if ('criterionId' in key) yield* criterionOfKey(key, all, `${at}.criterionId`);
    yield* keyOrderProblems(key, tieKeys.slice(0, index), at);
  }
  yield* distinct(
    tieKeys.map((key) => ('criterionId' in key ? `${key.key} ${key.criterionId}` : key.key)),
    'ranking.tieKeys',
  );
}

type KeyOfCriterion = Extract<TieKey, { criterionId: string }>;

function* criterionOfKey({ key, criterionId }: KeyOfCriterion, all: readonly Criterion[], at: string): Problems {
  const criterion = all.find(({ id }) => id === criterionId);
  if (criterion === undefined) {
    yield problem(at, `there is no criterion ${criterionId}`, `không có tiêu chí ${criterionId}`);
  } else if (key === 'MORE_OCCURRENCES' && criterion.kind !== 'COUNT') {
    yield problem(
      at,
      `nothing is counted on ${criterionId}, its kind is not COUNT`,
      `tiêu chí ${criterionId} không đếm số lần (loại COUNT)`,
    );
  }
}

/** What is computed decides before people do (D26): behind them it would never be asked, or overrule them. */
function* keyOrderProblems({ key }: TieKey, before: readonly TieKey[], at: string): Problems {
  const peoples = before.find((earlier) => isPeoples(earlier.key));
  if (peoples === undefined || isPeoples(key)) return;
  yield problem(
    at,
    `${key} is computed and stands behind ${peoples.key}, which people decide`,
    `${key} được tính từ điểm nhưng đứng sau ${peoples.key} do con người quyết định`,
  );
}

function isPeoples(key: TieKey['key']): key is PeoplesKey {
  return (PEOPLES_KEYS as readonly string[]).includes(key);
}

function* ballotProblems({ methods, threshold, quorum }: BallotRules, path: string): Problems {
  if (methods.length === 0) {
    yield problem(`${path}.methods`, 'there is no way to decide', 'không có hình thức biểu quyết nào');
  }
  yield* distinct(methods, `${path}.methods`);
  yield* thresholdProblems(threshold, `${path}.threshold`);
  yield* shareProblems(quorum, `${path}.quorum`);
}

function* thresholdProblems({ fraction, comparison }: Threshold, path: string): Problems {
  yield* shareProblems(fraction, `${path}.fraction`);
  if (comparison === 'MORE_THAN' && isAll(fraction)) {
    yield problem(path, 'more than all can never be reached', 'không thể đạt quá tổng số');
  }
}

function isAll(fraction: FractionText): boolean {
  return exact(fraction).equals(exact('1'));
}

function idsOf(entries: readonly Readonly<{ id: string }>[]): readonly string[] {
  return entries.map(({ id }) => id);
}
