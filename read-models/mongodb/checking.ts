import { type Db, MongoClient } from 'mongodb';
import type { Finding } from '../../src/kernel/finding.js';
import { OPTIONS, withoutSecrets } from './connection.js';
import { assertPromises } from './promises.js';

const OLDEST = [4, 4] as const;
/** Of a document, and so of a row, in bytes. */
const LARGEST = 16 * 1024 * 1024;
const TIMED = 100;

/** The collections that a check makes and drops, as names begin. */
export const WRITES = 'probe_…';

type Answer = Omit<Finding, 'code' | 'asked'>;
type Question = readonly [code: string, vi: string, en: string, answer: (database: Db, url: string) => Promise<Answer>];

const sound = (vi: string, en = vi): Answer => ({ is: 'SOUND', found: { vi, en } });

/** All that the read models ask of a server before going live, each question bounded by the driver. @throws Error when no server answers. */
export async function* checked(url: string): AsyncGenerator<Finding, void, undefined> {
  const client = new MongoClient(url, OPTIONS);
  try {
    await client.db().command({ ping: 1 });
    for (const [code, vi, en, answer] of QUESTIONS) {
      yield { code, asked: { vi, en }, ...(await answer(client.db(), url).catch(unknown)) };
    }
  } catch (error) {
    throw new Error(withoutSecrets(error instanceof Error ? error.message : String(error)), { cause: error });
  } finally {
    await client.close();
  }
}

function unknown(error: unknown): Answer {
  const said = withoutSecrets(error instanceof Error ? error.message : String(error));
  return { is: 'UNKNOWN', found: { vi: `không hỏi được: ${said}`, en: `could not be asked: ${said}` } };
}

async function version(database: Db): Promise<Answer> {
  const { version: said } = (await database.command({ buildInfo: 1 })) as { version: string };
  const [major = 0, minor = 0] = said.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return sound(said);
  return {
    is: 'DOUBTFUL',
    found: { vi: `${said}, chưa thử`, en: `${said}, older than 4.4: not tried` },
    remedy: { vi: 'dùng MongoDB 7.0', en: 'use MongoDB 7.0' },
  };
}

type Hello = Readonly<{ setName?: string; hosts?: readonly string[]; maxBsonObjectSize?: number }>;

/** Servers before 4.4.2, and others of the protocol, know the older name alone. */
async function saidBy(database: Db): Promise<Hello> {
  return await database.command({ hello: 1 }).catch(() => database.command({ isMaster: 1 }));
}

async function nodes(database: Db, url: string): Promise<Answer> {
  const { setName, hosts = [] } = await saidBy(database);
  if (setName === undefined) {
    return {
      is: 'DOUBTFUL',
      found: { vi: 'một máy chủ đơn lẻ', en: 'a server alone: what it acknowledges is on one disk' },
      remedy: { vi: 'dùng replica set ba nút', en: 'use a replica set of three' },
    };
  }
  const named = url.startsWith('mongodb+srv:') ? hosts.length : withoutSecrets(url).split('/')[2]?.split(',').length;
  if ((named ?? 0) >= hosts.length) return sound(hosts.join(', '));
  return {
    is: 'FORBIDS',
    found: {
      vi: `URL chỉ nêu ${named} trong ${hosts.length} nút`,
      en: `the URL names ${named} of ${hosts.join(', ')}`,
    },
    remedy: { vi: 'nêu đủ các nút và replicaSet', en: 'name all of them, and replicaSet' },
  };
}

/** A write is acknowledged by a majority; racing guarded writes have one winner; an unordered write goes on. */
export async function promises(database: Pick<Db, 'collection'>): Promise<Answer> {
  try {
    await assertPromises(database);
    return sound('giữ đủ', 'kept');
  } catch (error) {
    const said = withoutSecrets(error instanceof Error ? error.message : String(error));
    return {
      is: 'FORBIDS',
      found: { vi: said, en: said },
      remedy: { vi: 'cho người dùng quyền readWrite; dùng MongoDB thật', en: 'give the user readWrite; use a MongoDB' },
    };
  }
}

async function sizes(database: Db): Promise<Answer> {
  const { maxBsonObjectSize = 0 } = await saidBy(database);
  if (maxBsonObjectSize >= LARGEST)
    return sound(`${maxBsonObjectSize} byte`, `documents of ${maxBsonObjectSize} bytes`);
  return {
    is: 'FORBIDS',
    found: {
      vi: `${maxBsonObjectSize} byte`,
      en: `documents of ${maxBsonObjectSize} bytes, a row may have ${LARGEST}`,
    },
    remedy: { vi: 'dùng MongoDB', en: 'use a MongoDB' },
  };
}

async function times(database: Db): Promise<Answer> {
  const took: number[] = [];
  for (let n = 0; n < TIMED; n += 1) {
    const began = performance.now();
    await database.command({ ping: 1 });
    took.push(performance.now() - began);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const [p50 = 0, p99 = 0] = [sorted[TIMED / 2], sorted.at(-2)];
  return sound(`p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (n=${TIMED})`);
}

const QUESTIONS: readonly Question[] = [
  ['VERSION', 'Phiên bản', 'Version', version],
  ['MEMBERS', 'Các nút', 'Nodes', nodes],
  ['SIZES', 'Cỡ ghi', 'Sizes', sizes],
  ['RACING', 'Lời hứa', 'Promises', promises],
  ['TIMES', 'Thời gian', 'Round trips', times],
];
