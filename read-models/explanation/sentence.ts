import { TOTAL_STEPS } from '../../src/emulation-years/scoring/scoring.values.js';
import type { Facts } from '../../src/kernel/event.js';
import { exact } from '../../src/kernel/fraction.js';
import { pointsText } from '../../src/kernel/points.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { Recording } from '../recording.js';

export const STEP_KINDS = [
  'LINE',
  'NOT_ASSIGNED',
  'PART',
  ...TOTAL_STEPS,
  'RANK',
  'TIE_KEY',
  'TIE_BREAK',
  'SAME_RANK',
  'AGREED_ORDER',
  'NOT_RANKED',
  'EXEMPT',
  'CLASS',
  'CHANGED_SINCE',
  'PUBLISHED',
] as const;

/** One step of an explanation: a sentence to read, the figures in it to check, the events it rests on. */
export type Sentence = Readonly<{
  kind: (typeof STEP_KINDS)[number];
  text: Required<LocalizedText>;
  facts: Facts;
  events: readonly Recording['event'][];
}>;

export function sentence(
  kind: Sentence['kind'],
  [vi, en]: readonly [vi: string, en: string],
  facts: Facts,
  recordings: readonly (Recording | undefined)[],
): Sentence {
  const events = new Map(recordings.flatMap((recording) => (recording ? [[recording.event.id, recording.event]] : [])));
  return { kind, text: { vi, en }, facts, events: [...events.values()] };
}

const MOST_DECIMALS = 6;

/** An exact number as one reads it: `2325/4` is 581.25. What has no such end stays a fraction: `200/3`. */
export function readable(number: string): string {
  if (!number.includes('/')) return number;
  const value = exact(number);
  for (let decimals = 1; decimals <= MOST_DECIMALS; decimals += 1) {
    if (10n ** BigInt(decimals) % value.d === 0n) return pointsText(value, decimals);
  }
  return number;
}
