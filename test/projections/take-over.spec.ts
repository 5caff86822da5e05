import { afterAll, describe } from '@jest/globals';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { temporaryFolder } from '../support/store-folder.js';
import { takeOverProperty } from './take-over.properties.js';

const folder = temporaryFolder();
let files = 0;
afterAll(() => folder.remove());

describe('projectors that take over from one another', () => {
  takeOverProperty('SQLite', async () => new SqliteReadModelStore(folder.path(`${++files}.db`)), { schedules: 200 });
});
