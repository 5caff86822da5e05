import { existsSync, linkSync } from 'node:fs';
import { syncFolderOf } from './open-log.js';

/**
 * Gives a file that is whole and on the disk its name too, durably. Unlike a rename, a link takes no name that another process gave
 * meanwhile. The caller removes the name that the file had.
 * @returns whether it has the name; `false` where another file has.
 */
export function putIntoPlace(file: string, name: string): boolean {
  try {
    linkSync(file, name);
  } catch (error) {
    if (!existsSync(name)) throw error;
    return false;
  }
  syncFolderOf(name);
  return true;
}
