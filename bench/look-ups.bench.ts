import { openEventStore } from '../src/log/open-event-store.js';
import type { EventStore } from '../src/log/event-store.js';
import { unitStream } from '../src/units/unit.events.js';
import { Child } from './child.js';
import { LedgerFolder } from './ledger-folder.js';
import { progress, type Row } from './report.js';
import { seedOf } from './seed.js';

type Size = Readonly<{ units: number; questions: number }>;
export const FULL: Size = { units: 50_000, questions: 2_000 };
export const QUICK: Size = { units: 1_000, questions: 50 };

const APPENDS_AT_ONCE = 256;
const KINDS = [
  'Ủy ban nhân dân xã',
  'Ủy ban nhân dân phường',
  'Trường tiểu học',
  'Sở Nội vụ',
  'Phòng Giáo dục và Đào tạo',
];
const SYLLABLES =
  'An Bình Châu Đông Giang Hà Hải Hòa Hưng Khánh Lâm Lộc Long Minh Mỹ Nam Nghĩa Ninh Phú Phước Quang Sơn Tân Tây Thành Thạnh Thuận Trung Vĩnh Yên'.split(
    ' ',
  );
const PROVINCES = [
  'Điện Biên',
  'Lào Cai',
  'Hòa Bình',
  'Đắk Lắk',
  'Quảng Ngãi',
  'Thừa Thiên Huế',
  'Cao Bằng',
  'Bà Rịa - Vũng Tàu',
];

/** Looking units up by words of their names over HTTP, one question after another, with everything in one process. */
export async function benchLookUps({ units, questions }: Size): Promise<readonly Row[]> {
  const folder = await LedgerFolder.make();
  try {
    const store = await openEventStore(folder.eventStore);
    const last = await register(store, units);
    await store.close();
    const token = (await folder.tokens(1)).secretaries[0] ?? '';
    const service = await Child.start<{ url: string }>('service.child', folder.settings('all'));
    const ask = async (query: string): Promise<number> => {
      const asked = performance.now();
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${service.answer.url}/units?${query}`, { headers });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${query} was answered ${response.status}`);
      return performance.now() - asked;
    };
    try {
      await untilAnswered(() => ask(`atLeast=${last}`));
      progress(`look-ups: ${units} units are read`);
      const rows: Row[] = [];
      for (const [words, query] of Object.entries(QUESTIONS)) {
        const times = await inTurn(questions / 5, (nth) => ask(query(nth)));
        rows.push(...told(`look-ups, ${units} units: ${words}`, times));
      }
      return rows;
    } finally {
      await service.stop();
    }
  } finally {
    await folder.remove();
  }
}

async function inTurn(many: number, ask: (nth: number) => Promise<number>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let nth = 0; nth < many; nth += 1) times.push(await ask(nth));
  return times;
}

function told(what: string, times: readonly number[]): readonly Row[] {
  const sorted = [...times].sort((a, b) => a - b);
  const within = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return [
    { what: `${what}, median`, value: within(0.5), unit: 'ms' },
    { what: `${what}, p99`, value: within(0.99), unit: 'ms', wanted: 'below 20' },
  ];
}

const named = (words: string): string => `name=${encodeURIComponent(words)}`;

const QUESTIONS: Readonly<Record<string, (nth: number) => string>> = {
  'a word of each second name': () => named('uy ban'),
  'two frequent words': (nth) => named(`${of(SYLLABLES, nth)} ${of(SYLLABLES, nth * 7 + 3)}`),
  'a whole name': (nth) => named(nameOf(nth * 97)),
  'two words that no name has both': (nth) => named(`xa phuong ${of(SYLLABLES, nth)}`),
  'no word at all, the first page': () => 'limit=50',
};

function of(list: readonly string[], nth: number): string {
  return list[nth % list.length] ?? '';
}

function nameOf(nth: number): string {
  const [first, second] = [of(SYLLABLES, nth), of(SYLLABLES, Math.floor(nth / SYLLABLES.length))];
  return `${of(KINDS, nth)} ${first} ${second} ${of(PROVINCES, nth * 3)}`;
}

/** Registers so many units. @returns the position of the last. */
async function register(store: EventStore, units: number): Promise<string> {
  const [template] = (await seedOf(0)).common;
  if (template === undefined) throw new Error('The seed has no event');
  const { command: _, ...metadata } = template.metadata;
  let last = '';
  for (let nth = 0; nth < units; nth += APPENDS_AT_ONCE) {
    const some = Array.from({ length: Math.min(APPENDS_AT_ONCE, units - nth) }, (_each, more) => nth + more);
    const appended = await Promise.all(
      some.map((one) => {
        const unitId = `u-${one}`;
        const name = { full: { vi: nameOf(one) }, short: { vi: nameOf(one) } };
        const data = { unitId, kind: 'COMMUNE', name, occurredOn: { date: '2024-01-01' } };
        return store.append(unitStream(unitId), 'absent', [
          { type: 'UnitRegistered', data, id: crypto.randomUUID(), metadata },
        ]);
      }),
    );
    last =
      appended
        .map(({ position }) => position)
        .sort()
        .at(-1) ?? last;
  }
  return last;
}

/** The rows are made while the service answers already. */
async function untilAnswered(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    try {
      await ask();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
  throw new Error('The units are not read after two minutes');
}
