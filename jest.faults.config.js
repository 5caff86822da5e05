import everyday from './jest.config.js';

/** The long fault runs, one at a time: kills, outages, disk errors, sync before acknowledgement, several processes. */
export default {
  ...everyday,
  testMatch: ['<rootDir>/test/crash/**/*.spec.ts', '<rootDir>/test/processes/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
  testTimeout: 900_000,
  maxWorkers: 1,
};
