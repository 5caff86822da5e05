import { describe, expect, it } from '@jest/globals';
import type { Type as Class } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import '../../src/app.module.js';
import { InvalidInput } from '../../src/http/problems/fault.js';
import { validatedAs } from '../../src/http/shapes/validation.js';

const STORAGE = getMetadataStorage();

/** Every class that a body, a path or a query is made of, with its rules as class-validator keeps them. */
const CLASSES = [...(STORAGE['validationMetadatas'] as Map<Class<object>, unknown>).keys()].map(
  (type) => [type, STORAGE.getTargetValidationMetadatas(type, '', false, false)] as const,
);

/** Say nothing: they decide whether the others are asked. */
const SILENT = new Set(['conditionalValidation', 'whitelistValidation']);

const WRONG: readonly unknown[] = [
  ...[null, 0, -1, 1.5, -0, true, '', ' ', 'KHÔNG', 'x'.repeat(3000), '2024-02-30', '-0', '-0.0', {}, { kind: 'X' }],
  ...[[], [null], ['A', 'A'], [{}, {}], Array.from({ length: 1001 }, (_, nth) => `${nth}`)],
];

async function wordsFor(type: Class<object>, value: object): Promise<InvalidInput['errors']> {
  try {
    const outcome: unknown = await validatedAs(type, value);
    return outcome instanceof InvalidInput ? outcome.errors : [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors;
    throw error;
  }
}

describe('what is said of a wrong field', () => {
  it('is in words of ours, in both languages, for each rule of each field', () => {
    expect(CLASSES.length).toBeGreaterThan(90);
    const rules = CLASSES.flatMap(([type, constraints]) =>
      constraints
        .filter((rule) => !SILENT.has(rule.type))
        .map((rule) => ({ field: `${type.name}.${rule.propertyName}`, ...rule })),
    );
    expect(rules.length).toBeGreaterThan(300);
    const foreign = rules.filter(({ context: words, message }) => !isWords(words) || message !== words.en);
    expect(foreign.map(({ field, type, message }) => [field, type, message])).toEqual([]);
  });

  it.each(CLASSES)(
    '%p: says that a field is missing, and of each odd value what is wrong',
    async (type, constraints) => {
      const optional = new Set(
        constraints
          .filter(({ type: kind }) => kind === 'conditionalValidation')
          .map(({ propertyName }) => propertyName),
      );
      const names = [...new Set(constraints.map(({ propertyName }) => propertyName))];
      const missing = (await wordsFor(type, {})).filter(({ messages }) => messages.en === 'is missing');
      const defaults = new type() as Record<string, unknown>;
      const required = names.filter((name) => !optional.has(name) && defaults[name] === undefined);
      expect(missing.map(({ pointer }) => pointer).sort()).toEqual(required.map((name) => `/${name}`).sort());
      for (const name of names) {
        for (const value of WRONG) {
          const told = await wordsFor(type, { [name]: value });
          const foreign = told.filter(
            ({ messages: { vi, en } }) =>
              vi === en || en === 'is not valid' || / must be |each value in|property /.test(vi),
          );
          expect([name, value, foreign]).toEqual([name, value, []]);
        }
      }
    },
  );
});

function isWords(words: unknown): words is Readonly<{ vi: string; en: string }> {
  return typeof words === 'object' && words !== null && 'vi' in words && 'en' in words && Boolean(words.vi && words.en);
}
