import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Type as Class } from '@nestjs/common';
import fc from 'fast-check';
import { InvalidInput } from '../../src/http/problems/fault.js';
import { CommandsModule } from '../../src/commands.module.js';
import { accepted, explain, isObject, NOT_ACCEPTED } from '../../src/http/shapes/acceptance.js';
import { Reasons } from '../../src/http/shapes/reasons.js';
import { thoroughValidation } from '../../src/http/shapes/validation.js';
import { mutations } from './mutations.js';
import { SeededService } from './seeded-service.js';

const SEED = 20_250_322;
const OF_EACH = 40;
const REFUSED = Symbol('refused');

/** The DTO class of the body of each command, as its controller declares it. */
function bodyClasses(): ReadonlyMap<string, Class<object>> {
  const controllers = Reflect.getMetadata('controllers', CommandsModule) as Class<object>[];
  const found = new Map<string, Class<object>>();
  for (const { prototype } of controllers as { prototype: Record<string, object> }[]) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const operation = Reflect.getMetadata('swagger/apiOperation', prototype[name] ?? {}) as { operationId: string };
      const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as Class<object>[];
      const body = types.find((type) => type.name.endsWith('Body'));
      if (operation !== undefined && body !== undefined) found.set(operation.operationId, body);
    }
  }
  return found;
}

describe('taking a body in one pass', () => {
  const thorough = thoroughValidation();
  let seeded: SeededService | undefined;

  beforeAll(async () => {
    seeded = await SeededService.start();
  });

  afterAll(() => seeded?.stop());

  it(`takes only what the whole validation takes, and makes the same of it (seed ${SEED})`, async () => {
    if (seeded === undefined) throw new Error('The service did not start');
    const classes = bodyClasses();
    const commands = seeded.operations.filter(({ method }) => method === 'POST');
    expect(commands.map(({ id }) => id).filter((id) => !classes.has(id))).toEqual([]);
    const plan = fc.sample(mutations, { seed: SEED, numRuns: OF_EACH });
    let acceptedOnes = 0;
    for (const operation of commands) {
      const type = classes.get(operation.id) ?? Object;
      const inOrder = String(seeded.inOrder(operation).body);
      expect([operation.id, accepted(type, JSON.parse(inOrder)) === NOT_ACCEPTED]).toEqual([operation.id, false]);
      for (const { apply } of plan) {
        const { body } = apply({ ...seeded.inOrder(operation), body: inOrder });
        const quickly = accepted(type, parsed(body));
        if (quickly === NOT_ACCEPTED) continue;
        acceptedOnes += 1;
        const slowly: unknown = await thorough
          .transform(parsed(body), { type: 'body', metatype: type })
          .catch(() => REFUSED);
        expect(quickly).toStrictEqual(slowly);
      }
    }
    expect(acceptedOnes).toBeGreaterThan(commands.length * 5);
  });

  it(`refuses what the whole validation refuses, and names the same places (seed ${SEED})`, async () => {
    if (seeded === undefined) throw new Error('The service did not start');
    const classes = bodyClasses();
    const plan = fc.sample(mutations, { seed: SEED, numRuns: OF_EACH });
    let refusedOnes = 0;
    for (const operation of seeded.operations.filter(({ method }) => method === 'POST')) {
      const type = classes.get(operation.id) ?? Object;
      const inOrder = String(seeded.inOrder(operation).body);
      for (const { apply, what } of plan) {
        const { body } = apply({ ...seeded.inOrder(operation), body: inOrder });
        const value = parsed(body);
        if (!isObject(value) || accepted(type, value) !== NOT_ACCEPTED) continue;
        const reasons = new Reasons();
        explain(type, value, '', reasons);
        const slowly: unknown = await thorough
          .transform(parsed(body), { type: 'body', metatype: type })
          .catch((error: unknown) => error);
        const told = [operation.id, what, body];
        expect([...told, pointersOf(reasons.refusal)]).toEqual([...told, pointersOf(slowly)]);
        refusedOnes += 1;
      }
    }
    expect(refusedOnes).toBeGreaterThan(500);
  });
});

/** Each place once, in any order; an entry of a list that is named itself adds nothing. */
function pointersOf(error: unknown): readonly string[] {
  const named = error instanceof InvalidInput ? new Set(error.errors.map(({ pointer }) => pointer)) : new Set<string>();
  return [...named].filter((pointer) => !named.has(pointer.replace(/\/\d+$/, ''))).sort();
}

function parsed(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
