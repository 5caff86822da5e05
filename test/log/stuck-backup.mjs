import { writeSync } from 'node:fs';
import { copyLog } from '../../dist/src/log/sqlite/copy-log.js';

/** Copies the log of the first path to the second, says so and goes no further. */
const [, , source, target] = process.argv;
await copyLog(source, target, {
  progress: () => {
    writeSync(1, 'copying');
    for (;;);
  },
  verify: () => undefined,
});
