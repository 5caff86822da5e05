import { describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import { keysOf } from '../../projections/projector/row-in-progress.js';
import { blocDirectory } from '../../projections/bloc-directory.projection.js';
import { blocHistory } from '../../projections/bloc-history/bloc-history.projection.js';
import { pledgeStatus } from '../../projections/pledge-status.projection.js';
import { unitDirectory } from '../../projections/unit-directory.projection.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { claimed } from '../support/given.js';
import { History, recorded } from '../support/history.js';
import { dutyHandedOver, flagHandedOver, led } from '../support/mothers/blocs.js';
import { fiveOfSeven, on, signed } from '../support/mothers/pledge.js';
import { registered } from '../support/mothers/units.js';
import { bothPassed, conferred, meeting, proposed } from '../support/mothers/voting.js';

/** Units, a bloc and two of its years, told in turns and partly as claims. */
const everything = recorded([
  registered(),
  ...led,
  ...fiveOfSeven,
  ...meeting(),
  claimed(signed(on('2025-03-22'), 'lao-cai')),
  ...bothPassed,
  dutyHandedOver('lao-cai', 'cao-bang'),
  proposed(),
  claimed(conferred({ document: { number: '12/QĐ-UBND', issuer: { kind: 'EXTERNAL', name: 'UBND tỉnh Lào Cai' } } })),
  flagHandedOver('lao-cai', 'cao-bang'),
  signed(on('2025-04-02'), 'ha-giang'),
]);

const ROWS: readonly (readonly [AnyProjection, string])[] = [
  [unitDirectory, 'so-gtvt-lang-son'],
  [blocDirectory, 'cum-7-tinh'],
  [pledgeStatus, 'cum-7-tinh/2025'],
  [blocHistory, 'cum-7-tinh/2024'],
  [blocHistory, 'cum-7-tinh/2025'],
];

describe.each(ROWS.map(([projection, key]) => [projection.name, key, projection] as const))(
  '%s of %s',
  (_, key, projection) => {
    it('replayed to any position is the row that the projector had made by then', async () => {
      const whole = new History<object>(projection, everything);
      for (const [place, { position }] of everything.entries()) {
        const live = new History<object>(projection, everything.slice(0, place + 1)).row(key);
        expect(await whole.asOf({ position }, key)).toEqual(live);
      }
      expect(whole.row(key)).toBeDefined();
    });
  },
);

const addsOnly = PROJECTIONS.filter((projection) => projection.addsOnly);

it('some read models only add rows', () => {
  expect(addsOnly.map(({ name }) => name)).toEqual(['audit-trail', 'document-citations']);
});

describe.each(addsOnly.map((projection) => [projection.name, projection] as const))(
  '%s, which only adds',
  (_, trail) => {
    it('has no row that two events touch: the store is not asked for what it has of one', () => {
      const keys = everything.flatMap((event) => keysOf(trail, event));
      expect(keys.length).toBeGreaterThan(0);
      expect(new Set(keys).size).toBe(keys.length);
    });
  },
);
