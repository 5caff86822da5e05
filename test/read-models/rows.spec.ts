import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Replay } from '../../projections/projector/replay.js';
import { PLEDGE_STATUS } from '../../read-models/pledge-status/pledge-status.js';
import { Rows } from '../../read-models/rows.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { Fault } from '../../src/http/problems/fault.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { temporaryFolder } from '../support/store-folder.js';

describe('a read model that was never built', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let store: SqliteReadModelStore;
  beforeEach(() => {
    folder = temporaryFolder();
    store = new SqliteReadModelStore(folder.path('read-models.db'));
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  it('is not readable yet, and its name is nobody’s business', async () => {
    const rows = new Rows(store, new Replay([], new InMemoryEventStore()));
    const asked = rows.row(PLEDGE_STATUS, ['cum-7-tinh', '2025'], {}).catch((error: unknown) => error);
    expect(await asked).toEqual(new Fault('NOT_READABLE_YET'));
    expect((await asked) as Fault).toMatchObject({ code: 'NOT_READABLE_YET', facts: {} });
  });
});
