import { describe, expect, it } from '@jest/globals';
import { assertHeeded } from '../../src/cli/start-options.js';
import type { Config } from '../../src/config.js';

const STORES = [
  'sqlite:data/ledger.db',
  'esdb://admin:secret@db.example:2113',
  'esdb+discover://db.example',
  'memory:',
];
const ROLES: readonly Config['role'][] = ['all', 'api', 'projector'];
const OPTIONS = ['create', 'acceptLoss', 'trustClock'] as const;

/** Where the word of the operator means something: for files of a writer, but for what says that something may be made. */
const isHeeded = (option: string, eventStore: string, role: string): boolean =>
  option === 'create' || (eventStore.startsWith('sqlite:') && role !== 'projector');

describe('an option of a start', () => {
  it.each(OPTIONS.flatMap((option) => STORES.flatMap((store) => ROLES.map((role) => [option, store, role] as const))))(
    '%s with %s and ROLE=%s is heeded, or refused with where it is',
    (option, eventStore, role) => {
      const ask = (): void => assertHeeded({ [option]: true }, { eventStore, role });
      if (isHeeded(option, eventStore, role)) return expect(ask).not.toThrow();
      expect(ask).toThrow(/^--(accept-loss|trust-clock) says .*\(EVENT_STORE=sqlite:<path>, ROLE all or api\)/);
      expect(ask).toThrow(eventStore.startsWith('sqlite:') ? 'ROLE is projector' : /EVENT_STORE is (esdb|memory)/);
      expect(ask).not.toThrow('secret');
      expect(() => assertHeeded({ [option]: false }, { eventStore, role })).not.toThrow();
    },
  );
});
