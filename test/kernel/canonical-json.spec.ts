import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from '../../src/kernel/canonical-json.js';

describe('canonical JSON', () => {
  it('orders names by their UTF-16 code units and writes numbers and texts as RFC 8785, 3.2.3 and appendix B, show them', () => {
    const sorting = { '€': 1, '\r': 2, ['\ufb33']: 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect(canonicalJson(sorting)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
    expect(
      canonicalJson({ numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27], literals: [null, true, false] }),
    ).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}');
    expect(canonicalJson('€$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  it('is the text that an independent library writes, of any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ unitId: 'cao-bang', scope: undefined })).toBe('{"unitId":"cao-bang"}');
  });

  it.each([NaN, Infinity, 12n, Symbol('no data'), () => 1, undefined, ['\ud800'], { '\udc00': 1 }])(
    'refuses %p, which no JSON can carry to everybody',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});
