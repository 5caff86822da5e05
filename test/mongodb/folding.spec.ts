import { afterAll } from '@jest/globals';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { foldingProperties } from '../projections/folding.properties.js';
import { describeOnMongodb, TestDatabases } from '../support/mongodb/test-databases.js';

const RUNS = 60;

describeOnMongodb('rows of a history', () => {
  const databases = new TestDatabases();
  afterAll(() => databases.drop());
  foldingProperties('MongoDB', () => openReadModelStore(databases.url()), RUNS);
});
