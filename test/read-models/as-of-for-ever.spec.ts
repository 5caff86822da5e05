import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf } from '../../src/kernel/instant.js';
import { TestService } from '../support/service.js';

const WRITERS = 8;
const APPOINTMENTS = 12;
const DAY_MS = 86_400_000;

type Problem = Readonly<{ code: string; errors: readonly Readonly<{ pointer: string }>[] }>;

describe('an answer as of a moment', () => {
  let service: TestService;
  let administrator: string;
  let inspector: string;

  beforeAll(async () => {
    service = await TestService.start();
    administrator = await service.token({ subject: 'a', name: 'A', role: 'administrator' });
    inspector = await service.token({ subject: 'i', name: 'I', role: 'inspector' });
  });

  afterAll(() => service.stop());

  const ask = (unitId: string, asOf: string, by = '') =>
    service.get<Problem>(`/units/${unitId}?asOf=${asOf}${by}`, { token: inspector });

  async function register(unitId: string): Promise<string> {
    const text = { vi: `Sở ${unitId}` };
    const body = { unitId, kind: 'DEPARTMENT', name: { full: text, short: text } };
    const receipt = await service.post<{ position: string }>('/units', { token: administrator, body });
    expect(receipt.status).toBe(201);
    return receipt.body.position;
  }

  async function appoint(unitId: string, name: string): Promise<void> {
    const body = { person: { name }, officeCode: 'DIRECTOR' };
    const { status } = await service.post(`/units/${unitId}/representatives`, { token: administrator, body });
    expect(status).toBe(201);
  }

  it('is the same when it is asked again, while others write', async () => {
    const answers = new Map<string, string>();
    const asked = async (unitId: string, instant: string): Promise<string> => {
      const { status, body } = await ask(unitId, instant);
      return `${status} ${JSON.stringify(status === 200 ? body : {})}`;
    };
    const write = async (writer: number): Promise<void> => {
      const unitId = `so-${writer}`;
      await register(unitId);
      for (let nth = 0; nth < APPOINTMENTS; nth += 1) {
        // The answer may know the appointment or not, and it may not learn of it later.
        const writing = appoint(unitId, `Người ${nth}`);
        const instant = instantOf(Date.now() - 1);
        answers.set(`${unitId} ${instant}`, await asked(unitId, instant));
        await writing;
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    const again = new Map<string, string>();
    for (const question of answers.keys()) {
      const [unitId = '', instant = ''] = question.split(' ');
      again.set(question, await asked(unitId, instant));
    }
    expect(again).toEqual(answers);
    expect([...answers.values()].every((answer) => /^(200|404) /.test(answer))).toBe(true);
  });

  it('is refused for what is still to come, and for what is no place of this log', async () => {
    const head = await register('so-cuoi');
    const beyond = String(BigInt(head) + 1n).padStart(head.length, '0');
    const future = [
      instantOf(Date.now() + DAY_MS),
      instantOf(Date.now() + DAY_MS * 1000),
      instantOf(Date.now() + 2 * DAY_MS).slice(0, 10),
      '9999-12-31',
      beyond,
      `0000${head}`,
      head
        .slice(-16)
        .padStart(head.length === 16 ? 20 : 16, '0')
        .slice(head.length === 16 ? 0 : -16),
    ];
    for (const moment of future) {
      const { status, body } = await ask('so-cuoi', moment);
      expect([moment, status, body.code, body.errors[0]?.pointer]).toEqual([moment, 400, 'INVALID_INPUT', '/asOf']);
    }
    const tomorrow = instantOf(Date.now() + 2 * DAY_MS).slice(0, 10);
    expect((await ask('so-cuoi', tomorrow, '&by=recorded')).status).toBe(400);
    expect((await ask('so-cuoi', instantOf(Date.now() + 2 * DAY_MS), '&by=occurred')).status).toBe(400);
    expect((await ask('so-cuoi', head)).status).toBe(200);
  });
});
