import { describe, expect, it } from '@jest/globals';
import { blocStream } from '../../src/blocs/bloc.events.js';
import { emulationYearStream } from '../../src/emulation-years/frame/frame.events.js';
import {
  blocOf,
  CATEGORIES,
  isStreamName,
  LONGEST_STREAM_NAME,
  prefixOf,
  streamName,
} from '../../src/kernel/stream.js';
import { rulebookStream } from '../../src/rulebooks/rulebook.events.js';
import { unitStream } from '../../src/units/unit.events.js';

describe('the name of a stream', () => {
  it('is the category and the ids, told apart by two dashes, as it stands in every log', () => {
    expect(unitStream('dien-bien')).toBe('unit-dien-bien');
    expect(blocStream('cum-7-tinh')).toBe('bloc-cum-7-tinh');
    expect(rulebookStream('quy-che-cum-7-tinh')).toBe('rulebook-quy-che-cum-7-tinh');
    expect(emulationYearStream('cum-7-tinh', '2025')).toBe('emulationYear-cum-7-tinh--2025');
  });

  it.each(CATEGORIES)('of a %s is known by its form', (category) => {
    const name = streamName(category, 'co-chinh-phu', '2025');
    expect(isStreamName(name)).toBe(true);
    expect(name.startsWith(prefixOf(category))).toBe(true);
  });

  it.each([
    '',
    'unit',
    'unit-',
    'unit-A',
    'unit--a',
    'unit-a-',
    'unit-a---b',
    '$unit-a',
    'other.unit-a',
    'units-a',
    `unit-${'a'.repeat(LONGEST_STREAM_NAME)}`,
  ])('is not %p', (name) => {
    expect(isStreamName(name)).toBe(false);
  });

  it.each([
    ['bloc-cum-7-tinh', {}, 'cum-7-tinh'],
    ['emulationYear-cum-7-tinh--2025', {}, 'cum-7-tinh'],
    ['emulationYear-cum-7-tinh--2025', { blocId: 'khoi-khac' }, 'cum-7-tinh'],
    ['emulationYear-a--2025--1', {}, 'a'],
    ['unit-dien-bien', {}, ''],
    ['rulebook-quy-che-cum-7-tinh', {}, ''],
    ['commendation-co-chinh-phu--2025', { blocId: 'cum-7-tinh' }, 'cum-7-tinh'],
    ['commendation-co-chinh-phu--2025', {}, ''],
  ])('%s of an event with %j says that it is of bloc %j', (stream, data, blocId) => {
    expect(blocOf({ stream, data })).toBe(blocId);
  });
});
