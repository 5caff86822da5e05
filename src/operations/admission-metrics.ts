import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { AdmissionWatch } from '../beside/admission.js';

/** Commands go freely again when none was held for so long, in milliseconds. */
const QUIET_MS = 60_000;

/** Counts commands that wait for the read models, and those refused because of them; a line in the log when that begins and ends. */
export function watchAdmission(registry: Registry, log: Logger): AdmissionWatch {
  const registers = [registry];
  const held = new Counter({
    name: 'commands_held_total',
    help: 'Commands that waited because more was written than is shown in time',
    registers,
  });
  const refused = new Counter({
    name: 'commands_refused_behind_total',
    help: 'Commands that waited too long for the read models, or found too many waiting, and were refused',
    registers,
  });
  let over: NodeJS.Timeout | undefined;
  return {
    held: (unshown) => {
      held.inc();
      if (over !== undefined) return void over.refresh();
      log.warn({ unshown }, 'commands wait for the read models');
      over = setTimeout(() => {
        over = undefined;
        log.info('commands wait for the read models no more');
      }, QUIET_MS).unref();
    },
    refused: () => refused.inc(),
  };
}
