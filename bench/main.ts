import 'reflect-metadata';
import { availableParallelism, cpus } from 'node:os';
import * as asking from './asking.bench.js';
import * as asOf from './as-of.bench.js';
import * as commands from './commands.bench.js';
import * as engines from './engines.bench.js';
import * as eventstoredb from './eventstoredb.bench.js';
import * as imports from './import.bench.js';
import * as lookUps from './look-ups.bench.js';
import * as memory from './memory.bench.js';
import { benchReplay } from './replay.bench.js';
import { type Part, printed } from './report.js';

const quick = process.argv.includes('--quick');
const chosen = process.argv.slice(2).filter((part) => !part.startsWith('--'));
const [commandsSize, replayEvents, memorySize, enginesSize, asOfSize, lookUpsSize, wireSize, askingSize] = quick
  ? [commands.QUICK, 20_000, memory.QUICK, engines.QUICK, asOf.QUICK, lookUps.QUICK, eventstoredb.QUICK, asking.QUICK]
  : [commands.FULL, 500_000, memory.FULL, engines.FULL, asOf.FULL, lookUps.FULL, eventstoredb.FULL, asking.FULL];

/** `npm run bench` runs them all, `npm run bench -- replay` one; `--quick` only checks that they run. */
const PARTS: Readonly<Record<string, Part>> = {
  api: () => commands.benchCommands(commandsSize, 'api'),
  all: () => commands.benchCommands(commandsSize, 'all'),
  replay: () => benchReplay(replayEvents),
  memory: () => memory.benchMemory(memorySize),
  'as-of': () => asOf.benchAsOf(asOfSize),
  'look-ups': () => lookUps.benchLookUps(lookUpsSize),
  asking: () => asking.benchAsking(askingSize),
  import: () => imports.benchImport(quick ? imports.QUICK : imports.FULL),
  engines: () => engines.benchEngines(enginesSize),
  eventstoredb: () => eventstoredb.benchEventStoreDb(wireSize),
};

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`);
const asked = Object.entries(PARTS).filter(([name]) => chosen.length === 0 || chosen.includes(name));
if (!(await printed(Object.fromEntries(asked), (line) => console.log(line)))) process.exitCode = 1;
