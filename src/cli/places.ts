import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config.js';
import { pathIn } from '../log/open-event-store.js';

/** A file as the operator names it, by a setting or by an argument of a command. */
export type Place = Readonly<{ named: string; path: string }>;

/**
 * The files that the settings name can be files, each another one. Looked at before anything is opened: what the disk says
 * later speaks of links and folders, and of no setting.
 * @throws Error that names the setting and what to do.
 */
export function assertPlaces({ eventStore, readModels, keys }: Config): void {
  const places = [
    placeIn('EVENT_STORE', eventStore),
    placeIn('READ_MODELS', readModels),
    keys.kind === 'FILE' ? { named: 'KEY_FILE', path: keys.path } : undefined,
  ].filter((place) => place !== undefined);
  for (const place of places) assertFile(place);
  assertApart(places);
}

/** The file that an address of a store names; `undefined` for an engine that keeps none here. */
export function placeIn(named: string, url: string): Place | undefined {
  const path = pathIn(url);
  return path === undefined ? undefined : { named, path };
}

/**
 * @throws Error when no file can be there: it has no name, is a folder, a link that leads to nothing, or a file stands where its folder
 * would be.
 */
export function assertFile({ named, path }: Place): void {
  if (path.trim() === '') throw new Error(`${named} names no file: name one, such as data/ledger.db`);
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new Error(`${named} names the folder ${path}: name a file in it, such as ${join(path, 'ledger.db')}`);
  }
  const above = standing(dirname(resolve(path)));
  if (!statSync(above).isDirectory()) {
    throw new Error(`${named} leads through ${above}, which is a file: name a file in a folder`);
  }
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(path)) {
    throw new Error(
      `${named} names ${path}, a link to ${readlinkSync(path)}, where there is nothing: bring back what was there, as a disk that is not ` +
        'mounted, or name the file itself',
    );
  }
}

/** @throws Error when the folder of a file that is to be made is not there. */
export function assertFolder({ named, path }: Place): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) throw new Error(`${named} names a file in ${folder}, which is not there: make that folder`);
}

/** @throws Error when two of them are one file, whichever links lead there. */
export function assertApart(places: readonly Place[]): void {
  const files = places.map(({ path }) => real(path));
  for (const [nth, { named, path }] of places.entries()) {
    const before = places[files.indexOf(files[nth] ?? '')];
    if (before !== undefined && before.named !== named) {
      throw new Error(`${named} names the same file as ${before.named}, ${path}: each needs one of its own`);
    }
  }
}

/** The nearest that exists, on the way to the root. */
function standing(path: string): string {
  return !existsSync(path) && dirname(path) !== path ? standing(dirname(path)) : path;
}

function real(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  return existsSync(dirname(whole)) ? join(realpathSync(dirname(whole)), whole.slice(dirname(whole).length)) : whole;
}
