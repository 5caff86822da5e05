/** Jest runs the sources as ESM through swc: `npm test` passes `--experimental-vm-modules`. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/test/crash/', '<rootDir>/test/processes/'],
  testTimeout: 20_000,
  // Jest leaves a core idle unless told: on two cores that is half of them.
  maxWorkers: '100%',
  // The messages of EventStoreDB's client live on the global object, whose cleanup Jest would warn about.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  reporters: ['default', '<rootDir>/test/support/servers-met-reporter.mjs'],
};
