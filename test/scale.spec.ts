import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QUANG_NGAI } from '../src/cli/demo/quang-ngai.js';
import { SEVEN_PROVINCES } from '../src/cli/demo/seven-provinces.js';
import type { Story } from '../src/cli/demo/story.js';
import { BEGINNING, type Recorded } from '../src/kernel/event.js';
import { openEventStore } from '../src/log/open-event-store.js';
import { Stage } from './acceptance/stage.js';
import { logOf } from './support/store-events.js';

const PAGE = readFileSync('docs/scale.md', 'utf8');
/** Small changes to a story do not make the page wrong. */
const TOLERANCE = 0.1;

type Cost = Readonly<{ events: number; bytes: number }>;

/** The row of the first table of the page: `| name | events | bytes |`. */
function costOnPage(name: string): Cost {
  const row = PAGE.split('\n').find((line) => line.startsWith(`| ${name} |`));
  const [events, bytes] = (row?.split('|').slice(2, 4) ?? []).map((cell) => Number(cell.replaceAll(',', '').trim()));
  return { events: events ?? Number.NaN, bytes: bytes ?? Number.NaN };
}

function costOf(events: readonly Recorded[]): Cost {
  const facts = events.map(({ stream, revision, id, type, data, metadata }) =>
    JSON.stringify({ stream, revision, id, type, data, metadata }),
  );
  return { events: events.length, bytes: facts.reduce((sum, fact) => sum + Buffer.byteLength(fact), 0) };
}

describe.each<readonly [string, Story]>([
  ['S2', SEVEN_PROVINCES],
  ['S4', QUANG_NGAI],
])('the cost of %s in docs/scale.md', (name, story) => {
  let stage: Stage;
  let log: readonly Recorded[];

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.play(...story.chapters);
    const store = await openEventStore(stage.service.config.eventStore, { readOnly: true });
    log = await logOf(store, BEGINNING);
    await store.close();
  });
  afterAll(() => stage.close());

  it.each([
    ['its whole year', /^emulationYear-.*2024$|^emulationYear-.*2023$/],
    ['its bloc', /^bloc-/],
    ['its units', /^unit-/],
    ['its rulebook', /^rulebook-/],
  ])('is what playing it costs: %s', (part, streams) => {
    const measured = costOf(log.filter(({ stream }) => streams.test(stream)));
    const page = costOnPage(`${name}, ${part}`);
    const off = { events: page.events / measured.events - 1, bytes: page.bytes / measured.bytes - 1 };
    expect([Math.abs(off.events) < TOLERANCE, Math.abs(off.bytes) < TOLERANCE, measured]).toEqual([
      true,
      true,
      measured,
    ]);
  });
});
