import { afterAll } from '@jest/globals';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { describeOnMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { readModelStoreContract } from './read-model-store.contract.js';

const databases = new TestDatabases();

describeOnMongodb('a server of the protocol of MongoDB', () => {
  afterAll(() => databases.drop());
  readModelStoreContract('MongoDB', async () => {
    const url = databases.url();
    const store = await openReadModelStore(url);
    const reopen = async () => {
      await store.close();
      return openReadModelStore(url);
    };
    return { store, reopen };
  });
});
