import { existsSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The settings that name a real server. */
const NAMED_BY = { EventStoreDB: 'EVENTSTOREDB_URL', MongoDB: 'MONGODB_URL' };

const STANDARD_ERROR = 2;

/** A reporter of Jest whose line ends a run: the servers that the tests met, loudly where none was a real one. */
export default class ServersMet {
  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'servers-met-'));
    const notes = join(folder, 'notes');
    process.env.SERVERS_MET_FILE = notes;
    // Jest writes its summary after the last call of any reporter.
    process.once('exit', () => {
      const met = existsSync(notes)
        ? readFileSync(notes, 'utf8')
            .split('\n')
            .filter(Boolean)
            .map((note) => JSON.parse(note))
        : [];
      rmSync(folder, { recursive: true, force: true });
      const kinds = Object.entries(NAMED_BY).map(([kind, setting]) => described(kind, setting, met));
      writeSync(STANDARD_ERROR, `\nServers met: ${kinds.join(' | ')}\n`);
    });
  }
}

function described(kind, setting, met) {
  const servers = met.filter((note) => note.kind === kind);
  const named = [...new Set(servers.map(({ server }) => server))].join(', ');
  if (servers.some(({ real }) => real)) return `${kind}: ${named}`;
  return `${kind}: ${named || 'none'}. *** NO REAL ${kind.toUpperCase()} WAS MET: set ${setting} ***`;
}
