import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReadModelsUnavailable } from '../../read-models/read-model-store.js';
import { PLEDGE_STATUS } from '../../read-models/pledge-status/pledge-status.js';
import { NotSettled, NotYet, TooManyReplays } from '../../read-models/replay-port.js';
import { Rows } from '../../read-models/rows.js';
import { SqliteReadModelStore } from '../../read-models/sqlite/sqlite-read-model-store.js';
import { Fault } from '../../src/http/problems/fault.js';
import { reasonOf } from '../../src/http/problems/outages.js';
import { InMemoryEventStore } from '../../src/log/in-memory/in-memory-event-store.js';
import { pastOf } from '../support/replayed.js';
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
    const rows = new Rows(store, pastOf(new InMemoryEventStore()));
    const asked = rows.row(PLEDGE_STATUS, ['cum-7-tinh', '2025'], {}).catch((error: unknown) => error);
    expect(await asked).toEqual(new Fault('NOT_READABLE_YET'));
    expect((await asked) as Fault).toMatchObject({ code: 'NOT_READABLE_YET', facts: {} });
  });
});

describe('a store of read models that is away', () => {
  it('is named with its reason to the log, and not to the caller', async () => {
    const folder = temporaryFolder();
    const store = new SqliteReadModelStore(folder.path('read-models.db'));
    const reason = new ReadModelsUnavailable(new Error('rows.db: disk I/O error (SQLITE_IOERR): look at its disk'));
    store.find = () => Promise.reject(reason);
    const rows = new Rows(store, pastOf(new InMemoryEventStore()));
    const fault: unknown = await rows.row(PLEDGE_STATUS, ['cum-7-tinh', '2025'], {}).catch((error: unknown) => error);
    await store.close();
    folder.remove();
    expect(fault).toMatchObject({ code: 'READ_MODELS_UNAVAILABLE', facts: {}, cause: reason });
    expect(reasonOf(fault)).toContain('rows.db: disk I/O error (SQLITE_IOERR): look at its disk');
  });
});

describe('a row of the past', () => {
  const asked = async (failure: Error): Promise<unknown> => {
    const folder = temporaryFolder();
    const store = new SqliteReadModelStore(folder.path('read-models.db'));
    const past = pastOf(new InMemoryEventStore());
    past.row = () => Promise.reject(failure);
    const rows = new Rows(store, past);
    const reason = await rows
      .row(PLEDGE_STATUS, ['cum-7-tinh', '2025'], { asOf: '2025-03-21' })
      .catch((error: unknown) => error);
    await store.close();
    folder.remove();
    return reason;
  };

  it('that has not come is a fault of the field that names it', async () => {
    expect(await asked(new NotYet())).toMatchObject({ errors: [{ pointer: '/asOf' }] });
  });

  it('that is not settled, or has to wait too long, is to be asked again', async () => {
    expect(await asked(new NotSettled(8))).toEqual(new Fault('NOT_READABLE_YET', {}, { 'retry-after': '8' }));
    expect(await asked(new TooManyReplays())).toEqual(new Fault('OVERLOADED'));
  });

  it('that cannot be folded is a fault of the service', async () => {
    expect(await asked(new TypeError('a fold failed'))).toEqual(new TypeError('a fold failed'));
  });
});
