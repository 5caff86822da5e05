import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from './document.js';
import { SeededService } from './seeded-service.js';

/** Whose answer a caller gets: the inspector's, the dashboard's, that of a member, or none at all. */
type Sees = 'ALL' | 'MEMBER' | 'PUBLIC' | 'NOTHING';

const OWN_BLOC = 'cum-7-tinh';
const OTHER_BLOC = 'khoi-phu';
const OWN_UNIT = 'dien-bien';
/** Registered, and no member of the bloc that is read. */
const OTHER_UNIT = 'so-xay-dung-lang-son';

/** What may stand in the place of an id without being one. `undefined` leaves the claim out. */
const ODD: Readonly<Record<string, unknown>> = {
  absent: undefined,
  null: null,
  'an empty text': '',
  'a blank': ' ',
  'an array of the right id': [OWN_BLOC],
  'an empty array': [],
  'a number': 7,
  'an object': { id: OWN_BLOC },
  true: true,
  'a name': 'Cụm 7 tỉnh',
  'a wildcard': '*',
};

/** role, bloc, unit → what it sees of the year of the bloc `cum-7-tinh`. */
const TABLE: readonly (readonly [role: string, bloc: unknown, unit: unknown, sees: Sees])[] = [
  ['council', undefined, undefined, 'ALL'],
  ['administrator', undefined, undefined, 'ALL'],
  ['inspector', undefined, undefined, 'ALL'],
  ['dashboard', undefined, undefined, 'PUBLIC'],
  ['dashboard', OWN_BLOC, OWN_UNIT, 'PUBLIC'],
  ['secretary', OWN_BLOC, undefined, 'ALL'],
  ['secretary', OTHER_BLOC, undefined, 'PUBLIC'],
  ['appraiser', OWN_BLOC, OWN_UNIT, 'ALL'],
  ['appraiser', OTHER_BLOC, OWN_UNIT, 'PUBLIC'],
  ['representative', undefined, OWN_UNIT, 'MEMBER'],
  ['representative', OWN_BLOC, OWN_UNIT, 'MEMBER'],
  ['representative', undefined, OTHER_UNIT, 'PUBLIC'],
  ['representative', OWN_BLOC, OTHER_UNIT, 'PUBLIC'],
  ...Object.values(ODD).flatMap((odd) => [
    ['secretary', odd, undefined, 'NOTHING'] as const,
    ['secretary', odd, OWN_UNIT, 'NOTHING'] as const,
    ['appraiser', odd, OWN_UNIT, 'NOTHING'] as const,
    ['appraiser', OWN_BLOC, odd, 'NOTHING'] as const,
    ['representative', OWN_BLOC, odd, 'NOTHING'] as const,
    ['representative', undefined, odd, 'NOTHING'] as const,
  ]),
  // Where a claim is not needed, an odd one is still no wider right than a right one.
  ...Object.entries(ODD)
    .filter(([name]) => name !== 'absent')
    .flatMap(([, odd]) =>
      ['council', 'administrator', 'inspector', 'dashboard'].flatMap((role) => [
        [role, odd, undefined, 'NOTHING'] as const,
        [role, undefined, odd, 'NOTHING'] as const,
      ]),
    ),
];

/** Working papers: what the public is not shown at all, at the door or behind it. */
const WORKING_PAPERS = new Set(['ListScoreSheets', 'GetScoreSheet', 'GetRankingExplanation']);
/** The door alone decides on these: `access-matrix.spec.ts`. */
const BY_ROLE_ALONE = new Set(['SearchAuditEvents', 'GetAuditEvent', 'GetRecordedEvent', 'GetMetrics']);

describe('what a caller sees of a year', () => {
  let seeded: SeededService | undefined;

  beforeAll(async () => {
    seeded = await SeededService.start();
  });

  afterAll(() => seeded?.stop());

  it.each(TABLE)(
    'as a %s of the bloc %j and the unit %j is: %s',
    async (role, bloc, unit, sees) => {
      const { service, operations } = given(seeded);
      const token = await service.tokenWith({ role, bloc, unit });
      for (const operation of operations) {
        const got = await answerTo(service, operation, token);
        expect([operation.id, got]).toEqual([operation.id, await expected(service, operation, { role, sees })]);
      }
    },
    60_000,
  );
});

describe('a command of a token without the bloc or unit of its role', () => {
  let seeded: SeededService | undefined;

  beforeAll(async () => {
    seeded = await SeededService.start();
  });

  afterAll(() => seeded?.stop());

  it.each([
    ['secretary', {}, 'bloc'],
    ['secretary', { bloc: null }, 'bloc'],
    ['representative', { bloc: OWN_BLOC }, 'unit'],
    ['appraiser', { bloc: OWN_BLOC }, 'unit'],
    ['appraiser', { unit: OWN_UNIT }, 'bloc'],
  ])('as %s with %j is refused on every route, and told that it lacks a %s', async (role, claims, lacks) => {
    const { service } = given(seeded);
    const token = await service.tokenWith({ role, ...claims });
    for (const operation of service.operations) {
      const request = service.inOrder(operation);
      const headers = { ...request.headers, authorization: `Bearer ${token}` };
      const { status, body } = await service.send({ ...request, headers });
      const facts = body['facts'] as object;
      expect([operation.id, status, body['code'], facts]).toEqual([
        operation.id,
        403,
        'TOKEN_INCOMPLETE',
        { role, claim: lacks },
      ]);
    }
  });
});

type Seen = Readonly<{ status: number; body: unknown }>;

function given(service: SeededService | undefined) {
  if (service === undefined) throw new Error('The service did not start');
  const operations = service.operations.filter(({ id, method }) => method === 'GET' && !BY_ROLE_ALONE.has(id));
  return { service, operations };
}

async function answerTo(service: SeededService, operation: Operation, token: string): Promise<Seen> {
  const request = service.inOrder(operation);
  const { status, body } = await service.send({ ...request, headers: { authorization: `Bearer ${token}` } });
  const { traceId: _, facts, ...rest } = body;
  // Which role was turned away is another sentence, not another right.
  return { status, body: status === 200 ? body : { code: rest['code'], claim: (facts as { claim?: string }).claim } };
}

async function expected(
  service: SeededService,
  operation: Operation,
  { role, sees }: Readonly<{ role: string; sees: Sees }>,
): Promise<unknown> {
  if (sees === 'NOTHING') return { status: 403, body: { code: 'TOKEN_INCOMPLETE', claim: expect.any(String) } };
  if (sees === 'ALL') return answerTo(service, operation, service.token('inspector'));
  if (sees === 'MEMBER') return answerTo(service, operation, service.token('representative'));
  if (!WORKING_PAPERS.has(operation.id) || role === 'dashboard')
    return answerTo(service, operation, service.token('dashboard'));
  return operation.id === 'ListScoreSheets'
    ? { status: 200, body: expect.objectContaining({ items: [] }) }
    : { status: 404, body: { code: 'NOT_FOUND', claim: undefined } };
}
