import { readFileSync } from 'node:fs';

/** Ticks a second of `/proc/<pid>/stat`: USER_HZ, 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;
/** Fields of `utime` and `stime` after the name of the program, which may contain spaces (proc_pid_stat(5)). */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** Processor time in microseconds. Other load on the machine hardly changes it. */
export type ProcessorTime = Readonly<{
  /** Of all threads of the process. */
  all: number;
  /** Of the thread that answers requests: it bounds their rate. */
  main: number;
}>;

/** What a process has used so far. */
export function processorTime(pid: number): ProcessorTime {
  return { all: timeIn(`/proc/${pid}/stat`), main: timeIn(`/proc/${pid}/task/${pid}/stat`) };
}

function timeIn(file: string): number {
  const stat = readFileSync(file, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * 1_000_000) / TICKS_A_SECOND;
}

/** Resident size of a process (VmRSS), in MiB. */
export function residentSize(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kib === undefined) throw new Error(`Process ${pid} has no resident size`);
  return Number(kib) / 1024;
}
