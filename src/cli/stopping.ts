import type { Logger } from 'pino';
import type { Service } from '../main.js';

/** How long a stop may take before the process ends anyway, in milliseconds: less than the ten seconds that Docker gives by default. */
export const STOP_WITHIN_MS = 9_000;

/** Stops the service and ends the process with that code. Called again meanwhile, it changes the code alone, to the higher one. */
export function stopping(log: Logger, starting: () => Promise<Service>): (exitCode: number) => void {
  let code: number | undefined;
  return (exitCode) => {
    const isUnderWay = code !== undefined;
    code = Math.max(code ?? 0, exitCode);
    if (isUnderWay) return;
    setTimeout(() => {
      log.fatal(`the stop took longer than ${STOP_WITHIN_MS / 1000} seconds: the process kills itself`);
      end();
    }, STOP_WITHIN_MS).unref();
    starting()
      .then((service) => service.close())
      .then(
        () => process.exit(code),
        (error: unknown) => {
          log.fatal({ err: error }, 'the stop failed');
          process.exit(1);
        },
      );
  };
}

/** At once, as `kill -9` does. An exit would close the log in the middle of its turn, and the next start miss its WAL. */
function end(): never {
  process.kill(process.pid, 'SIGKILL');
  // Only the first process of a container is still here: no signal of its own ends that one.
  process.abort();
}
