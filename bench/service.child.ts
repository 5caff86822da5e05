import 'reflect-metadata';
import { readConfig } from '../src/config.js';
import { createService } from '../src/main.js';
import { serviceLog } from '../src/operations/service-log.js';
import { answer, task } from './child.js';

/** The service itself, as an operator starts it. `startedInMs` counts from the start of the process. */
const config = readConfig(await task<Record<string, string>>());
const service = await createService(config, { log: serviceLog(config.logLevel) });
process.once('SIGTERM', () => void service.close().then(() => process.exit(0)));
answer({ url: service.url, startedInMs: performance.now() });
