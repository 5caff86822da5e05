import { afterAll } from '@jest/globals';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { temporaryFolder } from '../support/store-folder.js';
import { foldingProperties } from './folding.properties.js';

const RUNS = 60;
const folder = temporaryFolder();
let files = 0;
afterAll(() => folder.remove());

foldingProperties('SQLite', async () => new SqliteReadModelStore(folder.path(`${++files}.db`)), RUNS);
