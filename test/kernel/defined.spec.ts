import { describe, expect, it } from '@jest/globals';
import { defined } from '../../src/kernel/defined.js';

describe('the defined fields', () => {
  it('are those that have a value, in their order', () => {
    const successor: string | undefined = undefined;
    const fields: Readonly<{ unitId: string; successor?: string; kept: boolean }> = defined({
      unitId: 'lao-cai',
      successor,
      kept: false,
    });
    expect(Object.keys(fields)).toEqual(['unitId', 'kept']);
  });

  it('include an empty text, zero and null, which are values', () => {
    expect(defined({ text: '', count: 0, none: null })).toEqual({ text: '', count: 0, none: null });
  });
});
