import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SeededService } from './seeded-service.js';

const BLOC = 'cum-7-tinh';
const UNIT = 'dien-bien';

/** What may stand in the place of an id without being one. `undefined` leaves the claim out. */
const ODD: readonly unknown[] = [undefined, null, '', ' ', [BLOC], [], 7, true, { id: BLOC }, '*', 'Cụm 7 tỉnh'];

/** role, claims, and which of them is missing. */
const INCOMPLETE = ODD.flatMap((odd) => [
  ['secretary', { bloc: odd }, 'bloc'] as const,
  ['secretary', { bloc: odd, unit: UNIT }, 'bloc'] as const,
  ['representative', { bloc: BLOC, unit: odd }, 'unit'] as const,
  ['appraiser', { bloc: BLOC, unit: odd }, 'unit'] as const,
  ['appraiser', { bloc: odd, unit: UNIT }, 'bloc'] as const,
]);

/** Where a claim is not needed, an odd one is still no wider right than a right one. */
const ADORNED = ODD.slice(1).flatMap((odd) =>
  (['council', 'administrator'] as const).flatMap((role) => [
    [role, { bloc: odd }, 'bloc'] as const,
    [role, { unit: odd }, 'unit'] as const,
  ]),
);

/** What such a token sees of each page: `../http/who-sees-what.spec.ts`. */
describe('a command of a token with an absent or odd bloc or unit', () => {
  let seeded: SeededService | undefined;

  beforeAll(async () => {
    seeded = await SeededService.start();
  });

  afterAll(() => seeded?.stop());

  it.each([...INCOMPLETE, ...ADORNED])(
    'as %s with %j is refused, and told about the %s',
    async (role, claims, lacks) => {
      if (seeded === undefined) throw new Error('The service did not start');
      const token = await seeded.tokenWith({ role, ...claims });
      for (const operation of seeded.operations.filter(({ method }) => method === 'POST')) {
        const request = seeded.inOrder(operation);
        const headers = { ...request.headers, authorization: `Bearer ${token}` };
        const { status, body } = await seeded.send({ ...request, headers });
        const { code, facts } = body as { code: string; facts: object };
        expect([operation.id, status, code, facts]).toEqual([
          operation.id,
          403,
          'TOKEN_INCOMPLETE',
          { role, claim: lacks },
        ]);
      }
    },
  );
});
