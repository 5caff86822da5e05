import { existsSync, realpathSync } from 'node:fs';
import type { Config } from '../config.js';
import { defined } from '../kernel/defined.js';
import { OutcomeUnknown } from '../log/event-store.js';
import { pathIn } from '../log/open-event-store.js';
import { acceptLoss } from '../log/sqlite/accept-loss.js';
import { leftByRestore } from '../log/sqlite/restore-log.js';
import { createService } from '../main.js';
import { serviceLog } from '../operations/service-log.js';
import { make, toBeMade } from './first-start.js';
import { interrupted } from './restore.js';

/** How long a stop may take before the process ends anyway, in milliseconds: less than the ten seconds that Docker gives by default. */
export const STOP_WITHIN_MS = 9_000;

/**
 * Runs the service until the operator stops it (SIGINT, SIGTERM): then it stops accepting, finishes what is in hand and
 * closes its stores. It makes a ledger and a key only in an empty place, or with `create`; it goes on without events that were
 * acknowledged and are gone only with `loss`. When the disk hides whether
 * events were stored, or the ledger that it follows is another file by now, it stops loudly with exit code 1.
 */
export async function start(
  config: Config,
  { create, loss = false }: Readonly<{ create: boolean; loss?: boolean }>,
  print: (line: string) => void,
): Promise<void> {
  const found = [...toBeMade(config, { create }), ...toBeTakenBack(config)];
  await make(config);
  const log = serviceLog(config.logLevel);
  const remarks = loss ? acceptedLoss(config) : undefined;
  for (const remark of remarks ?? []) log.warn(remark);
  const stop = (exitCode: number): void => {
    setTimeout(() => {
      log.fatal(`the stop took longer than ${STOP_WITHIN_MS / 1000} seconds: the process kills itself`);
      end();
    }, STOP_WITHIN_MS).unref();
    starting
      .then((service) => service.close())
      .then(
        () => process.exit(exitCode),
        (error: unknown) => {
          log.fatal({ err: error }, 'the stop failed');
          process.exit(1);
        },
      );
  };
  const onFatal = (reason: Error): void => {
    const unknown = reason instanceof OutcomeUnknown;
    log.fatal({ err: reason }, `stopping: ${unknown ? 'it is not known whether events were stored' : reason.message}`);
    stop(1);
  };
  const starting = createService(config, { log, onFatal, ...defined({ remarks }) });
  const service = await starting;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(0));
  print(`The ledger answers at ${service.url}; its documents are at ${service.url}/docs`);
  for (const sentence of found) print(sentence);
  if (config.keys.kind === 'FILE') print('Mint a token with: node dist/src/cli/main.js token --role inspector');
}

/** What the operator goes on without, as a sentence. */
function acceptedLoss({ eventStore, role }: Config): readonly string[] | undefined {
  const path = pathIn(eventStore);
  const loss = path === undefined || role === 'projector' ? undefined : acceptLoss(path);
  return loss === undefined ? undefined : [`Going on without what was acknowledged, as --accept-loss says. ${loss}`];
}

/** What the opening of the ledger will take back, as a sentence for the operator. */
function toBeTakenBack({ eventStore, role }: Config): readonly string[] {
  const path = pathIn(eventStore);
  if (path === undefined || role === 'projector' || !existsSync(path)) return [];
  const left = leftByRestore(realpathSync(path));
  return left.length === 0 ? [] : [interrupted(path, left)];
}

/** At once, as `kill -9` does. An exit would close the log in the middle of its turn, and the next start miss its WAL. */
function end(): never {
  process.kill(process.pid, 'SIGKILL');
  // Only the first process of a container is still here: no signal of its own ends that one.
  process.abort();
}
