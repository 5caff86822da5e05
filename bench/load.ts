import { BALLOTS, blocOf, LINES, QUESTION, SESSION_DAY, UNITS, YEAR } from './seed.js';

/** The task of a load generator, as plain data for its process: the requests of the mix from one number to another. */
export type Load = Readonly<{
  url: string;
  connections: number;
  from: number;
  to: number;
  blocs: number;
  /** Tokens of the secretary of each bloc, and of each unit's representative. */
  secretaries: readonly string[];
  representatives: Readonly<Record<string, string>>;
  /** Send all requests to the route of the echo instead. */
  echo: boolean;
}>;

export type LoadResult = Readonly<{
  /** Answers 2xx: only they count as throughput. */
  accepted: number;
  /** All other answers. */
  refused: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  /** Processor time of the generator itself for each request, in microseconds. */
  processorUs: number;
}>;

type Said = Readonly<{ path: string; token: string; body: object }>;

/** How many votes the seeded blocs can take, each once: every third request is one. */
export function mostRequests(blocs: number): number {
  return 3 * blocs * UNITS.length * BALLOTS.length;
}

/**
 * The bytes of the requests of each connection, all prepared before the first is sent, so that sending costs little.
 */
export function* requestsOf(load: Load): Generator<readonly Buffer[]> {
  const { from, to, connections } = load;
  const { host } = new URL(load.url);
  for (let connection = 0; connection < connections; connection += 1) {
    const requests: Buffer[] = [];
    for (let number = from + connection; number < to; number += connections)
      requests.push(requestOf(load, host, number));
    yield requests;
  }
}

/** A statistic, a revised self-score and a vote in turn. Consecutive requests go to different years. */
function requestOf(load: Load, host: string, number: number): Buffer {
  const nth = Math.floor(number / MIX.length);
  const said = (MIX[number % MIX.length] ?? statistic)(load, nth);
  const body = JSON.stringify(said.body);
  const head = [
    `POST ${load.echo ? '/echo' : said.path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: keep-alive',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Authorization: Bearer ${said.token}`,
    `Idempotency-Key: bench-${number}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const MIX = [statistic, selfScore, vote];

function pathOf(bloc: number): string {
  return `/blocs/${blocOf(bloc)}/years/${YEAR}`;
}

function statistic({ blocs, secretaries }: Load, nth: number): Said {
  const bloc = nth % blocs;
  const quantity = { value: String(113_000 + nth), qualifier: 'AT_LEAST', unit: 'lao động' };
  const body = { statisticId: 'viec-lam-moi', title: 'Lao động có việc làm mới', quantity };
  return { path: `${pathOf(bloc)}/statistics`, token: secretaries[bloc] ?? '', body };
}

function selfScore({ blocs, representatives }: Load, nth: number): Said {
  const unitId = UNITS[Math.floor(nth / blocs) % UNITS.length] ?? '';
  const path = `${pathOf((nth + Math.floor(blocs / 3)) % blocs)}/scores/self-scores/revisions`;
  return { path, token: representatives[unitId] ?? '', body: { unitId, lines: LINES } };
}

function vote({ blocs, representatives }: Load, nth: number): Said {
  const round = Math.floor(nth / blocs);
  const unitId = UNITS[round % UNITS.length] ?? '';
  const ballotId = BALLOTS[Math.floor(round / UNITS.length)] ?? 'none-left';
  const path = `${pathOf((nth + Math.floor((2 * blocs) / 3)) % blocs)}/ballots/${ballotId}/votes`;
  const answers = [{ questionId: QUESTION, choice: 'FOR' }];
  return {
    path,
    token: representatives[unitId] ?? '',
    body: { unitId, occurredOn: SESSION_DAY, voter: { name: `Đại diện ${unitId}` }, answers },
  };
}
