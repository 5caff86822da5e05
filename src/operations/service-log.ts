import { type Logger, pino } from 'pino';

/** Characters that wait for a disk that has no room for them; what comes then is not kept. */
const MOST_WAITING = 1024 * 1024;

/**
 * The log of the service: structured, on standard error, so that standard output stays the operator's. What cannot be written, as
 * where that is a file on a full disk, is written later: the service goes on.
 */
export function serviceLog(level: string): Logger {
  const destination = pino.destination({ dest: 2, sync: true, maxLength: MOST_WAITING });
  destination.on('error', () => undefined);
  return pino({ level, base: null }, destination);
}
