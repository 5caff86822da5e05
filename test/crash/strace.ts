import { spawnSync } from 'node:child_process';

/** Whether system calls can be traced here. Where they cannot, the tests that need it report that loudly. */
export const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

/** The command under which a process runs to have the system calls of all its threads written to a file. */
export function traced(into: string, ...options: readonly string[]): readonly string[] {
  return ['strace', '-f', '-o', into, '-y', '-s', '16', '-e', 'trace=fsync,fdatasync,pwrite64,write', ...options];
}

export function announceMissing(what: string): string {
  const notice = `NOT CHECKED: ${what}. strace is missing or not permitted here; install it (apt-get install strace).`;
  process.stderr.write(`\n*** ${notice} ***\n\n`);
  return notice;
}

/** Acknowledgements in their order to syncs; `early` counts those that left before everything in the WAL was synced. */
export type Order = Readonly<{ acknowledged: number; early: number; syncs: number }>;

const WRITES_LOG = /^pwrite64\(\d+<[^>]*-wal>/;
const SYNCED_LOG = /^f(data)?sync\(\d+<[^>]*-wal>\)\s+= 0/;
const ACKNOWLEDGED = /^write\(1<[^>]*>, "ack .*\)\s+= \d/;

/** Reads a trace. A call stands where it began and, if another thread interrupted it, again where it ended. */
export function orderIn(trace: string): Order {
  let [acknowledged, early, syncs] = [0, 0, 0];
  let isDirty = false;
  for (const { began, ended } of stepsIn(trace)) {
    if (WRITES_LOG.test(began)) isDirty = true;
    if (SYNCED_LOG.test(ended)) {
      isDirty = false;
      syncs += 1;
    }
    if (ACKNOWLEDGED.test(ended)) {
      acknowledged += 1;
      if (isDirty) early += 1;
    }
  }
  return { acknowledged, early, syncs };
}

/** Each line of a trace is a call that began, one that ended (with its result), or one that did both. */
function* stepsIn(trace: string): Generator<Readonly<{ began: string; ended: string }>> {
  const unfinished = new Map<string, string>();
  for (const [, thread = '', call = ''] of trace.matchAll(/^(\d+) +(.*)$/gm)) {
    const rest = /^<\.\.\. \w+ resumed>(.*)$/.exec(call)?.[1];
    if (rest !== undefined) {
      yield { began: '', ended: `${unfinished.get(thread)}${rest}` };
      continue;
    }
    const began = call.replace(/ <unfinished \.\.\.>$/, '');
    unfinished.set(thread, began);
    yield { began, ended: call };
  }
}
