import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reDecide } from '../../src/cli/re-decide.js';
import { SEVEN_PROVINCES } from '../../src/cli/demo/seven-provinces.js';
import { POLICY_VERSION } from '../../src/identity/policy.js';
import { BEGINNING, type Recorded } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { openEventStore } from '../../src/log/open-event-store.js';
import { Stage } from '../acceptance/stage.js';
import { decidedAgain, decidingAgain } from '../support/decided-again.js';
import { temporaryFolder } from '../support/store-folder.js';

type Fields = Record<string, unknown>;

/** The event with something else at that path: `/data/answers/0/choice`. */
function changed(event: Recorded, path: string, value: unknown): Recorded {
  const copy = JSON.parse(JSON.stringify(event)) as Recorded & Fields;
  const names = path.split('/').slice(1);
  const last = names.pop() ?? '';
  let holder: Fields = copy;
  for (const name of names) holder = holder[name] as Fields;
  if (!(last in holder)) throw new RangeError(`There is nothing at ${path}`);
  holder[last] = value;
  return copy;
}

async function copyTo(store: EventStore, log: readonly Recorded[]): Promise<void> {
  const heads = new Map<string, number>();
  for (const { stream, id, type, data, metadata } of log) {
    const { revision } = await store.append(stream, heads.get(stream) ?? 'absent', [{ id, type, data, metadata }]);
    heads.set(stream, revision);
  }
}

describe('deciding a ledger again', () => {
  const folder = temporaryFolder();
  let stage: Stage;
  let original: EventStore;
  let events: readonly Recorded[];

  beforeAll(async () => {
    stage = await Stage.open();
    await stage.play(...SEVEN_PROVINCES.chapters);
    original = await openEventStore(stage.service.config.eventStore, { readOnly: true });
    const all: Recorded[] = [];
    for await (const batch of original.readAll(BEGINNING)) all.push(...batch);
    events = all;
  });

  afterAll(async () => {
    await original.close();
    await stage.close();
    folder.remove();
  });

  async function found(log: readonly Recorded[], policy?: number) {
    const store = new InMemoryEventStore();
    await copyTo(store, log);
    return decidedAgain(store, policy);
  }

  const placeOf = (type: string): number => events.findIndex((event) => event.type === type);
  const withChange = (type: string, path: string, value: unknown): readonly Recorded[] =>
    events.map((event, place) => (place === placeOf(type) ? changed(event, path, value) : event));

  it('finds nothing in a year as it was decided, and makes each decision once', async () => {
    const again = decidingAgain(original);
    const differences: unknown[] = [];
    let made = 0;
    for await (const difference of again.differences(() => (made += 1))) differences.push(difference);
    expect(differences).toEqual([]);
    expect([again.decisions, made]).toEqual(Array(2).fill(events.filter(({ metadata }) => metadata.command).length));
    expect(again.streams).toBe(new Set(events.map(({ stream }) => stream)).size);
  });

  it.each([
    ['a vote turned round', 'VoteCast', { path: '/data/answers/0/choice', value: 'AGAINST' }, 'OTHER_EVENTS'],
    ['points of a sheet', 'ScoreAgreed', { path: '/data/lines/0/mark', value: '1.00' }, 'OTHER_EVENTS'],
    ['the order of a ranking', 'RankingComputed', { path: '/data/groups/0/rank', value: 2 }, 'OTHER_EVENTS'],
    [
      'a warning that nobody gave',
      'VoteCast',
      { path: '/metadata/warnings', value: [{ code: 'HEAD_UNKNOWN' }] },
      'OTHER_WARNINGS',
    ],
    ['what it was asked for', 'VoteCast', { path: '/metadata/command/payload/unitId', value: 'ha-giang' }, 'REFUSED'],
    ['what it rests on', 'VoteCast', { path: '/metadata/command/gathered', value: [] }, 'REFUSED'],
    [
      'the place that it rests on',
      'VoteCast',
      { path: '/metadata/command/gathered/0/eventId', value: 'x' },
      'BASIS_GONE',
    ],
    ['that the command is gone', 'VoteCast', { path: '/metadata/command', value: undefined }, 'NO_COMMAND'],
    [
      'the bloc of a command',
      'VoteCast',
      { path: '/metadata/command/payload/blocId', value: 'cum-khac' },
      'OTHER_STREAM',
    ],
    ['the number of its events', 'VoteCast', { path: '/metadata/decision/count', value: 2 }, 'NOT_WHOLE'],
  ])('finds %s, and where', async (_, type, { path, value }, aspect) => {
    const { stream, revision } = events[placeOf(type)] ?? {};
    const [first] = await found(withChange(type, path, value));
    expect(first).toMatchObject({ stream, revision, cause: 'ALTERED', aspect });
  });

  it('goes on where one event cannot be read, and names it', async () => {
    const place = placeOf('VoteCast');
    const { stream } = events[place] ?? {};
    const broken = [
      withChange('VoteCast', '/metadata/warnings', undefined),
      withChange('VoteCast', '/metadata/command/gathered', undefined),
      withChange('VoteCast', '/metadata/command/payload', {}),
      withChange('VoteCast', '/metadata/decision', undefined),
      withChange('VoteCast', '/type', 'VoteThrown'),
    ];
    for (const [nth, log] of broken.entries()) {
      const differences = await found(withPledge(log));
      expect([nth, differences[0]?.stream]).toEqual([nth, stream]);
      expect(differences.some((one) => one.stream !== stream)).toBe(true);
    }

    /** Something in a later stream is altered as well. */
    function withPledge(log: readonly Recorded[]): readonly Recorded[] {
      const later = log.findLastIndex((event) => event.stream !== stream && event.type === 'PledgeSigned');
      return log.map((event, at) => (at === later ? changed(event, '/data/unitId', 'khac') : event));
    }
  });

  it('finds each event that is left out: by itself, by what rests on it, or by what follows', async () => {
    const kinds = ['VoteCast', 'ScoreAgreed', 'PledgeSigned', 'RulebookPublished', 'MemberAdmitted', 'UnitRegistered'];
    for (const type of kinds) {
      const differences = await found(events.filter((_, place) => place !== placeOf(type)));
      expect([type, differences.length > 0]).toEqual([type, true]);
    }
  });

  it('names what says of itself that it was let in under earlier rights, or is a claim', async () => {
    const earlier = await found(withChange('VoteCast', '/data/answers/0/choice', 'AGAINST'), POLICY_VERSION + 1);
    expect(earlier[0]).toMatchObject({ cause: 'RULES_CHANGED', at: '/0/data/answers/0/choice', found: 'AGAINST' });
    const claim = { kind: 'CLAIM', source: { title: 'Báo cáo' } };
    const claimed = withChange('UnitRegistered', '/metadata/mode', claim).map((event, place) =>
      place === placeOf('UnitRegistered') ? changed(event, '/metadata/warnings', [{ code: 'DATE' }]) : event,
    );
    expect((await found(claimed))[0]).toMatchObject({ cause: 'CLAIMED', aspect: 'OTHER_WARNINGS' });
  });

  it('tells it on the command line: nothing, what was altered, and what could not be looked at', async () => {
    const told = async (url: string, json = false) => {
      const lines: string[] = [];
      const exitCode = await reDecide(url, { json, note: () => undefined }, (line) => void lines.push(line));
      return { exitCode, lines };
    };
    const made = events.filter(({ metadata }) => metadata.command).length;
    const sound = await told(stage.service.config.eventStore);
    expect([sound.exitCode, sound.lines.at(-1)]).toEqual([0, 'Không có gì khác · Nothing comes out otherwise']);
    expect(sound.lines.at(-2)).toContain(`${made} decisions`);

    const altered = `sqlite:${folder.path('altered.db')}`;
    const store = await openEventStore(altered);
    await copyTo(store, withChange('VoteCast', '/data/answers/0/choice', 'AGAINST'));
    await store.close();
    const bad = await told(altered);
    const { stream, revision } = events[placeOf('VoteCast')] ?? {};
    expect(bad.exitCode).toBe(1);
    expect(bad.lines.join('\n')).toContain(`DỮ LIỆU BỊ SỬA · ALTERED  ${stream} #${revision} CastVote`);
    expect(bad.lines.join('\n')).toContain('/0/data/answers/0/choice');
    const json = (await told(altered, true)).lines.map((line) => JSON.parse(line) as Fields);
    expect(json[0]).toMatchObject({ aspect: 'OTHER_EVENTS', expected: 'FOR', found: 'AGAINST' });
    expect(json.at(-1)).toMatchObject({ decisions: made, exitCode: 1 });
    expect((await told(`sqlite:${folder.path('nowhere.db')}`)).exitCode).toBe(3);
  });
});
