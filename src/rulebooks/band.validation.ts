import { exact, ZERO } from '../kernel/fraction.js';
import type { Points } from '../kernel/points.js';
import { problem, withinMax, type Problem, type Problems } from './rulebook.problems.js';
import type { Band, LineRule } from './rulebook.values.js';

type Steps = Extract<LineRule, { kind: 'STEP' }>;

/** Bands ascend, none overlaps another, and a number between them, before or behind them is read in one way. */
export function* bandProblems(steps: Steps, path: string, max: Points): Problems {
  const { bands } = steps;
  if (bands.length === 0) yield problem(path, 'gap everywhere, there is no band', 'không có khoảng nào');
  for (const [index, band] of bands.entries()) {
    const at = `${path}[${index}]`;
    yield* worthProblems(band, at, max);
    yield* endProblems(band, at);
    if (endOf(band) === undefined && index < bands.length - 1) {
      yield problem(at, 'without upTo it overlaps what follows', 'không có đầu trên nên chồng lên khoảng sau');
    }
    yield* neighbourProblems(endOf(bands[index - 1]), band, at);
  }
  yield* gapBelow(steps, path);
  if (steps.gaps === undefined) yield* gapsBetween(bands, path);
  yield* gapAbove(steps, path);
}

/** Where a band ends, and whether that number lies in it. */
type End = Readonly<{ name: 'upTo' | 'below'; number: string }>;

function endOf(band: Band | undefined): End | undefined {
  if (band?.upTo !== undefined) return { name: 'upTo', number: band.upTo };
  return band?.below === undefined ? undefined : { name: 'below', number: band.below };
}

/** Whether a band that begins there begins before the end. */
function beginsWithin(from: string, { name, number }: End): boolean {
  const behind = exact(from).compare(exact(number));
  return behind < 0 || (behind === 0 && name === 'upTo');
}

/** A band has points or says that the table leaves them open. */
function* worthProblems({ points, notDefined }: Band, at: string, max: Points): Problems {
  if (points !== undefined) yield* withinMax(points, `${at}.points`, max);
  if ((points === undefined) === (notDefined === true)) return;
  yield problem(at, 'either points or notDefined', 'phải có điểm hoặc ghi rõ là chưa quy định');
}

function* endProblems(band: Band, at: string): Problems {
  if (band.below !== undefined && band.upTo !== undefined) {
    yield problem(at, 'it ends in two ways, below and upTo', 'có hai đầu trên, "dưới" và "đến"');
  }
  const end = endOf(band);
  if (band.from === undefined || end === undefined || beginsWithin(band.from, end)) return;
  yield problem(at, 'it ends before it begins', 'kết thúc trước khi bắt đầu');
}

function* neighbourProblems(before: End | undefined, band: Band, at: string): Problems {
  if (before === undefined) return;
  const end = endOf(band);
  if (end !== undefined && exact(end.number).compare(exact(before.number)) <= 0) {
    yield overlap(`${at}.${end.name}`, end.number, before);
  } else if (band.from !== undefined && beginsWithin(band.from, before)) {
    yield overlap(`${at}.from`, band.from, before);
  }
}

function overlap(at: string, value: string, { name, number }: End): Problem {
  const [en, vi] = name === 'upTo' ? ['up to', 'đến'] : ['below', 'dưới'];
  return problem(at, `${value} overlaps the band ${en} ${number}`, `${value} chồng lên khoảng ${vi} ${number}`);
}

/** Below the first band there is none to read a number as of; where no number may lie below zero, nothing lies there. */
function* gapBelow({ bands, gaps, negativeValues }: Steps, path: string): Problems {
  const from = bands[0]?.from;
  if (from === undefined || gaps === 'ABOVE' || gaps === 'REFUSE') return;
  if (negativeValues !== 'ALLOWED' && exact(from).compare(ZERO) <= 0) return;
  yield problem(path, `gap below ${from}, the first band must be open`, `hở dưới ${from}, khoảng đầu phải để ngỏ`);
}

function* gapsBetween(bands: readonly Band[], path: string): Problems {
  for (const [index, { from }] of bands.entries()) {
    const end = endOf(bands[index - 1]);
    if (from === undefined || end === undefined || exact(from).compare(exact(end.number)) <= 0) continue;
    yield problem(
      path,
      `gap between ${end.number} and ${from}, say in gaps how it is read`,
      `hở giữa ${end.number} và ${from}, phải quy định cách đọc`,
    );
  }
}

function* gapAbove({ bands, gaps }: Steps, path: string): Problems {
  const top = endOf(bands.at(-1))?.number;
  if (top === undefined || gaps === 'BELOW' || gaps === 'REFUSE') return;
  yield problem(path, `gap above ${top}, the last band must be open`, `hở trên ${top}, khoảng cuối phải để ngỏ`);
}
