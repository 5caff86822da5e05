import { describe, expect, it } from '@jest/globals';
import type { Event, Position, Recorded } from '../../src/kernel/event.js';
import { asWritten, EventSchemas } from '../../src/log/upcasting.js';
import { METADATA } from '../support/store-events.js';

const schemas = new EventSchemas(['Noted', 'NeverChanged'], {
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
    expect(schemas.upcast(written(1, { text: 'a' }))).toEqual({
      ...written(3, { text: 'a', lines: [], language: 'vi' }),
      written: { schema: 1, data: { text: 'a' } },
    });
    expect(schemas.upcast(written(2, { lines: ['b'] }))).toEqual({
      ...written(3, { lines: ['b'], language: 'vi' }),
      written: { schema: 2, data: { lines: ['b'] } },
    });
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

  it('shows what was written, of what was brought up to date and of what was not', () => {
    const [old, now] = [written(1, { text: 'a' }), written(3, { text: 'a' })];
    expect(asWritten(schemas.read(old))).toEqual(old);
    expect(asWritten(schemas.read(now))).toBe(now);
  });

  it('marks what a newer release wrote, and refuses to conclude anything from it', () => {
    expect(schemas.read(written(4, {}))).toEqual({ ...written(4, {}), obscure: 'SCHEMA' });
    expect(schemas.read(written(1, {}, 'Sung'))).toEqual({ ...written(1, {}, 'Sung'), obscure: 'TYPE' });
    expect(() => schemas.upcast(written(1, {}, 'Sung'))).toThrow(
      'Sung is written in schema 1 (revision 0 of unit-a), a type of event that this release does not know: start a newer release',
    );
  });

  it('knows which version to write', () => {
    expect([schemas.versionOf('Noted'), schemas.versionOf('NeverChanged'), schemas.versionOf('constructor')]).toEqual([
      3, 1, 1,
    ]);
  });

  it('refuses a table with a version left out', () => {
    const gap = () => new EventSchemas(['Noted'], { Noted: { 2: (data) => data } });
    expect(gap).toThrow('Noted has no upcaster from schema 1');
  });
});
