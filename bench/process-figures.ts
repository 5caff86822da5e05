import { readFileSync } from 'node:fs';

/** Ticks a second of `/proc/<pid>/stat`: USER_HZ, 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;
/** Places of `utime` and `stime` after the name of the program, which may hold spaces (proc_pid_stat(5)). */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** Processor time that a process has used so far, in microseconds. It hardly depends on who else uses the machine. */
export function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * 1_000_000) / TICKS_A_SECOND;
}

/** Resident size of a process (VmRSS), in MiB. */
export function residentSize(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kib === undefined) throw new Error(`Process ${pid} tells no resident size`);
  return Number(kib) / 1024;
}
