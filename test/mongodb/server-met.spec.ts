import { describe, expect, it } from '@jest/globals';
import { serverOf } from '../support/mongodb/server-met.js';

describe('the last line of a test run', () => {
  it.each([
    ['MongoDB', { version: '7.0.14', storageEngines: ['devnull', 'wiredTiger'] }, true],
    ['a stand-in under the version that it imitates', { version: '7.0.42', ferretdb: { version: '1.24.0' } }, false],
    ['one that also claims its engine', { version: '7.0.42', storageEngines: ['wiredTiger'], ferretdb: {} }, false],
    ['a test server', { version: '3.6.0 (mongo-java-server)' }, false],
  ])('calls real what has the engine of MongoDB: %s', (_, buildInfo, real) => {
    const met = serverOf(buildInfo);
    expect([met.real, met.server.startsWith(buildInfo.version)]).toEqual([real, true]);
  });
});
