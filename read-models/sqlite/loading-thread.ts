import { statSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { ModelId } from '../read-model-store.js';
import { SqliteBuildRegister, tableOf } from './build-register.js';
import { BuildStatements } from './build-table.js';
import type { LoadingCommit, LoadingStart } from './loading.js';
import { LOADING, WAITS_MS } from './model-file.js';

// The entry of the thread that writes the rows of builds that queries do not read yet, each commit in one transaction.

const { path, inode } = workerData as LoadingStart;
const port = parentPort as MessagePort;
const database = opened();
const register = new SqliteBuildRegister(database);
const statements = new Map<string, BuildStatements>();

port.on('message', (message: LoadingCommit | 'close') => {
  if (message !== 'close') return port.postMessage(isKept(message));
  database.close();
  port.close();
});

/** Why not is told by who asked, which tries it again. */
function isKept({ model, rows, step }: LoadingCommit): boolean {
  const keep = (): void => {
    register.advance(model, step);
    prepared(model).write(rows);
  };
  try {
    database.transaction(keep).immediate();
    return true;
  } catch {
    return false;
  }
}

function prepared(model: ModelId): BuildStatements {
  const name = tableOf(model);
  const known = statements.get(name) ?? new BuildStatements(database, model);
  statements.set(name, known);
  return known;
}

function opened(): Database.Database {
  const found = new Database(path, { fileMustExist: true, timeout: WAITS_MS });
  if (statSync(path, { bigint: true }).ino !== inode) throw new Error(`${path} is another file by now`);
  found.pragma('synchronous = NORMAL');
  found.pragma(`wal_autocheckpoint = ${LOADING.logPages}`);
  found.pragma(`cache_size = ${-LOADING.cacheKiB}`);
  return found;
}
