import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SeededService } from './seeded-service.js';

const PUBLIC = ['/health/live', '/health/ready', '/docs', '/docs/json', '/docs/start.js', '/docs/problems'];

describe('a query parameter that a route does not have', () => {
  let seeded: SeededService | undefined;

  beforeAll(async () => {
    seeded = await SeededService.start();
  });

  afterAll(() => seeded?.stop());

  it.each(['unknown', 'asof', 'toString', '__proto__', 'constructor'])(
    'is refused by name on every route: %s',
    async (name) => {
      const service = given(seeded);
      for (const operation of service.operations) {
        const { path, ...request } = service.inOrder(operation);
        const address = `${path}${path.includes('?') ? '&' : '?'}${name}=1`;
        const { status, body } = await service.send({ ...request, path: address });
        expect([operation.id, status, body['code'], pointersOf(body)]).toEqual([
          operation.id,
          400,
          'INVALID_INPUT',
          [`/${name}`],
        ]);
      }
    },
    60_000,
  );

  it('is refused too where it means something elsewhere: asOf of what has no past, atLeast of a command', async () => {
    const service = given(seeded);
    const without = (name: string) =>
      service.operations.filter(({ parameters }) => parameters.every((parameter) => parameter.name !== name));
    for (const [name, value] of [
      ['asOf', '2025-03-22'],
      ['atLeast', '1'],
      ['limit', '7'],
    ] as const) {
      expect(without(name).length).toBeGreaterThan(0);
      for (const operation of without(name)) {
        const { path, ...request } = service.inOrder(operation);
        const address = `${path}${path.includes('?') ? '&' : '?'}${name}=${value}`;
        const { status, body } = await service.send({ ...request, path: address });
        expect([operation.id, status, pointersOf(body)]).toEqual([operation.id, 400, [`/${name}`]]);
      }
    }
  });

  it.each(PUBLIC)('is refused on the public %s', async (path) => {
    const { status, body } = await given(seeded).send({ method: 'GET', path: `${path}?asOf=2025-01-01`, headers: {} });
    expect([status, pointersOf(body)]).toEqual([400, ['/asOf']]);
  });
});

function given(service: SeededService | undefined): SeededService {
  if (service === undefined) throw new Error('The service did not start');
  return service;
}

function pointersOf(body: Readonly<Record<string, unknown>>): unknown {
  return (body['errors'] as readonly { pointer: string }[] | undefined)?.map(({ pointer }) => pointer);
}
