import { randomUUID } from 'node:crypto';
import type { Finding } from '../../kernel/finding.js';
import { Outages } from '../outages.js';
import { Connection } from './connection.js';
import { readEventStoreDbUrl } from './connection-url.js';
import type { Answer, Asked } from './answers.js';
import { QUESTIONS } from './questions.js';
import { ServerAbsent } from './server-absent.js';
import { CHECK, StreamNames } from './stream-names.js';

const UNHEARD = () => undefined;
const WAITS = { first: 100, longest: 1_000 };
const PATIENCE_MS = 3_000;

/** How long one question may take, in milliseconds. */
const QUESTION_MS = 30_000;

/** `largest`: of the appends that the service makes, in bytes. */
export type CheckOptions = Readonly<{ largest: number; patience?: number }>;

/** `writes` names what the check writes, before it does. */
export type Check = Readonly<{ writes: string; findings: AsyncGenerator<Finding, void, undefined> }>;

/** All that the service asks of a server before going live. @throws Error when the URL is wrong, or no server is there. */
export function checked(url: string, { largest, patience = PATIENCE_MS }: CheckOptions): Check {
  const address = readEventStoreDbUrl(url);
  const names = new StreamNames(address.ledger, [CHECK]);
  const stream = `${CHECK}-${randomUUID()}`;
  const outages = new Outages(UNHEARD, UNHEARD);
  const connection = new Connection(address, { patience, waits: WAITS, outages });
  const asked = { url, address, connection, names, stream, largest };
  return { writes: names.onServer(stream), findings: findings(asked) };
}

async function* findings(asked: Asked): AsyncGenerator<Finding, void, undefined> {
  try {
    for (const { code, asked: what, answer, isNeeded } of QUESTIONS) {
      const finding = { code, asked: what, ...(await answered(answer, asked)) };
      yield finding;
      if (isNeeded && finding.is !== 'SOUND' && finding.is !== 'DOUBTFUL') return;
    }
  } finally {
    await asked.connection.close();
  }
}

async function answered(answer: (asked: Asked) => Promise<Answer>, asked: Asked): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${QUESTION_MS / 1000} s`)), QUESTION_MS);
  });
  try {
    return await Promise.race([answer(asked), late]);
  } catch (error) {
    if (error instanceof ServerAbsent) throw error;
    const said = error instanceof Error ? error.message : String(error);
    return { is: 'UNKNOWN', found: { vi: `không hỏi được: ${said}`, en: `could not be asked: ${said}` } };
  } finally {
    clearTimeout(timer);
  }
}
