import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROJECTIONS } from '../../projections/all.js';
import { Replay } from '../../projections/projector/replay.js';
import { dayInHanoi } from '../../src/kernel/instant.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { DECIDED_AT } from '../support/given.js';
import { fold } from '../support/history.js';
import { rowAt } from '../support/replayed.js';
import { lived, plans, type Life } from './lives.js';

const TODAY = dayInHanoi(DECIDED_AT);

/** What pages are asked of as of a day; the audit trail is of the recording. */
const OF_DAYS = ['bloc-directory', 'bloc-history', 'pledge-status', 'proposals', 'ranking'];
const LIVES = 60;

async function logged({ log }: Life): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore();
  for (const { stream, revision, ...event } of log) {
    await store.append(stream, revision === 0 ? 'absent' : revision - 1, [event]);
  }
  return store;
}

describe('what was recorded today', () => {
  it(`happens no later than today: as of today is as of now, in ${LIVES} lives (D46)`, async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const life = lived(plan);
        const store = await logged(life);
        for (const projection of PROJECTIONS.filter(({ name }) => OF_DAYS.includes(name))) {
          const replay = new Replay([projection], store);
          for (const { key, row } of fold(projection, life.log).values()) {
            const then = await rowAt(replay, { model: projection.name, key, moment: { day: TODAY } });
            expect([projection.name, key, then?.row]).toEqual([projection.name, key, row]);
          }
        }
      }),
      { numRuns: LIVES },
    );
  });
});
