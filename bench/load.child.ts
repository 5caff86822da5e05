import autocannon from 'autocannon';
import { answer, task } from './child.js';
import { type Load, type LoadResult, requestsOf } from './load.js';

/** Sends each prepared request once, in so many connections, and counts the answers. */
const load = await task<Load>();
const shares = [...requestsOf(load)];
/** When the last connection has written its requests out, which takes a third of a second and is no time of the server's. */
let started = performance.now();
/** Of the last answer: autocannon itself tells whole seconds only. */
let ended = started;
const result = await autocannon({
  url: load.url,
  connections: load.connections,
  amount: load.to - load.from,
  setupClient: (client) => {
    client.setRequests(shares.pop() ?? []);
    started = performance.now();
    client.on('response', () => (ended = performance.now()));
  },
});
const answered: LoadResult = {
  accepted: result['2xx'],
  refused: result.non2xx,
  statuses: Object.fromEntries(Object.entries(result.statusCodeStats).map(([status, { count }]) => [status, count])),
  errors: result.errors,
  seconds: (ended - started) / 1000,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
};
answer(answered);
process.disconnect();
