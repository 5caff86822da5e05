import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../config.js';
import { SigningKey } from '../identity/signing-key.js';
import { pathIn } from '../log/open-event-store.js';
import { headOf } from '../log/sqlite/acknowledged-end.js';
import { openForWriting } from '../log/sqlite/open-log.js';
import { assertNothingLeft, LOGS_BESIDE } from '../log/sqlite/left-behind.js';
import { realFileAt } from '../log/sqlite/own-file.js';
import { putIntoPlace } from '../log/sqlite/put-into-place.js';
import { removeDatabase, standAlone } from '../log/sqlite/stand-alone.js';
import { WriterLock } from '../log/sqlite/writer-lock.js';
import { assertPlaces } from './places.js';

/** What a start finds missing of what it needs, by what it is. */
type Missing = Readonly<{ what: string; path: string; setting: string }>;

/** What a new folder may hold all the same: a disk that was just made, or hidden files; and the lock of a start that failed. */
const NOTHING = /^(lost\+found|\..*)$/;

/**
 * What this start has to make, as sentences for the operator once it is made. A ledger and a key are made in an empty place or where it
 * is asked for, since a mistyped path would otherwise begin a second ledger in silence.
 * @throws Error that names a setting whose file can be none.
 * @throws Error that names what is missing and what else lies there; for a projector also when there is no ledger, which it
 * never makes.
 */
export function toBeMade(config: Config, { create }: Readonly<{ create: boolean }>): readonly string[] {
  assertPlaces(config);
  const ledger = pathIn(config.eventStore);
  if (config.role === 'projector' && ledger !== undefined && !existsSync(ledger)) {
    throw new Error(`There is no ledger at ${ledger} (EVENT_STORE): first start the process that writes it`);
  }
  const missing = missingOf(config);
  if (missing.length === 0) return [];
  const there = create ? [] : found(config);
  if (there.length > 0) {
    throw new Error(
      `There is ${missing.map(({ what, path, setting }) => `no ${what} at ${path} (${setting})`).join(' and ')}, but there is ` +
        `${there.join(', ')}: set the path right, put back what is missing, or say "start --create" to make it`,
    );
  }
  return missing.map(toldOnceMade);
}

/** Which of these sentences are true by now, also where the start failed later. */
export function madeOf(toMake: readonly string[], config: Config): readonly string[] {
  const missing = missingOf(config).map(toldOnceMade);
  return toMake.filter((sentence) => !missing.includes(sentence));
}

function toldOnceMade({ what, path }: Missing): string {
  return `A new ${what} was made at ${path}`;
}

/**
 * Makes a missing ledger, and the key that goes with it: the ledger whole under another name, then the key, and the ledger into its
 * place last. A start that was ended at any moment of it is a first start again.
 */
export async function make({ eventStore, keys, role }: Config): Promise<void> {
  const ledger = pathIn(eventStore);
  if (ledger === undefined || role === 'projector') return;
  if (!existsSync(ledger)) {
    assertNothingLeft(ledger, LOGS_BESIDE);
    const draft = drafted(ledger);
    if (keys.kind === 'FILE') await SigningKey.at(keys.path);
    begin(draft, ledger);
  }
  for (const left of draftsOf(ledger)) removeDatabase(left);
}

/** Under the lock of the ledger: where another process made it meanwhile, that one is the ledger, with what is beside it. */
function begin(draft: string, ledger: string): void {
  const lock = new WriterLock(realFileAt(ledger));
  try {
    if (existsSync(ledger)) return;
    // Of a ledger that is gone, and that the operator goes on without.
    rmSync(headOf(ledger), { force: true });
    putIntoPlace(draft, ledger);
  } finally {
    lock.release();
  }
}

/** Hidden, so that the place still counts as empty. */
function drafted(ledger: string): string {
  const draft = join(dirname(ledger), `${draftName(ledger)}${randomUUID()}`);
  mkdirSync(dirname(draft), { recursive: true });
  openForWriting(draft).close();
  standAlone(draft);
  return draft;
}

function draftName(ledger: string): string {
  return `.${basename(ledger)}.new-`;
}

function draftsOf(ledger: string): readonly string[] {
  const folder = dirname(ledger);
  if (!existsSync(folder)) return [];
  const drafts = readdirSync(folder).filter((name) => name.startsWith(draftName(ledger)));
  return drafts.map((name) => join(folder, name));
}

/** Whether a first start was ended before the ledger had its place. */
function isUnfinished(ledger: string | undefined): boolean {
  return ledger !== undefined && !existsSync(ledger) && draftsOf(ledger).length > 0;
}

function missingOf({ eventStore, keys, role }: Config): readonly Missing[] {
  const ledger = pathIn(eventStore);
  const needed: (Missing | undefined)[] = [
    ledger === undefined || role === 'projector' ? undefined : { what: 'ledger', path: ledger, setting: 'EVENT_STORE' },
    keys.kind === 'FILE' ? { what: 'signing key', path: keys.path, setting: 'KEY_FILE' } : undefined,
  ];
  return needed.filter((one) => one !== undefined).filter(({ path }) => !existsSync(path));
}

/** What says that this is no first start: other files where the ledger belongs, read models, a key. */
function found({ eventStore, readModels, keys }: Config): readonly string[] {
  const ledger = pathIn(eventStore);
  const key = keys.kind === 'FILE' ? keys.path : undefined;
  const named = [ledger, pathIn(readModels), key].flatMap((path) =>
    path !== undefined && existsSync(path) ? [path] : [],
  );
  const beside = ledger === undefined || !existsSync(dirname(ledger)) ? [] : besides(ledger);
  // A first start that was ended has made the key, and nothing else that is seen.
  const ours = key !== undefined && isUnfinished(ledger) ? resolve(key) : undefined;
  return [...new Set([...named, ...beside])].filter((path) => resolve(path) !== ours);
}

function besides(ledger: string): readonly string[] {
  const folder = dirname(ledger);
  return readdirSync(folder)
    .filter((name) => !NOTHING.test(name) && ![basename(ledger), `${basename(ledger)}.lock`].includes(name))
    .map((name) => (folder === '.' ? name : `${folder}/${name}`));
}
