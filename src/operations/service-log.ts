import { type Logger, pino } from 'pino';

/** The log of the service: structured, on standard error, so that standard output stays the operator's. */
export function serviceLog(level: string): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
