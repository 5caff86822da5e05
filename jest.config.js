/** Jest runs the sources as ESM through swc, so it needs `--experimental-vm-modules`; `npm test` passes it. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/test/crash/', '<rootDir>/test/processes/'],
  // Ten times what the slowest test takes on a free machine: a limit ends what hangs, and says nothing of speed.
  testTimeout: 300_000,
  // By default Jest leaves one core idle, which is half of a machine with two.
  maxWorkers: '100%',
  // Modules of a spec stay in the memory of its worker. At three and a half GiB, collecting them kept a server in it from answering for 15 s.
  workerIdleMemoryLimit: '1GB',
  // EventStoreDB's client keeps its messages on the global object; Jest would warn when it cleans that up.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  reporters: ['default', '<rootDir>/test/support/servers-met-reporter.mjs'],
};
