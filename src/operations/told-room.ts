import type { Logger } from 'pino';

/** Tells when the disk of the ledger has become full, and when it has room again. */
export function toldRoom(log: Logger): (full: boolean) => void {
  return (full) => {
    if (full) log.error('the disk of the ledger is full: commands are refused until it has room, reads go on');
    else log.info('the disk of the ledger has room again: commands are taken');
  };
}
