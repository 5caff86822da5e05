import { readConfig } from '../../dist/src/config.js';
import { start } from '../../dist/src/cli/start.js';
import { Writer } from '../../dist/src/log/sqlite/writer.js';

// A service whose disk takes for ever over the last copy: the process that starts it sends SIGTERM.
Writer.prototype.close = () => new Promise(() => undefined);
await start(readConfig(), { create: false }, (line) => process.stdout.write(`${line}\n`));
