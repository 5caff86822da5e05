import { describe, expect, it } from '@jest/globals';
import { blocDirectory } from '../../projections/bloc-directory.projection.js';
import type { BlocEntry } from '../../read-models/bloc-directory/bloc-directory.js';
import { blocOn } from '../../read-models/bloc-directory/bloc-view.js';
import type {
  BlocAliasAdded,
  BlocRenamed,
  BlocDissolved,
  BlocSizeDeclared,
  DutySucceeded,
  FlagSucceeded,
} from '../../src/blocs/bloc.events.js';
import type { Event } from '../../src/kernel/event.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import { sortKey } from '../../src/kernel/vietnamese-order.js';
import { claimed } from '../support/given.js';
import { type History, historiesOf, type Told } from '../support/history.js';
import {
  ALIAS,
  admitted,
  cluster,
  dutyHandedOver,
  established,
  firstLeadership,
  flagHandedOver,
  led,
  onBloc,
  withdrawn,
} from '../support/mothers/blocs.js';
import { BLOC, BLOC_NAME, SEVEN } from '../support/mothers/seven-provinces.js';

const history: (...facts: readonly Told<Event>[]) => History<BlocEntry> = historiesOf(blocDirectory);
const day = (text: string) => text as LocalDate;

function renamed(vi: string, on: string): BlocRenamed {
  return { type: 'BlocRenamed', data: { ...onBloc(on), name: { vi } } };
}

const aliased: BlocAliasAdded = { type: 'BlocAliasAdded', data: { ...onBloc('2024-02-01'), alias: 'Cụm 7 tỉnh' } };

function succeeded<Type extends string>(type: Type, from: string, to: string) {
  return { type, data: { ...onBloc('2025-07-01'), from, to, mergedOn: day('2025-07-01') } };
}
const dutySucceeded: DutySucceeded = succeeded('DutySucceeded', 'lao-cai', 'lao-cai-moi');
const flagSucceeded: FlagSucceeded = succeeded('FlagSucceeded', 'cao-bang', 'cao-bang-moi');

function onDay(told: History<BlocEntry>, text?: string) {
  const row = told.row();
  if (row === undefined) throw new Error('there is no bloc');
  const { actingHead, flagHolder, name, members } = blocOn(row, text === undefined ? undefined : day(text));
  return { head: actingHead?.value.head, flag: flagHolder?.value.holder, name: name.vi, members: members.length };
}

describe('a bloc in the directory', () => {
  it('is shown as it was established, with its members', () => {
    const { kind, name, labels, parent } = established.data;
    const told = history(established, admitted('lao-cai'));
    told.shows({
      blocId: BLOC,
      ...{ kind, name: BLOC_NAME, sortKey: sortKey(BLOC_NAME.vi) },
      established: { value: { kind, name, labels, parent }, recording: told.recording(0) },
      names: [],
      sizes: [],
      aliases: [{ value: { alias: ALIAS }, recording: told.recording(0) }],
      members: [
        {
          unitId: 'lao-cai',
          periods: [{ from: day('2008-01-02') }],
          told: [{ value: { change: 'ADMITTED' }, recording: told.recording(1) }],
        },
      ],
      ...{ leaderships: [], duty: [], flag: [] },
    });
  });

  it('is led by Lào Cai until the duty is handed over, and Cao Bằng holds the flag from 22/3/2025 on (A11)', () => {
    const told = history(...led, flagHandedOver('lao-cai', 'cao-bang'));
    const usual = { name: BLOC_NAME.vi, members: 7 };
    expect(onDay(told, '2024-01-14')).toEqual({ head: undefined, flag: undefined, ...usual });
    expect(onDay(told, '2025-03-01')).toEqual({ head: 'lao-cai', flag: 'lao-cai', ...usual });
    expect(onDay(told, '2025-03-21')).toEqual({ head: 'lao-cai', flag: 'lao-cai', ...usual });
    expect(onDay(told, '2025-03-22')).toEqual({ head: 'lao-cai', flag: 'cao-bang', ...usual });
    expect(onDay(told)).toEqual({ head: 'lao-cai', flag: 'cao-bang', ...usual });
  });

  it('keeps heads and deputies by year, and how the duty passed', () => {
    const told = history(
      ...led,
      dutyHandedOver('lao-cai', 'cao-bang', { deputies: [{ unitId: 'dien-bien', ordinal: 1 }] }),
    );
    expect(told.row()?.leaderships).toEqual([
      {
        forYear: '2024',
        leadership: {
          value: { head: 'lao-cai', deputies: [{ unitId: 'cao-bang', ordinal: 1 }] },
          recording: told.recording(8),
        },
        successions: [],
      },
      {
        forYear: '2025',
        leadership: {
          value: { head: 'cao-bang', deputies: [{ unitId: 'dien-bien', ordinal: 1 }] },
          recording: told.recording(9),
        },
        successions: [],
      },
    ]);
    expect(told.row()?.duty.map(({ value }) => value)).toEqual([
      { head: 'lao-cai', forYear: '2024', by: 'FIRST' },
      { head: 'cao-bang', forYear: '2025', by: 'HANDOVER', from: 'lao-cai', decidedIn: '2024' },
    ]);
  });

  it('puts the successor of a merged unit in its place, from that day on', () => {
    const told = history(...led, flagHandedOver('lao-cai', 'cao-bang'), dutySucceeded, flagSucceeded);
    expect(onDay(told, '2025-06-30')).toMatchObject({ head: 'lao-cai', flag: 'cao-bang' });
    expect(onDay(told, '2025-07-01')).toMatchObject({ head: 'lao-cai-moi', flag: 'cao-bang-moi' });
    expect(told.row()?.leaderships[0]).toMatchObject({
      leadership: { value: { head: 'lao-cai-moi', deputies: [{ unitId: 'cao-bang', ordinal: 1 }] } },
      successions: [{ value: { from: 'lao-cai', to: 'lao-cai-moi' } }],
    });
  });

  it('knows its members and its name on any day, whatever the order of telling', () => {
    const told = history(
      ...cluster,
      renamed('Cụm 6 tỉnh', '2025-07-01'),
      renamed('Cụm Đông Bắc', '2020-01-01'),
      withdrawn('ha-giang', '2025-07-01'),
    );
    expect(onDay(told, '2019-12-31')).toMatchObject({ name: BLOC_NAME.vi, members: 7 });
    expect(onDay(told, '2025-06-30')).toMatchObject({ name: 'Cụm Đông Bắc', members: 7 });
    expect(onDay(told, '2025-07-01')).toMatchObject({ name: 'Cụm 6 tỉnh', members: 6 });
    expect(told.row()?.members.map(({ unitId }) => unitId)).toEqual(SEVEN);
    expect(told.row()?.sortKey).toBe(sortKey('Cụm 6 tỉnh'));
  });

  it('has the size that was declared for the day, and none that nobody declared', () => {
    const declared = (size: number, from: string): BlocSizeDeclared => ({
      type: 'BlocSizeDeclared',
      data: { ...onBloc('2025-03-22'), size, from: { date: from } },
    });
    const told = history(established, declared(10, '2025-07-01'), declared(9, '2024'));
    const size = (text?: string) => blocOn(told.row()!, text === undefined ? undefined : day(text)).declaredSize;
    expect([size('2023-12-31'), size('2024-01-01'), size('2025-07-01'), size()]).toEqual([undefined, 9, 10, 10]);
    expect(told.row()?.sizes.map(({ value }) => value.size)).toEqual([9, 10]);
  });

  it('that was dissolved has no members, head or flag from that day on, and says who goes on with its work', () => {
    const end: BlocDissolved = {
      type: 'BlocDissolved',
      data: { ...onBloc('2025-07-01'), successors: ['cum-moi'], reason: 'Sắp xếp lại' },
    };
    const told = history(...led, flagHandedOver('lao-cai', 'cao-bang'), end);
    expect(onDay(told, '2025-06-30')).toMatchObject({ head: 'lao-cai', flag: 'cao-bang', members: 7 });
    expect(onDay(told, '2025-07-01')).toMatchObject({ head: undefined, flag: undefined, members: 0 });
    expect(onDay(told)).toMatchObject({ members: 0 });
    expect(told.row()?.dissolved?.value).toEqual({ successors: ['cum-moi'], reason: 'Sắp xếp lại' });
  });

  it('is known by each alias once', () => {
    const aliases = history(established, aliased, claimed(aliased)).row()?.aliases;
    expect(aliases?.map(({ value }) => value.alias)).toEqual([ALIAS, 'Cụm 7 tỉnh']);
    expect(aliases?.[1]?.claims).toHaveLength(1);
  });

  it('as of a past day had no later head, flag or name', async () => {
    const told = history(...led, flagHandedOver('lao-cai', 'cao-bang'), renamed('Cụm 6 tỉnh', '2025-07-01'));
    const then = await told.asOf({ day: day('2025-03-21') }, BLOC);
    expect(then?.flag.map(({ value }) => value.holder)).toEqual(['lao-cai']);
    expect(then?.name).toEqual(BLOC_NAME);
  });

  it('told again is the same', () => {
    history(
      ...led,
      flagHandedOver('lao-cai', 'cao-bang'),
      dutySucceeded,
      withdrawn('ha-giang', '2025-07-01'),
    ).isTheSameToldAgain();
  });
});

describe('acts and claims about a bloc', () => {
  it('show the hand-over that an act says, and the claim about the same year beside it', () => {
    const claim = dutyHandedOver('lao-cai', 'dien-bien');
    const told = history(...led, claimed(claim), dutyHandedOver('lao-cai', 'cao-bang'));
    expect(onDay(told, '2025-03-22')).toMatchObject({ head: 'cao-bang' });
    const { duty, leaderships } = told.row() ?? {};
    expect(duty?.map(({ claims = [] }) => claims.map(({ value }) => value.head))).toEqual([[], ['dien-bien']]);
    expect(leaderships?.at(-1)?.leadership.claims?.at(0)?.value.head).toBe('dien-bien');
  });

  it('let an act about a day stand before a claim about the same day', () => {
    const claim = flagHandedOver('lao-cai', 'dien-bien');
    expect(onDay(history(...led, flagHandedOver('lao-cai', 'cao-bang'), claimed(claim)))).toMatchObject({
      flag: 'cao-bang',
    });
    expect(onDay(history(...led, claimed(claim), flagHandedOver('lao-cai', 'cao-bang')))).toMatchObject({
      flag: 'cao-bang',
    });
  });

  it('do not let a claimed succession rewrite the leadership that acts have made', () => {
    const row = history(...led, claimed(dutySucceeded)).row();
    expect(row?.leaderships[0]?.leadership.value.head).toBe('lao-cai');
    expect(row?.leaderships[0]?.successions).toHaveLength(1);
  });

  it('leave members, head and flag as acts have them, and show what is claimed beside (D35)', () => {
    const left = history(...led, claimed(withdrawn('ha-giang', '2024-05-01')));
    const member = left.row()?.members.find(({ unitId }) => unitId === 'ha-giang');
    expect([member?.periods, member?.claimed]).toEqual([
      [{ from: '2008-01-02' }],
      [{ from: '2008-01-02', to: '2024-04-30' }],
    ]);
    expect(onDay(left, '2024-06-01').members).toBe(SEVEN.length);
    const joined = history(...led, claimed(admitted('yen-bai', '2024-02-01')));
    expect(joined.row()?.members.at(-1)).toMatchObject({ unitId: 'yen-bai', periods: [{ from: '2024-02-01' }] });
    const given = history(
      ...led,
      claimed(flagHandedOver('son-la', 'dien-bien')),
      claimed(dutyHandedOver('son-la', 'dien-bien')),
    );
    expect(onDay(given)).toMatchObject({ head: 'lao-cai', flag: 'lao-cai' });
    expect(blocOn(given.row() as BlocEntry, undefined)).toMatchObject({
      claimedHead: { value: { head: 'dien-bien' } },
      claimedHolder: { value: { holder: 'dien-bien' } },
    });
    const over = history(...led, claimed({ type: 'BlocDissolved', data: { ...onBloc('2024-07-01'), successors: [] } }));
    expect(onDay(over, '2024-08-01').members).toBe(SEVEN.length);
  });

  it('show as the state what claims alone know, before the first act too', () => {
    const told = history(
      claimed(established),
      claimed(admitted('lao-cai')),
      claimed(withdrawn('lao-cai', '2020-01-01')),
      claimed(flagHandedOver('son-la', 'dien-bien')),
    );
    expect([onDay(told, '2010-01-01').members, onDay(told).members, onDay(told).flag]).toEqual([1, 0, 'dien-bien']);
    const before = dutyHandedOver('son-la', 'dien-bien', { ...onBloc('2020-01-01'), forYear: '2020' });
    expect(onDay(history(...led, claimed(before)), '2021-01-01')).toMatchObject({ head: 'dien-bien' });
    expect(onDay(history(...led, claimed(before)), '2024-02-01')).toMatchObject({ head: 'lao-cai' });
  });

  it('keep the first leadership of an act when a claim tells another', () => {
    const row = history(...led, claimed(firstLeadership({ head: 'son-la', deputies: [] }))).row();
    expect(row?.leaderships[0]?.leadership.value).toEqual({
      head: 'lao-cai',
      deputies: [{ unitId: 'cao-bang', ordinal: 1 }],
    });
    expect(row?.duty.map(({ value }) => value.head)).toEqual(['lao-cai']);
  });
});
