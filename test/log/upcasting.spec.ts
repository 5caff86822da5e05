import { describe, expect, it } from '@jest/globals';
import type { Event, Position, Recorded } from '../../src/kernel/event.js';
import { EventSchemas } from '../../src/log/upcasting.js';
import { METADATA } from '../support/store-events.js';

const schemas = new EventSchemas({
  Noted: {
    1: (data) => ({ ...data, lines: [] }),
    2: (data) => ({ ...data, language: 'vi' }),
  },
});

function written(schema: number, data: object, type = 'Noted'): Recorded<Event> {
  const metadata = { ...METADATA, schema };
  return { type, data, id: 'id', stream: 'unit-a', revision: 0, position: '1' as Position, metadata };
}

describe('reading an event of an older schema', () => {
  it('takes it through every version to the newest', () => {
    expect(schemas.upcast(written(1, { text: 'a' }))).toEqual(written(3, { text: 'a', lines: [], language: 'vi' }));
    expect(schemas.upcast(written(2, { lines: ['b'] }))).toEqual(written(3, { lines: ['b'], language: 'vi' }));
  });

  it('leaves one in the newest schema as it is', () => {
    const event = written(3, { text: 'a' });
    expect(schemas.upcast(event)).toBe(event);
    const never = written(1, { a: 1 }, 'NeverChanged');
    expect(schemas.upcast(never)).toBe(never);
  });

  it('does not take it there twice', () => {
    const once = schemas.upcast(written(1, { text: 'a' }));
    expect(schemas.upcast(once)).toBe(once);
  });

  it.each([0, 4, 1.5, Number.NaN])('refuses schema %s', (schema) => {
    expect(() => schemas.upcast(written(schema, {}))).toThrow(`Noted is written in schema ${schema}`);
  });

  it('knows which version to write', () => {
    expect([schemas.versionOf('Noted'), schemas.versionOf('NeverChanged'), schemas.versionOf('constructor')]).toEqual([
      3, 1, 1,
    ]);
  });

  it('refuses a table with a version left out', () => {
    const gap = () => new EventSchemas({ Noted: { 2: (data) => data } });
    expect(gap).toThrow('Noted has no upcaster from schema 1');
  });
});
