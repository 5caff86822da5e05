import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder, until `remove` is called. */
export function temporaryFolder(): Readonly<{ path: (name: string) => string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-'));
  return { path: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
