import { describe, expect, it } from '@jest/globals';
import { DraftPledgeBody } from '../../src/emulation-years/pledge/pledge.dto.js';
import { PublishRulebookBody } from '../../src/rulebooks/rulebook.dto.js';
import { InvalidInput } from '../../src/http/problems/fault.js';
import { invalidInputAnswer } from '../../src/http/problems/problem.js';
import { validatedAs } from '../../src/http/shapes/validation.js';

const MIB = 1024 * 1024;

/** What is read of a value, so that work is counted and not timed. */
function counted(value: object): Readonly<{ watched: object; reads: () => number }> {
  let reads = 0;
  const watch = (target: object): object =>
    new Proxy(target, {
      get: (of, name) => {
        reads += 1;
        const found: unknown = Reflect.get(of, name);
        return typeof found === 'object' && found !== null ? watch(found) : found;
      },
    });
  return { watched: watch(value), reads: () => reads };
}

describe('refusing a body whose faults are many', () => {
  it.each<[string, new () => object, () => object, number]>([
    ['65 KB of empty contents', DraftPledgeBody, () => ({ contents: Array.from({ length: 21_000 }, () => ({})) }), 100],
    ['a long list of numbers', PublishRulebookBody, () => ({ content: Array.from({ length: 300_000 }, () => 1) }), 100],
    [
      'a rulebook of unknown keys',
      PublishRulebookBody,
      () => ({ content: Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`khong-co-${n}`, n])) }),
      1_000,
    ],
  ])('answers %s with few words and little work', async (_, type, bodyOf, most) => {
    const { watched, reads } = counted(bodyOf());
    const refusal = await Promise.resolve(validatedAs(type, watched)).catch((error: unknown) => error);
    if (!(refusal instanceof InvalidInput)) throw new Error('was not refused');
    const { problem } = invalidInputAnswer(refusal, { language: 'vi', traceId: 't' });
    expect(Buffer.byteLength(JSON.stringify(problem))).toBeLessThan(MIB / 16);
    expect(refusal.errors.length).toBeLessThanOrEqual(50);
    expect(reads()).toBeLessThan(most);
  });
});
