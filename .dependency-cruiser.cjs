/**
 * The direction of data as import rules: src decides and records, projections fold, read-models show.
 * `npm run architecture` checks them, type-only imports included. `test/architecture.spec.ts` breaks each rule once, to
 * show that it is reported.
 */
const SLICES = 'units|blocs|rulebooks|emulation-years|movements|commendations|council-reviews';

/** The files of a slice that may know the framework and how commands are decided. All others are pure. */
const SHELL = '\\.(slice|dto|controller)\\.ts$';

/** Where a slice says how it decides, and gathers what its decisions rest on. */
const GATHERING = '\\.slice\\.ts$';

/** What events, commands, rows and bodies are made of: plain data that both sides of the log may name. */
const VALUES = `^src/(${SLICES})/.*\\.values\\.ts$`;

/** All of projections/ is pure folds, except the projector and the list of all folds that it is given. */
const FOLDS = { path: '^projections/', pathNot: ['^projections/projector/', '^projections/all\\.ts$'] };

/** The one fold that a decision and a page share, so that a step is open for both or for neither. */
const STEPS = '^src/emulation-years/course/steps\\.fold\\.ts$';
/** What a slice publishes to the others: its values, and what their decisions may gather of it. */
const PUBLISHED = `^src/(${SLICES})/.*\\.(values|standing)\\.ts$`;

/** Types that a projection may take from the read side: the rows of a read model, and the recording of a value. */
const ROWS = [
  '^read-models/(?<model>[^/]+)/(\\k<model>|[^/]+-of-year)\\.ts$',
  '^read-models/(recording|read-model|visibility)\\.ts$',
];

const ENGINES = [
  { driver: 'better-sqlite3', folder: 'sqlite' },
  { driver: '@eventstore/db-client', folder: 'eventstoredb' },
  { driver: 'mongodb', folder: 'mongodb' },
];

/** Where a process or a thread starts. A file that no entry reaches never runs. */
const ENTRIES =
  '^(src/(main|cli/main|writer-thread|replay-thread|projector-thread|log/sqlite/wal-copier|sheets/sheet-thread)|read-models/sqlite/loading-thread)\\.ts$';

/** Used by tests alone: the engine that the contract suites compare the others with. */
const REFERENCE = '^src/log/in-memory/';

/** The files that know every slice: they compose a process, or the thread that writes the log. */
const COMPOSITION =
  '^src/(main|app\\.module|commands\\.module|slices|ledger-on|replays-on|projector-on|writer-thread|replay-thread|projector-thread)\\.ts$';

/**
 * The parts of a year from the ground up; parts of one row stand side by side. A part may import only rows below its
 * own; of a later part it declares the shape that it reads.
 */
const PARTS = [
  ['frame'],
  ['pledge', 'sessions'],
  ['scoring'],
  ['voting'],
  ['ranking', 'leadership'],
  ['conferral'],
  ['course'],
];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'kernel-imports-nothing',
      'The kernel is the vocabulary of everything: were it to know a slice, a framework or a platform, all would. ' +
        'The one library it may use computes exact fractions.',
      { path: '^src/kernel/' },
      { pathNot: ['^src/kernel/', 'node_modules/fraction\\.js/'] },
    ),
    rule(
      'the-domain-is-pure',
      'Events, commands, deciders and folds are replayed years later: they see the kernel, their own slice and what ' +
        'other slices publish, never a framework, a store or a platform.',
      { path: `^src/(${SLICES})/`, pathNot: SHELL },
      { pathNot: ['^src/kernel/', '^src/$1/', PUBLISHED] },
    ),
    rule(
      'the-domain-is-pure',
      'A decision that knew its own shell would need a framework to be read or tested.',
      { path: `^src/(${SLICES})/`, pathNot: SHELL },
      { path: `^src/$1/.*${SHELL}` },
    ),
    rule(
      'the-domain-is-pure',
      'What gathers facts only names the streams that it needs: how they are read differs from engine to engine.',
      { path: `^src/(${SLICES})/.*${GATHERING}` },
      {
        pathNot: ['^src/kernel/', `^src/(${SLICES})/`, '^src/deciding/(slice|gathering|next|request)\\.ts$'],
      },
    ),
    rule(
      'slices-know-no-log',
      'A command goes to the ledger and a receipt comes back. A slice that named the log could read or append around ' +
        'the decision.',
      { path: `^src/(${SLICES})/.*\\.(dto|controller)\\.ts$` },
      { path: '^src/log/' },
    ),
    rule(
      'the-log-knows-no-slice',
      'The log stores and reads events, however they are decided. It imports the kernel and itself; the entry of its ' +
        'thread hands in what decides inside its transactions.',
      { path: '^src/log/' },
      { path: '^(src|projections|read-models)/', pathNot: ['^src/(kernel|sqlite)/', '^src/log/'] },
    ),
    rule(
      'deciding-knows-no-slice',
      'Deciding turns any command into events on any log: the composition hands the slices in, so that a new slice ' +
        'changes nothing here.',
      { path: '^src/deciding/' },
      { path: '^(src|projections|read-models)/', pathNot: ['^src/kernel/', '^src/log/', '^src/deciding/'] },
    ),
    rule(
      'the-composition-stands-on-top',
      'Whatever imports a file that knows every slice knows every slice itself. Only the composition and the commands ' +
        'of the operator may.',
      { path: '^(src|projections|read-models)/', pathNot: [COMPOSITION, '^src/(cli|log|deciding|kernel)/'] },
      { path: COMPOSITION },
    ),
    ...PARTS.flatMap((row, height) =>
      row.map((part) =>
        rule(
          'parts-stand-in-order',
          'A reader of one part of a year may stop at the parts below it. Only the root knows all of them.',
          { path: `^src/emulation-years/${part}/` },
          {
            path: '^src/emulation-years/',
            pathNot: [...[...PARTS.slice(0, height).flat(), part].map((known) => `^src/emulation-years/${known}/`)],
          },
        ),
      ),
    ),
    rule(
      'values-are-data',
      'A value is named by events, rows and bodies alike: were it to know an event or a decision, the read side would ' +
        'know the history through it.',
      { path: VALUES },
      { pathNot: ['^src/kernel/', VALUES] },
    ),
    rule(
      'slices-share-what-they-publish',
      'A slice gathers facts through the values and the standing of another slice. Everything else of a slice is its ' +
        'own, so that it can change without asking.',
      { path: `^src/(${SLICES})/.*${SHELL}` },
      { path: `^src/(${SLICES})/`, pathNot: ['^src/$1/', PUBLISHED] },
    ),
    rule(
      'projections-are-pure',
      'A fold sees event types, values and row types and nothing that could answer differently tomorrow: only so does ' +
        'a rebuild, or a replay to a past day, give the same rows.',
      FOLDS,
      {
        pathNot: [
          ...['^src/kernel/', `^src/(${SLICES})/.*\\.(values|events)\\.ts$`, STEPS],
          ...['^projections/(?!projector/|all\\.ts$)', ...ROWS],
        ],
      },
    ),
    rule(
      'the-write-side-never-reads',
      'Read models are late by design: a decision that reads one rests on the past. Only the composition root, the ' +
        'commands of the operator and the health of the service know both sides.',
      {
        path: '^src/',
        pathNot:
          '^src/((main|app\\.module|replays-on|replay-thread|projector-on|projector-thread)\\.ts$|cli/|operations/(running|progress|readiness)\\.ts$)',
      },
      { path: '^(projections|read-models)/' },
    ),
    rule(
      'the-read-side-knows-no-history',
      'Queries speak of rows and of the values in them. Whatever needs events is a fold, and replay to a past day is a ' +
        'port that projections implement.',
      { path: '^read-models/' },
      { path: '^(src|projections)/', pathNot: ['^src/(kernel|identity|http|sqlite|sheets)/', VALUES] },
    ),
    rule(
      'sheets-are-bytes-and-cells',
      'A sheet is written and read the same whatever is in it: what its columns mean, those know who have the rows.',
      { path: '^src/sheets/' },
      { path: '^(src|projections|read-models)/', pathNot: '^src/(sheets|kernel)/' },
    ),
    rule(
      'imports-only-send',
      'An import is a caller like any other: it makes commands of cells and sends them. Were it to decide, append or read ' +
        'rows, what it records would not be what a caller could have sent.',
      { path: '^src/imports/' },
      {
        path: '^(src|projections|read-models)/',
        pathNot: [
          '^src/(imports|sheets|kernel|http|identity)/',
          '^src/deciding/(ledger|decision|request)\\.ts$',
          `^src/(${SLICES})/.*\\.(dto|values)\\.ts$`,
        ],
      },
    ),
    rule(
      'identity-knows-no-room',
      'Who is calling and what a role may do is asked before anything is read: tokens, keys and policy know no slice ' +
        'and no route. Whose act each command is, the composition root hands in.',
      { path: '^src/identity/' },
      { path: '^(src|projections|read-models)/', pathNot: '^src/(identity|kernel)/' },
    ),
    ...ENGINES.map(({ driver, folder }) =>
      rule(
        'one-file-knows-the-engine',
        `${driver} stays in the ${folder} folders, behind the ports, so that an engine can be exchanged by its URL.`,
        { path: '^(src|projections|read-models)/', pathNot: `^(src/log|read-models)/${folder}/` },
        { path: `node_modules/(@types/)?${driver}/` },
      ),
    ),
    rule(
      'no-cycles',
      'Two files that need each other are one file or lack a third; in between, decorators see undefined classes.',
      {},
      { circular: true },
    ),
    rule(
      'no-orphans',
      'A file that no start of a process or thread reaches is dead: a reader would study it in vain. Types beside a library are never loaded.',
      { path: ENTRIES },
      { path: '^(src|projections|read-models)/', pathNot: [ENTRIES, REFERENCE, '\\.d\\.ts$'], reachable: false },
    ),
    rule(
      'no-barrels',
      'A barrel makes every import an import of everything: slow tests, cycles and providers undefined at decoration.',
      { path: '^(src|projections|read-models)/' },
      { path: '(^|/)index\\.ts$', pathNot: 'node_modules/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
