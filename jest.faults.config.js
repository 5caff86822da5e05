import everyday from './jest.config.js';

/** The long fault runs: kills, outages, disk errors, the order of sync and acknowledgement, several processes. One at a time. */
export default {
  ...everyday,
  testMatch: ['<rootDir>/test/crash/**/*.spec.ts', '<rootDir>/test/processes/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
  testTimeout: 300_000,
  maxWorkers: 1,
};
