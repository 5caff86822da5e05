import { Command } from 'commander';
import { readConfig } from '../config.js';
import { isOnServer } from '../log/open-event-store.js';
import { backup } from './backup.js';
import { checkStore } from './check-store.js';
import { demo } from './demo.js';
import { drill } from './drill.js';
import { type ImportOptions, importSheet, writeTemplate } from './import.js';
import { move } from './move.js';
import { reDecide } from './re-decide.js';
import { rebuildReadModel } from './rebuild.js';
import { restore } from './restore.js';
import { start } from './start.js';
import type { StartOptions } from './start-options.js';
import { toldError } from './told-error.js';
import { mintToken, type TokenOptions } from './token.js';
import { verifyServer } from './verify-server.js';
import { verifyStore } from './verify-store.js';

// Whatever a command makes (ledger, rows, backups, keys) is for its owner alone.
process.umask(0o077);

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Progress, which is no result. */
const note = (line: string): void => void process.stderr.write(`${line}\n`);

const SETTINGS = `
Settings (environment variable, default):
  EVENT_STORE           sqlite:data/ledger.db
  READ_MODELS           sqlite:data/read-models.db
  ROLE                  all; api (another process projects) or projector (answers health and metrics alone)
  HOST, PORT            127.0.0.1, 3000
  LOG_LEVEL             info
  TOKEN_ISSUER          thidua-ledger
  TOKEN_AUDIENCE        thidua-ledger
  JWKS_URL              the key set of your identity provider; without it KEY_FILE
  KEY_FILE              data/signing-key.json, made at the first start or with --create
  BODY_LIMIT            65536 bytes; SHEET_BODY_LIMIT 262144, RULEBOOK_BODY_LIMIT 1048576
  TRUST_PROXY           addresses or networks of your proxies, none
  REQUESTS_PER_MINUTE   6000 for each bearer; 0 is without limit, also under load
  CORS_ORIGINS          none; whose pages may call from a browser: exact origins, with commas between them
  MAX_CONNECTIONS       900 at once; the process may have to open 100 files more
  OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER_ARG, OTEL_SERVICE_NAME
                        the collector of traces, none; their share, 0.05; the name, thidua-ledger
`;

const program = new Command('thidua-ledger').description(
  'The system of record for emulation blocs (khối, cụm thi đua)',
);

program
  .command('start')
  .description('run the service; its settings come from the environment')
  .option('--create', 'make the ledger and the key that are missing; without it only in an empty place')
  .option('--accept-loss', 'go on without events that were acknowledged and are not in the file of the ledger any more')
  .option('--trust-clock', 'the clock is right, even where the last record of the file is of a later instant')
  .addHelpText('after', SETTINGS)
  .action((options: StartOptions) => start(readConfig(), options, print));

program
  .command('demo')
  .description('play the five real cases on a new temporary store and print what came of them, then serve on')
  .option('--once', 'end when it is told; the exit code says whether all was as reported')
  .action(async ({ once = false }: { once?: boolean }) => {
    process.exitCode = await demo(readConfig(), { once }, print);
  });

program
  .command('token')
  .description("mint a bearer token with the ledger's own key")
  .requiredOption(
    '--role <role>',
    'administrator, council, secretary, representative, appraiser, inspector or dashboard',
  )
  .option('--name <name>', 'the name that stands in the record')
  .option('--subject <id>', 'the stable id of the bearer; made from role and unit unless told')
  .option('--unit <id>', 'the own unit of a representative or appraiser')
  .option('--bloc <id>', 'the bloc of a secretary or appraiser')
  .option('--ttl <duration>', 'how long it is good: 30m, 1h, 7d', '1h')
  .action(async (options: TokenOptions) => print(await mintToken(readConfig(), options)));

program
  .command('rebuild')
  .argument('<read model>')
  .description('fold a read model again from the first event and switch to it')
  .action(async (name: string) => {
    process.exitCode = await rebuildReadModel(readConfig(), name, print);
  });

program
  .command('backup')
  .argument('<file>')
  .description('copy the event store into a new file, verified, while the service runs')
  .action(async (file: string) => {
    process.exitCode = await backup(readConfig().eventStore, file, print);
  });

program
  .command('restore')
  .argument('<backup>')
  .description('put a backup in the place of the event store, verified; stop the service before')
  .action((file: string) => {
    process.exitCode = restore(readConfig().eventStore, file, print);
  });

program
  .command('drill')
  .description('back up, restore into a temporary folder, run a service there and compare, while the service runs')
  .action(async () => {
    endWith(await drill(readConfig(), print));
  });

program
  .command('move')
  .argument('<from>', 'the URL of the event store as it is')
  .argument('<to>', 'the URL of the one to move into: empty, or left over from an interrupted move')
  .description('copy the ledger from one event store to another and verify the copy; stop the service before')
  .action(async (from: string, to: string) => {
    endWith(await move(from, to, print));
  });

program
  .command('check-store')
  .argument('<url>', 'of EventStoreDB or MongoDB, as EVENT_STORE or READ_MODELS would name it')
  .description(
    'ask a store, before going live on it, what the service will ask of it; it writes a little, and says where',
  )
  .option('--json', 'what was found, for programs')
  .action(async (url: string, { json = false }: { json?: boolean }) => {
    endWith(await checkStore(url, { json, limits: readConfig() }, print));
  });

program
  .command('import')
  .argument('<kind>', 'units, members, heads, scores, rankings or proposals')
  .argument('<file>', '.xlsx or .csv')
  .description(
    'tell what would become of each line of a spreadsheet of past years; nothing is recorded without --record',
  )
  .option('--token-file <file>', 'holds the bearer token of who imports: council, or the secretary of the bloc')
  .option('--url <address>', 'of the running service', 'http://127.0.0.1:3000')
  .option('--record', 'record it after that')
  .option('--dates <order>', 'DMY or MDY, for days such as 5/1/2024')
  .option('--decimals <sign>', 'COMMA or POINT, for numbers such as 1.000')
  .option('--hidden <how>', 'TAKE or LEAVE hidden rows')
  .option('--sheet <name>', 'which sheet, where several could be meant')
  .action(async (kind: string, file: string, options: ImportOptions) => {
    process.exitCode = (await importSheet(kind, file, options, print)) ? 0 : 1;
  })
  .command('template')
  .argument('<kind>', 'units, members, heads, scores, rankings or proposals')
  .argument('<file>', 'a new file, .xlsx or .csv')
  .description('write the template of a kind of sheet, with what goes into each column')
  .action((kind: string, file: string) => writeTemplate(kind, file, print));

program
  .command('verify-store')
  .description('check the event store from its file, or the log of its server, to its last event')
  .action(async () => {
    const { eventStore } = readConfig();
    endWith(await (isOnServer(eventStore) ? verifyServer : verifyStore)(eventStore, print));
  });

program
  .command('inspect')
  .description('look into the ledger as an inspector does; nothing is written')
  .command('re-decide')
  .description('make every decision of the ledger again by the rules, and tell what comes out otherwise')
  .option('--json', 'what was found, a line each, for programs')
  .action(async ({ json = false }: { json?: boolean }) => {
    endWith(await reDecide(readConfig().eventStore, { json, note }, print));
  });

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${toldError(error)}\n`);
  endWith(1);
});

/** Ends by itself; or a second later, where a driver still waits for a server that never finishes its handshake. */
function endWith(exitCode: number): void {
  process.exitCode = exitCode;
  setTimeout(() => process.exit(), 1_000).unref();
}
