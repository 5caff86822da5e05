import everyday from './jest.config.js';

/** The long fault runs: kills, disk errors, the order of sync and acknowledgement. One at a time. */
export default {
  ...everyday,
  testMatch: ['<rootDir>/test/crash/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
  testTimeout: 300_000,
  maxWorkers: 1,
};
