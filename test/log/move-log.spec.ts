import { createHash } from 'node:crypto';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { toBeMade } from '../../src/cli/first-start.js';
import { move } from '../../src/cli/move.js';
import { readConfig } from '../../src/config.js';
import { BEGINNING, type NewEvent, type Recorded } from '../../src/kernel/event.js';
import type { Appended, EventStore, ExpectedRevision } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { type Moved, moveLog, type MoveStep } from '../../src/log/move-log.js';
import { SqliteEventStore } from '../../src/log/sqlite/sqlite-event-store.js';
import { WriterLock } from '../../src/log/sqlite/writer-lock.js';
import { logOf, noted } from '../support/store-events.js';
import { temporaryFolder } from '../support/store-folder.js';

const EVENTS = 1_300;

/** A store whose connection ends after that many appends. */
class EndingStore extends InMemoryEventStore {
  appendsLeft = Number.POSITIVE_INFINITY;

  override async append(stream: string, at: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    this.appendsLeft -= 1;
    if (this.appendsLeft < 0) throw new Error('the connection ends here');
    return super.append(stream, at, events);
  }
}

describe('moving a ledger', () => {
  const folder = temporaryFolder();
  let source: SqliteEventStore;
  let target: EndingStore;
  let steps: MoveStep[];

  beforeEach(async () => {
    source = await SqliteEventStore.open(folder.path('source.db'));
    target = new EndingStore(await source.identity());
    steps = [];
    await write(source, EVENTS);
  });
  afterEach(async () => {
    await source.close();
    await target.close();
    folder.remove();
  });

  /** Appends to three streams in turn, every seventh time two events at once. */
  async function write(store: EventStore, count: number): Promise<void> {
    const heads = new Map<string, number>();
    for (let n = 0; n < count;) {
      const stream = `unit-${n % 3}`;
      const events = (n % 7 === 0 && n + 1 < count ? [n, n + 1] : [n]).map((at) =>
        noted(`Ghi nhận ${at} – "ý" \u2028`),
      );
      const head = heads.get(stream);
      heads.set(stream, (await store.append(stream, head ?? 'absent', events)).revision);
      n += events.length;
    }
  }

  const moved = (atOnce = 1, from: EventStore = source, to: EventStore = target): Promise<Moved> =>
    moveLog({ source: from, target: to, atOnce, progress: (step) => void steps.push(step) });
  const bytesOf = async (store: EventStore): Promise<string> => (await logOf(store, BEGINNING)).map(lineOf).join('');
  const lineOf = ({ stream, revision, id, type, data, metadata }: Recorded): string =>
    `${canonicalize({ stream, revision, id, type, data, metadata })}\n`;

  it('keeps stream, revision, id, type, data, metadata and order, and tells the digest of them', async () => {
    const { events, digest } = await moved();
    const bytes = await bytesOf(source);
    expect(await bytesOf(target)).toBe(bytes);
    expect(events).toBe(EVENTS);
    expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(new Set(steps)).toEqual(new Set(['COPYING', 'VERIFYING']));
  });

  it('comes back the same, many appends at once', async () => {
    await moved();
    const back = await SqliteEventStore.open(folder.path('back.db'), { identity: await source.identity() });
    await moved(256, target, back);
    expect(await logOf(back, BEGINNING)).toEqual(await logOf(source, BEGINNING));
    await back.close();
  });

  it('goes on where it was interrupted', async () => {
    target.appendsLeft = 700;
    await expect(moved()).rejects.toThrow('the connection ends here');
    const before = (await logOf(target, BEGINNING)).length;
    expect(before).toBeGreaterThan(699);
    expect(before).toBeLessThan(EVENTS);
    target.appendsLeft = Number.POSITIVE_INFINITY;
    await moved();
    expect(await bytesOf(target)).toBe(await bytesOf(source));
  });

  it('changes nothing when all is there already', async () => {
    const first = await moved();
    target.appendsLeft = 0;
    expect(await moved()).toEqual(first);
  });

  it('moves an empty ledger', async () => {
    const empty = new InMemoryEventStore(await source.identity());
    expect(await moved(1, empty)).toEqual({ events: 0, digest: createHash('sha256').digest('hex') });
  });

  it('refuses a target that holds another history, and writes nothing to it', async () => {
    await target.append('unit-0', 'absent', [noted('another history')]);
    await expect(moved()).rejects.toThrow(/^Event 1: the source has unit-0 0 \(.*\), the target unit-0 0 \(.*\)$/);
    expect(await logOf(target, BEGINNING)).toHaveLength(1);
  });

  it('refuses a target that was begun as another ledger, even without an event, and writes nothing to it', async () => {
    const other = new InMemoryEventStore();
    await expect(moved(1, source, other)).rejects.toThrow('The target is another ledger');
    expect(await other.head()).toBe(BEGINNING);
  });

  it('tells the same event in other words from the same event', async () => {
    const [first] = await logOf(source, BEGINNING, 1);
    if (!first) throw new Error('the source is empty');
    await target.append('unit-0', 'absent', [{ ...first, data: { text: 'changed' } }]);
    await expect(moved()).rejects.toThrow(`Event 1: unit-0 0 (${first.id}) has other words in the target`);
  });

  it('refuses a target that holds more', async () => {
    await moved();
    await target.append('bloc-s2', 'absent', [noted('more')]);
    await expect(moved()).rejects.toThrow(`Event ${EVENTS + 1}: only the target holds one, in bloc-s2`);
  });

  it('is one command, which says what it did', async () => {
    await source.close();
    const said: string[] = [];
    const from = `sqlite:${folder.path('source.db')}`;
    const to = `sqlite:${folder.path('copy.db')}`;
    expect(await move(from, to, (line) => void said.push(line))).toBe(0);
    const whole = /^Both hold the same 1300 events\. SHA-256 of their canonical JSON: [0-9a-f]{64}$/;
    expect(said).toContainEqual(expect.stringMatching(whole));
    const copy = await SqliteEventStore.open(folder.path('copy.db'), { readOnly: true });
    const original = await SqliteEventStore.open(folder.path('source.db'), { readOnly: true });
    expect(await copy.identity()).toBe(await original.identity());
    await Promise.all([copy.close(), original.close()]);
    expect(await move('sqlite:/nowhere/ledger.db', to, (line) => void said.push(line))).toBe(1);
    expect(said.at(-1)).toBe('The ledger was not moved: There is no event store at /nowhere/ledger.db');
  });

  it('is refused while the source is written, and keeps writers out of it until it has ended', async () => {
    const [from, to] = [`sqlite:${folder.path('source.db')}`, `sqlite:${folder.path('kept.db')}`];
    const taken = `Another process already writes to ${realpathSync(folder.path('source.db'))}: stop it first`;
    const said: string[] = [];
    expect(await move(from, to, (line) => void said.push(line))).toBe(1);
    expect(said).toEqual([`The ledger was not moved: ${taken}`]);
    expect(existsSync(folder.path('kept.db'))).toBe(false);
    await source.close();
    const meanwhile: unknown[] = [];
    const whole = /^Both hold the same/;
    const writing = (): void => new WriterLock(realpathSync(folder.path('source.db'))).release();
    const print = (line: string): void => {
      if (!whole.test(line)) return;
      try {
        writing();
      } catch (error) {
        meanwhile.push(error);
      }
    };
    expect(await move(from, to, print)).toBe(0);
    expect(meanwhile).toEqual([expect.objectContaining({ message: taken })]);
    expect(writing).not.toThrow();
  });

  it('gives a file its name once it is whole: a service started on a part of the log would go on from there', async () => {
    const [path, unfinished] = [folder.path('new.db'), folder.path('new.db.moving')];
    const begun = await SqliteEventStore.open(unfinished, { identity: await source.identity() });
    const [first] = await logOf(source, BEGINNING);
    if (!first) throw new Error('The source is empty');
    await begun.append(first.stream, 'absent', [first]);
    await begun.close();
    await source.close();
    const from = `sqlite:${folder.path('source.db')}`;
    const config = readConfig({ EVENT_STORE: `sqlite:${path}`, READ_MODELS: `sqlite:${folder.path('rows.db')}` });
    expect(() => toBeMade(config, { create: false })).toThrow('new.db.moving');
    expect(await move(from, `sqlite:${path}`, () => undefined)).toBe(0);
    expect(readdirSync(folder.path('')).filter((name) => name.startsWith('new.db'))).toEqual(['new.db']);
    expect(await move(from, `sqlite:${path}`, () => undefined)).toBe(0);
  });

  it('gives it no name when it holds something else', async () => {
    const begun = await SqliteEventStore.open(folder.path('new.db.moving'), { identity: await source.identity() });
    await begun.append('unit-9', 'absent', [noted('another')]);
    await begun.close();
    await source.close();
    const said: string[] = [];
    const from = `sqlite:${folder.path('source.db')}`;
    expect(await move(from, `sqlite:${folder.path('new.db')}`, (line) => void said.push(line))).toBe(1);
    expect(said.at(-1)).toMatch(/^The ledger was not moved: Event 1: /);
    expect(existsSync(folder.path('new.db'))).toBe(false);
  });
});
