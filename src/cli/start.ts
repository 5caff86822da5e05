import { existsSync, realpathSync } from 'node:fs';
import type { Config } from '../config.js';
import { OutcomeUnknown } from '../log/event-store.js';
import { assertFilesFor } from '../http/frame/connections.js';
import { pathIn } from '../log/open-event-store.js';
import { acceptedBefore, acceptLoss } from '../log/sqlite/accept-loss.js';
import { leftByRestore } from '../log/sqlite/restore-log.js';
import { createService, type Service } from '../main.js';
import { serviceLog } from '../operations/service-log.js';
import { madeOf, make, toBeMade } from './first-start.js';
import { interrupted } from './restore.js';
import { assertHeeded, type StartOptions } from './start-options.js';
import { stopping } from './stopping.js';

/**
 * Runs the service until the operator stops it (SIGINT, SIGTERM): then it stops accepting, finishes what is in hand and
 * closes its stores. When the disk hides whether
 * events were stored, or the ledger that it follows is another file by now, it stops loudly with exit code 1.
 */
export async function start(config: Config, options: StartOptions, print: (line: string) => void): Promise<void> {
  const { create = false, acceptLoss: isAccepted = false, trustClock = false } = options;
  assertHeeded(options, config);
  assertFilesFor(config.maxConnections);
  const [made, takenBack] = [toBeMade(config, { create }), toBeTakenBack(config)];
  const service = await run(config, { acceptLoss: isAccepted, trustClock }).catch((error: unknown) => {
    // Said now: the next start finds it there.
    for (const sentence of madeOf(made, config)) print(sentence);
    throw error;
  });
  print(`The ledger answers at ${service.url}; its documents are at ${service.url}/docs`);
  for (const sentence of [...made, ...takenBack]) print(sentence);
  if (config.keys.kind === 'FILE') print('Mint a token with: node dist/src/cli/main.js token --role inspector');
}

async function run(
  config: Config,
  { acceptLoss: isAccepted, trustClock }: Required<Pick<StartOptions, 'acceptLoss' | 'trustClock'>>,
): Promise<Service> {
  await make(config);
  const log = serviceLog(config.logLevel);
  const remarks = lossesOf(config, isAccepted);
  const stop = stopping(log, () => starting);
  const onFatal = (reason: Error): void => {
    const unknown = reason instanceof OutcomeUnknown;
    log.fatal({ err: reason }, `stopping: ${unknown ? 'it is not known whether events were stored' : reason.message}`);
    stop(1);
  };
  const starting = createService(config, { log, onFatal, trustClock, remarks });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0));
  return starting;
}

/** What the operator goes on without, as a sentence. */
function lossesOf({ eventStore }: Config, isAccepted: boolean): readonly string[] {
  const path = pathIn(eventStore);
  if (path === undefined || !existsSync(path)) return [];
  const loss = (isAccepted ? acceptLoss(path) : undefined) ?? acceptedBefore(path);
  return loss === undefined ? [] : [`Going on without what was acknowledged, as --accept-loss says. ${loss}`];
}

/** What the opening of the ledger will take back, as a sentence for the operator. */
function toBeTakenBack({ eventStore, role }: Config): readonly string[] {
  const path = pathIn(eventStore);
  if (path === undefined || role === 'projector' || !existsSync(path)) return [];
  const left = leftByRestore(realpathSync(path));
  return left.length === 0 ? [] : [interrupted(path, left)];
}
