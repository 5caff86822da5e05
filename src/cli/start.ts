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
import { stopping } from './stopping.js';

/** The word of the operator. */
export type StartOptions = Readonly<{
  /** To make a ledger and a key that are missing, also where other files lie. */
  create?: boolean;
  /** To go on without events that were acknowledged and are gone. */
  acceptLoss?: boolean;
  /** To believe the clock, even where the last record is of a later instant. */
  trustClock?: boolean;
}>;

/**
 * Runs the service until the operator stops it (SIGINT, SIGTERM): then it stops accepting, finishes what is in hand and
 * closes its stores. When the disk hides whether
 * events were stored, or the ledger that it follows is another file by now, it stops loudly with exit code 1.
 */
export async function start(
  config: Config,
  { create = false, acceptLoss: isAccepted = false, trustClock = false }: StartOptions,
  print: (line: string) => void,
): Promise<void> {
  const found = [...toBeMade(config, { create }), ...toBeTakenBack(config)];
  await make(config);
  const log = serviceLog(config.logLevel);
  const remarks = isAccepted ? acceptedLoss(config) : undefined;
  const stop = stopping(log, () => starting);
  const onFatal = (reason: Error): void => {
    const unknown = reason instanceof OutcomeUnknown;
    log.fatal({ err: reason }, `stopping: ${unknown ? 'it is not known whether events were stored' : reason.message}`);
    stop(1);
  };
  const starting = createService(config, { log, onFatal, trustClock, ...defined({ remarks }) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0));
  const service = await starting;
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
