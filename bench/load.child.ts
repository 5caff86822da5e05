import { answer, task } from './child.js';
import { Connection } from './connection.js';
import { type Load, type LoadResult, requestsOf } from './load.js';

/** Sends each prepared request once, and counts the answers. */
const load = await task<Load>();
const shares = [...requestsOf(load)];
const connections = await Promise.all(shares.map(() => Connection.open(new URL(load.url))));

// Preparing takes a third of a second, which must not count as time of the server.
const usedBefore = process.cpuUsage();
const started = performance.now();
const answers = (await Promise.all(connections.map((each, nth) => each.send(shares[nth] ?? [])))).flat();
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(usedBefore);

const accepted = answers.filter(({ status }) => status >= 200 && status < 300).length;
const times = Float64Array.from(answers, ({ ms }) => ms).sort();
const within = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? 0;
answer({
  accepted,
  refused: answers.length - accepted,
  seconds,
  p50Ms: within(0.5),
  p99Ms: within(0.99),
  processorUs: (user + system) / answers.length,
} satisfies LoadResult);
process.disconnect();
