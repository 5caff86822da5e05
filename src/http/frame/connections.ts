import { ConfigError } from '../../config.js';
import { openFiles } from './open-files.js';

/** Files that the process opens beside its connections: its stores, their logs and readers, its own output. */
const FILES_BESIDE = 100;

type Listening = Readonly<{ server: { maxConnections: number } }>;

/**
 * Takes no more connections than the process has files for: without one left, the log could not be copied and the service
 * would stop.
 * @throws ConfigError when the limit of the process is too low for the setting.
 */
export function boundConnections({ server }: Listening, most: number, files = openFiles()): void {
  assertFilesFor(most, files);
  server.maxConnections = most;
}

/** For who starts, before anything is made. @throws ConfigError when the limit of the process is too low for the setting. */
export function assertFilesFor(most: number, files = openFiles()): void {
  if (files < most + FILES_BESIDE) {
    throw new ConfigError(
      'MAX_CONNECTIONS',
      String(most),
      `the process may open ${files} files and needs ${FILES_BESIDE} beside its connections; raise its limit (LimitNOFILE=, ulimit -n) or set at most ${Math.max(0, files - FILES_BESIDE)}`,
    );
  }
}
