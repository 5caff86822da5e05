import { describe, expect, it } from '@jest/globals';
import { Overloaded, StoreUnavailable } from '../../src/log/event-store.js';
import { Appending, type Proposal } from '../../src/log/eventstoredb/appending.js';
import { clientOf } from '../../src/log/eventstoredb/client.js';
import { Doubt } from '../../src/log/eventstoredb/doubt.js';
import { Silence } from '../../src/log/eventstoredb/inflow.js';
import { encoded } from '../../src/log/eventstoredb/recorded-event.js';
import { StreamNames } from '../../src/log/eventstoredb/stream-names.js';
import { noted } from '../support/store-events.js';

const PATIENCE = 1_000;
const LOST = new StoreUnavailable('the server', new Error('the connection broke'));
const SILENT = new StoreUnavailable('the server', new Silence(PATIENCE));

/** Each put lasts so long, and its answer is lost. */
type Course = Readonly<{ waits?: number; lasting: readonly number[]; error?: StoreUnavailable }>;

async function afterCourse({ waits = 0, lasting, error = LOST }: Course): Promise<Doubt> {
  let now = 5_000;
  const doubt = new Doubt(PATIENCE, () => now);
  now += waits;
  for (const lasts of lasting) {
    const put = async (): Promise<never> => {
      now += lasts;
      throw error;
    };
    await expect(doubt.during(put)).rejects.toBe(error);
  }
  return doubt;
}

describe('an append whose answer was lost', () => {
  it.each<[string, Course, 'PUT AGAIN' | 'UNKNOWN']>([
    ['lost at once', { lasting: [1] }, 'PUT AGAIN'],
    ['lost late', { lasting: [950] }, 'PUT AGAIN'],
    ['long, on a call that others share and then on its own', { lasting: [950, 950] }, 'PUT AGAIN'],
    ['lost late after it had waited for its turn', { waits: 900, lasting: [950] }, 'PUT AGAIN'],
    ['lost again and again for as long as an answer may take', { lasting: [10, 600, 500] }, 'UNKNOWN'],
    ['so late that what is put now would be seen later than is promised', { waits: 1_500, lasting: [600] }, 'UNKNOWN'],
    ['at a server that says nothing', { lasting: [1_000], error: SILENT }, 'UNKNOWN'],
  ])('is told as unknown when its time is over, and not before: %s', async (_, course, then) => {
    const doubt = await afterCourse(course);
    expect(doubt.mayBeStored).toBe(true);
    expect(doubt.isLate(course.error ?? LOST) ? 'UNKNOWN' : 'PUT AGAIN').toBe(then);
  });
});

describe('an append that waited for its turn longer than its time', () => {
  it('is not put at all, and nothing of it is stored', async () => {
    const { client, close } = clientOf('esdb://127.0.0.1:1?tls=false');
    const late = async <T>(question: (asked: typeof client, connection: number) => Promise<T>): Promise<T> => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return question(client, 1);
    };
    const connection = { patience: 20, credentials: { username: '', password: '' }, ask: late, share: late };
    const readings = { ofStream: async function* () {} };
    const appending = new Appending(connection, new StreamNames(undefined), { readings, onRepeat: () => undefined });
    const proposal: Proposal = { stream: 'unit-1', expected: 'absent', place: 0, events: [encoded(noted('a'))] };
    const both = await Promise.allSettled([appending.append(proposal), appending.append(proposal)]);
    expect(both.map((one) => one.status === 'rejected' && one.reason instanceof Overloaded)).toEqual([true, true]);
    await close();
  });
});
