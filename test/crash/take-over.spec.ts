import { afterAll, describe } from '@jest/globals';
import { openReadModelStore } from '../../read-models/open-read-model-store.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { takeOverProperty } from '../projections/take-over.properties.js';
import { describeOnMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { temporaryFolder } from '../support/store-folder.js';

const SCHEDULES = 1_000;
const SEED = 20_261_129;

describe('projectors that take over from one another', () => {
  const folder = temporaryFolder();
  let files = 0;
  afterAll(() => folder.remove());
  const open = async () => new SqliteReadModelStore(folder.path(`${++files}.db`));
  takeOverProperty('SQLite', open, { schedules: SCHEDULES, seed: SEED });
});

describeOnMongodb('projectors that take over from one another', () => {
  const databases = new TestDatabases();
  afterAll(() => databases.drop());
  takeOverProperty('MongoDB', () => openReadModelStore(databases.url()), { schedules: SCHEDULES / 10, seed: SEED });
});
