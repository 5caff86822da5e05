import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.js';
import { SigningKey, type TokenClaims } from '../identity/signing-key.js';
import { pathIn } from '../log/open-event-store.js';
import { createService } from '../main.js';
import { serviceLog } from '../operations/service-log.js';
import { INSPECTOR } from './demo/exhibits.js';
import { performed } from './demo/performance.js';
import { Player } from './demo/player.js';

const KEY_FILE = 'signing-key.json';
const TOKEN_SECONDS = 12 * 3600;

type Print = (line: string) => void;

/**
 * Plays the five real cases through the HTTP API of a service on a new temporary store, prints what its read
 * models show, and checks it. Then it serves on until it is stopped, unless `once`.
 * @returns the exit code: 0 when everything was as the stories say.
 */
export async function demo(
  settings: Config,
  { once: ends }: Readonly<{ once: boolean }>,
  print: Print,
): Promise<number> {
  if (pathIn(settings.eventStore) === undefined) {
    print('The demo plays on a temporary store on SQLite; what EVENT_STORE names is left alone.');
  }
  const stopped = ends ? undefined : Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)));
  const directory = await mkdtemp(join(tmpdir(), 'thidua-demo-'));
  try {
    return await playedIn(directory, settings, { stopped, print });
  } finally {
    await rm(directory, { recursive: true });
  }
}

type Audience = Readonly<{ stopped: Promise<unknown> | undefined; print: Print }>;

async function playedIn(directory: string, settings: Config, { stopped, print }: Audience): Promise<number> {
  const config = inDirectory(directory, settings);
  const service = await createService(config, { log: serviceLog(config.logLevel) });
  try {
    const key = await SigningKey.at(join(directory, KEY_FILE));
    const terms = { issuer: config.tokenIssuer, audience: config.tokenAudience, ttlSeconds: TOKEN_SECONDS };
    const mint = (claims: TokenClaims): Promise<string> => key.mint(claims, terms);
    const asTold = await performed(new Player(service.url, mint), print);
    if (stopped !== undefined) invite(service.url, await mint(INSPECTOR), print);
    await stopped;
    return asTold ? 0 : 1;
  } finally {
    await service.close();
  }
}

/** The operator's settings, except for what belongs to this run. */
function inDirectory(directory: string, settings: Config): Config {
  return {
    ...settings,
    eventStore: `sqlite:${join(directory, 'ledger.db')}`,
    readModels: `sqlite:${join(directory, 'read-models.db')}`,
    keys: { kind: 'FILE', path: join(directory, KEY_FILE) },
    role: 'all',
    port: 0,
    logLevel: 'warn',
    requestsPerMinute: 0,
  };
}

function invite(url: string, token: string, print: Print): void {
  print('');
  print(`Tài liệu · Documents: ${url}/docs`);
  print('Mã truy cập chỉ đọc (thanh tra) · Read-only token (inspector):');
  print(token);
  print('Dừng bằng Ctrl+C · Stop with Ctrl+C');
}
