import { exact, ZERO, type Exact, type FractionText } from '../kernel/fraction.js';
import type { Points, Rounding } from '../kernel/points.js';

/** What is wrong at one place of a rulebook, in both languages; `at` is the path of its field. */
export type Problem = Readonly<{ at: string; en: string; vi: string }>;

export type Problems = Generator<Problem, void, void>;

export function problem(at: string, en: string, vi: string): Problem {
  return { at, en, vi };
}

/** Enough to mend at once; of more only the number is told, so that a refusal stays smaller than what it refuses. */
const MOST_NAMED = 50;

/** What a refusal tells of them, in both languages. */
export function unusable(
  problems: readonly Problem[],
): Readonly<{ problems: readonly string[]; problemsVi: readonly string[] }> {
  const named = problems.slice(0, MOST_NAMED);
  const more = problems.length - named.length;
  return {
    problems: [...inWords(named, 'en'), ...(more > 0 ? [`and ${more} more`] : [])],
    problemsVi: [...inWords(named, 'vi'), ...(more > 0 ? [`và ${more} chỗ khác`] : [])],
  };
}

/** Each problem as one line that begins with its place. */
export function inWords(problems: readonly Problem[], language: 'vi' | 'en'): readonly string[] {
  return problems.map((one) => `${one.at}: ${one[language]}`);
}

/** Points of a rulebook are never negative and never finer than its rounding. */
export function* pointsProblems(points: Points, at: string, rounding: Pick<Rounding, 'decimals'>): Problems {
  if (exact(points).compare(ZERO) < 0) yield problem(at, `${points} is below 0`, `${points} nhỏ hơn 0`);
  yield* decimalsProblems(points, at, rounding);
}

/** Points that may lie below zero are no finer than the rounding either. */
export function* decimalsProblems(points: Points, at: string, { decimals }: Pick<Rounding, 'decimals'>): Problems {
  if ((points.split('.')[1] ?? '').length <= decimals) return;
  yield problem(at, `${points} has more than ${decimals} decimals`, `${points} có quá ${decimals} chữ số thập phân`);
}

/** A share must be more than 0 and at most 1. */
export function* shareProblems(fraction: FractionText, at: string): Problems {
  const value = exact(fraction);
  if (value.compare(ZERO) > 0 && value.compare(exact('1')) <= 0) return;
  yield problem(at, `${fraction} is outside 0..1`, `${fraction} nằm ngoài khoảng từ 0 đến 1`);
}

export function* withinMax(points: Points, at: string, max: Points): Problems {
  const value = exact(points);
  if (value.compare(ZERO) >= 0 && value.compare(exact(max)) <= 0) return;
  yield problem(at, `${points} is outside 0..${max}`, `${points} nằm ngoài khoảng từ 0 đến ${max}`);
}

/** Points that must be reached can be. `most` is absent where there is no upper end. */
export function* reachProblems(points: Points, at: string, most: Exact | undefined): Problems {
  if (most === undefined || exact(points).compare(most) <= 0) return;
  const text = most.toString();
  yield problem(at, `${points} can never be reached, at most ${text}`, `không thể đạt ${points}, tối đa ${text}`);
}

/** No value stands twice. */
export function* distinct(values: readonly string[], at: string): Problems {
  const known = new Set<string>();
  const twice = values.filter((value) => known.size === known.add(value).size);
  for (const value of new Set(twice)) {
    yield problem(at, `${value} stands more than once`, `${value} xuất hiện hơn một lần`);
  }
}
