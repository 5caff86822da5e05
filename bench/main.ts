import 'reflect-metadata';
import { availableParallelism, cpus } from 'node:os';
import { benchCommands, FULL, QUICK } from './commands.bench.js';
import { type Row, table } from './report.js';

const quick = process.argv.includes('--quick');
const chosen = process.argv.slice(2).filter((part) => !part.startsWith('--'));
const size = quick ? QUICK : FULL;

const PARTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  api: () => benchCommands(size, 'api'),
  all: () => benchCommands(size, 'all'),
};

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`);
for (const [name, run] of Object.entries(PARTS)) {
  if (chosen.length === 0 || chosen.includes(name)) console.log(`\n${table(await run())}`);
}
