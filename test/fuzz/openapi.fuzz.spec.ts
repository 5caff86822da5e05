import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FAULTS } from '../../src/http/problems/fault.js';
import { REFUSALS } from '../../src/kernel/refusal-table.js';
import { mutations, usual } from './mutations.js';
import { type Answered, type Outgoing, SeededService } from './seeded-service.js';

const SEED = 20_241_129;
const AT_LEAST = 2000;
/** Codes of refusals because of the shape of a request, its sender or the service. All others are rules. */
const AT_THE_DOOR = new Set([...Object.keys(FAULTS), 'INVALID_INPUT', 'NOT_ENTITLED']);
const CODES = new Set([...Object.keys(FAULTS), ...Object.keys(REFUSALS)]);

describe('any request that is nearly in order', () => {
  let seeded: SeededService | undefined;

  beforeAll(async () => {
    seeded = await SeededService.start();
  });

  afterAll(() => seeded?.stop());

  it('was answered, of whatever kind, with the place where its event can be read at once', async () => {
    const service = seeded ?? (await SeededService.start());
    const headers = { authorization: `Bearer ${service.token('inspector')}` };
    for (const { id, eventId, location } of service.story) {
      const { status, body } = await service.send({ method: 'GET', path: location, headers });
      expect([id, status, (body['row'] as { id?: string } | undefined)?.id]).toEqual([id, 200, eventId]);
    }
    const commands = service.operations.filter(({ method }) => method === 'POST').map(({ id }) => id);
    expect(new Set(service.story.map(({ id }) => id))).toEqual(new Set(commands));
  });

  it(`is answered, or refused with its reason and without a trace (seed ${SEED})`, async () => {
    const service = seeded ?? (await SeededService.start());
    const { operations } = service;
    const each = Math.ceil((AT_LEAST * 1.1) / operations.length);
    const plan = fc.sample(mutations, { seed: SEED, numRuns: each * operations.length });
    const accepted = new Set<string>();
    const refused = new Set<string>();
    const wrong: object[] = [];
    let sent = 0;
    for (const [nth, operation] of operations.entries()) {
      for (const { what, apply } of [...usual, ...plan.slice(nth * each, (nth + 1) * each)]) {
        const request = apply(service.inOrder(operation));
        const { answer, found } = await judged(service, request);
        sent += 1;
        if (found !== undefined) wrong.push({ operation: operation.id, what, path: request.path, found, answer });
        if (answer.status < 300) accepted.add(operation.id);
        if (isByRule(answer)) refused.add(operation.id);
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(sent).toBeGreaterThanOrEqual(AT_LEAST);
    const ids = operations.map(({ id }) => id);
    // The story had every command accepted once. Not all of them can be accepted again.
    const reads = operations.filter(({ method }) => method === 'GET').map(({ id }) => id);
    expect(reads.filter((id) => !accepted.has(id))).toEqual([]);
    const canRefuse = operations.filter(({ method, statuses }) => method === 'POST' || statuses.includes('404'));
    expect(canRefuse.map(({ id }) => id).filter((id) => !refused.has(id))).toEqual([]);
    expect(ids.length).toBe(new Set(ids).size);
  });
});

/** The answer, with what is wrong about it or about the log after it. */
async function judged(
  service: SeededService,
  request: Outgoing,
): Promise<Readonly<{ answer: Answered; found: string | undefined }>> {
  const before = await service.head();
  const answer = await service.send(request);
  const written = answer.status >= 400 && (await service.head()) !== before;
  return { answer, found: written ? 'something was written' : faultIn(answer) };
}

function faultIn({ status, type, body }: Answered): string | undefined {
  if (status >= 500) return 'a fault of the service';
  if (status < 400) return undefined;
  if (!type.startsWith('application/problem+json')) return 'a refusal that is no problem';
  const code = String(body['code']);
  if (!CODES.has(code)) return 'a code that is in no table';
  return code === 'INVALID_INPUT' && !namesTheField(body) ? 'a shape refused without its field' : undefined;
}

/** Every error names a field by its JSON pointer, whether the shape was wrong or a decision found it. */
function namesTheField({ errors }: Answered['body']): boolean {
  return (
    Array.isArray(errors) &&
    errors.length > 0 &&
    errors.every(({ pointer }: { pointer: unknown }) => /^(\/.*)?$/s.test(String(pointer)))
  );
}

function isByRule({ status, body }: Answered): boolean {
  const code = String(body['code']);
  return status >= 400 && (!AT_THE_DOOR.has(code) || code === 'NOT_FOUND');
}
