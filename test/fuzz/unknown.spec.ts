import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Recorded } from '../../src/kernel/event.js';
import { SeededService } from './seeded-service.js';
import { ABOUT_FIGURES, UNKNOWN_STORY } from './unknown-story.js';

type Json = string | number | boolean | null | { readonly [name: string]: Json };

/** Numbers that are ours to give: the order of versions and events, and what was sent as such. */
/**
 * What is counted of what is on record, and of none of what is not: members named, signatures, hands. A
 * membership that ended on a day that is unknown ended by the day of its recording (decision 46).
 */
const COUNTED = new Set(['expected', 'signed', 'for', 'against', 'blank', 'to']);

const OURS = new Set([
  'version',
  'revision',
  'blocRevision',
  'number',
  'schema',
  'policy',
  'index',
  'count',
  'of',
  'rank',
]);

describe('a year of which a source tells what happened and nothing else', () => {
  let service: SeededService;
  let events: readonly Recorded[];
  beforeAll(async () => {
    service = await SeededService.start({ steps: UNKNOWN_STORY, known: KNOWN, occurredOn: { date: 'unknown' } });
    events = await service.recorded();
  });
  afterAll(() => service?.stop());

  it('is told with every command that is about more than figures', () => {
    const told = new Set([...UNKNOWN_STORY.map(({ id }) => id), ...ABOUT_FIGURES]);
    const commands = service.operations.filter(({ method }) => method === 'POST').map(({ id }) => id);
    expect(commands.filter((id) => !told.has(id))).toEqual([]);
  });

  it('is recorded without a number or a day that nobody told', () => {
    const found = events.flatMap(({ type, data }) => figuresIn(data as Json).map((figure) => `${type}${figure}`));
    expect(found).toEqual([]);
  });

  it('warns of nothing by a number that nobody told', () => {
    const found = events.flatMap(({ type, metadata }) =>
      metadata.warnings.flatMap(({ code, facts }) => figuresIn(facts as Json).map((it) => `${type} ${code}${it}`)),
    );
    expect([...new Set(found)]).toEqual([]);
  });

  it('is shown on every page without a number or a day that nobody told', async () => {
    const found = new Set<string>();
    for (const operation of service.operations.filter(
      ({ method, path }) => method === 'GET' && !ELSEWHERE.test(path),
    )) {
      const { status, body } = await service.send(service.inOrder(operation));
      if (status !== 200) found.add(`${operation.id} ${status}`);
      for (const figure of figuresIn(body as Json)) found.add(`${operation.id}${figure}`);
    }
    expect([...found]).toEqual([]);
  });
});

/** Pages of the process, of the trail, which shows the events themselves, of forms with their examples, and of what only figures make. */
const ELSEWHERE = /^\/(health|metrics|docs|audit|log|imports)|rulebook|scores|explanation|\/next$/;

const KNOWN = {
  ...{ blocId: 'cum', year: 'nay', sessionId: 'hop', ballotId: 'phieu', assentId: 'nhat-tri', listId: 'danh-sach' },
  ...{ proposalId: 'de-nghi', awardId: 'khen', movementId: 'phong-trao', forYear: 'sau', form: 'CO' },
  ...{ commendationId: 'bang', complaintId: 'don', councilReviewId: 'xet' },
};

/** Where a number stands, or a text with digits, that is not ours to give. */
function figuresIn(value: Json, path = ''): readonly string[] {
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([name, inside]) =>
      figuresIn(inside, Array.isArray(value) ? `${path}[]` : `${path}.${name}`),
    );
  }
  const isFigure = typeof value === 'number' || /\d/.test(String(value));
  return isFigure && !isOurs(path) ? [`${path} = ${String(value)}`] : [];
}

function nameOf(path: string): string {
  return /(\w+)(?:\[\])*$/.exec(path)?.[1] ?? '';
}

/** A number of ours, or a part of the recording itself: ids, when it was recorded, by when it had happened, and the one period that was told. */
function isOurs(path: string): boolean {
  if (OURS.has(nameOf(path)) || COUNTED.has(nameOf(path))) return true;
  return /(^|\.)(id|recordedAt|by|position|provenance|rule|source\.title|period\.(from|to)|periods\[\]\.to)(\.|\[|$)/.test(
    path,
  );
}
