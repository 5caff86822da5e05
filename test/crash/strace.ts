import { spawnSync } from 'node:child_process';

/** Whether system calls can be traced here. Where they cannot, the tests that need it say so aloud. */
export const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

/** The command to run a process under, with its calls written to a file. Its main thread only, where SQLite runs. */
export function traced(into: string, ...options: readonly string[]): readonly string[] {
  return ['strace', '-o', into, '-y', '-s', '16', '-e', 'trace=fsync,fdatasync,pwrite64,write', ...options];
}

export function announceMissing(what: string): string {
  const notice = `NOT CHECKED: ${what}. strace is missing or not permitted here; install it (apt-get install strace).`;
  process.stderr.write(`\n*** ${notice} ***\n\n`);
  return notice;
}

/** How an acknowledgement stood to the log: `early` is one that left while something in the WAL was not synced. */
export type Order = Readonly<{ acknowledged: number; early: number; syncs: number }>;

/** Reads a trace in which every system call stands in the order it was made. */
export function orderIn(trace: string): Order {
  let [acknowledged, early, syncs] = [0, 0, 0];
  let isDirty = false;
  for (const call of trace.split('\n')) {
    if (/^pwrite64\(\d+<[^>]*-wal>/.test(call)) isDirty = true;
    if (/^f(data)?sync\(\d+<[^>]*-wal>\)\s+= 0/.test(call)) {
      isDirty = false;
      syncs += 1;
    }
    if (/^write\(1<[^>]*>, "ack /.test(call)) {
      acknowledged += 1;
      if (isDirty) early += 1;
    }
  }
  return { acknowledged, early, syncs };
}
