import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maySend } from '../../src/identity/policy.js';
import { ACTORS } from '../../src/slices.js';
import { type Answered, SeededService } from './seeded-service.js';

/** The record of the test has three units, no ties and one recipient, who is named already: an example may name others. */
const LACKS = ['UNKNOWN_UNIT', 'UNKNOWN_REFERENCE', 'UNKNOWN_RULEBOOK', 'RECIPIENT_COUNT_MISMATCH'];

type Warning = Readonly<{ code: string; facts: Readonly<{ allowed?: readonly string[] }> }>;

/** Whether it warns of what is wrong with the body whatever the record. Where there is no tie, no choice is right. */
function warns({ warnings }: Answered['body']): boolean {
  return (warnings as readonly Warning[]).some(
    ({ code, facts }) => code === 'DOCUMENT_REQUIRED' || (code === 'INVALID_CHOICE' && facts.allowed?.length !== 0),
  );
}

describe('the examples of the document', () => {
  let seeded: SeededService | undefined;

  beforeAll(async () => {
    seeded = await SeededService.start();
  });
  afterAll(() => seeded?.stop());

  /** The operations whose example is not answered so, each with its answer. */
  async function wrong(
    method: 'GET' | 'POST',
    send: (service: SeededService, operation: SeededService['operations'][number]) => Promise<Answered>,
    isRight: (answer: Answered) => boolean,
  ): Promise<readonly object[]> {
    const service = seeded ?? (await SeededService.start());
    const found: object[] = [];
    for (const operation of service.operations.filter((each) => each.method === method)) {
      const answer = await send(service, operation);
      const { code, detail, errors } = answer.body;
      if (!isRight(answer)) found.push({ id: operation.id, status: answer.status, code, detail, errors });
    }
    return found;
  }

  it('are right as facts of a year that has been, but for what this little record lacks', async () => {
    const sent = (service: SeededService, operation: SeededService['operations'][number]): Promise<Answered> =>
      service.send(service.claimed(service.example(operation, 'council')));
    const isRight = ({ status, body }: Answered): boolean =>
      (status === 201 && !warns(body)) || status === 409 || LACKS.includes(String(body['code']));
    expect(await wrong('POST', sent, isRight)).toEqual([]);
  });

  it('have the shape of a command that each role which the operation names may send, as they stand', async () => {
    const sent = async (service: SeededService, operation: SeededService['operations'][number]): Promise<Answered> => {
      const answers = maySend(ACTORS, operation.id).map((role) => service.send(service.example(operation, role)));
      const all = await Promise.all(answers);
      return all.find(({ status }) => status === 400) ?? all[0] ?? { status: 0, type: '', location: null, body: {} };
    };
    const isTaken = ({ status, body }: Answered): boolean =>
      [201, 404, 403, 409].includes(status) || LACKS.includes(String(body['code']));
    // A claim unlocks no act, and the record of this test was entered by claims: an act finds nothing there.
    expect(await wrong('POST', sent, isTaken)).toEqual([]);
  });

  it('of queries are answered', async () => {
    const sent = (service: SeededService, operation: SeededService['operations'][number]): Promise<Answered> =>
      service.send(service.example(operation, 'inspector'));
    expect(await wrong('GET', sent, ({ status }) => status === 200 || status === 404)).toEqual([]);
  });
});
