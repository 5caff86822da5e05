import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readJson } from '../../src/http/frame/json.js';
import { Fault, InvalidInput } from '../../src/http/problems/fault.js';
import type { Problem } from '../../src/http/problems/problem.js';
import { Probe } from './probe.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function refused(bytes: Uint8Array): unknown {
  try {
    return { read: readJson(bytes) };
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors.map(({ pointer, messages }) => [pointer, messages.en]);
    return error instanceof Fault ? error.code : error;
  }
}

describe('reading JSON', () => {
  it('gives what JSON.parse gives, whatever the value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readJson(bytesOf(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('takes a mark of the byte order for none', () => {
    expect(readJson(bytesOf('\ufeff{"a":1}'))).toEqual({ a: 1 });
  });

  it.each<[string, string[]]>([
    ['{"a":1,"a":2}', ['/a']],
    ['{"a":1,"b":{"a":2},"a":1}', ['/a']],
    ['{"a":[{"b":1},{"b":1,"c":[1,2],"b":[]}]}', ['/a/1/b']],
    ['{"a":1,"\\u0061":2}', ['/a']],
    ['{"a/b~":1,"a\\/b~":2}', ['/a~1b~0']],
    ['{"":1,"":2}', ['/']],
    ['{"a":"\\"a\\":1,","a":{"x":"}"},"x":[{"y":1,"y":2}]}', ['/a', '/x/0/y']],
    ['{"__proto__":1,"__proto__":1}', ['/__proto__']],
    ['{"a":1,"a":1,"a":1}', ['/a', '/a']],
    ['{"a" :1,"a"\n\t:2}', ['/a']],
    ['{"a":"x:","b":"\\":","a":":"}', ['/a']],
  ])('refuses a field that stands twice, by name: %s', (text, pointers) => {
    expect(refused(bytesOf(text))).toEqual(pointers.map((pointer) => [pointer, 'stands twice']));
  });

  it('finds each repeated name wherever it is, and no other', () => {
    const wrap = fc.constantFrom<(inside: string) => [string, string]>(
      (inside) => [`{"x":${inside}}`, '/x'],
      (inside) => [`[0,"]",${inside}]`, '/2'],
      (inside) => [`{"a":{"x":1},"x":[{},${inside}]}`, '/x/1'],
    );
    fc.assert(
      fc.property(fc.array(wrap, { maxLength: 6 }), fc.jsonValue(), fc.jsonValue(), (wraps, one, other) => {
        const inner = `{"twice":${JSON.stringify(one)},"twice":${JSON.stringify(other)}}`;
        const [text, pointer] = wraps.reduce<[string, string]>(
          ([inside, at], wrapped) => {
            const [around, before] = wrapped(inside);
            return [around, `${before}${at}`];
          },
          [inner, '/twice'],
        );
        expect(refused(bytesOf(text))).toEqual([[pointer, 'stands twice']]);
      }),
    );
  });

  it.each<[string, number[], string]>([
    ['a name in windows-1258', [0xca], '/a/1/name'],
    ['a byte that begins nothing', [0x80], '/a/1/name'],
    ['a cut character', [0xe1, 0xba], '/a/1/name'],
    ['a surrogate', [0xed, 0xa0, 0x80], '/a/1/name'],
    ['a slash written too long', [0xc0, 0xaf], '/a/1/name'],
  ])('refuses bytes that are no UTF-8, and names where: %s', (_, wrong, pointer) => {
    const before = bytesOf('{"b":"\ufffd Điện Biên","a":[{"name":"x"},{"name":"Đo');
    const bytes = Uint8Array.from([...before, ...wrong, ...bytesOf('n"}]}')]);
    expect(refused(bytes)).toEqual([[pointer, 'is no UTF-8']]);
  });

  it('names the whole where bytes before any field are no UTF-8', () => {
    expect(refused(Uint8Array.from([0xff, 0xfe]))).toEqual([['', 'is no UTF-8']]);
  });

  it.each(['', ' ', '{"a":', '{a:1}', '[1,]', 'NaN', '{"a":1}x', "{'a':1}"])('reads no JSON in "%s"', (text) => {
    expect(refused(bytesOf(text))).toBe('MALFORMED_REQUEST');
  });

  it('reads a megabyte of brackets without recursion', () => {
    expect(refused(bytesOf('['.repeat(500_000) + ']'.repeat(500_000)))).toHaveProperty('read');
    const deep = `${'['.repeat(500_000)}{"a":1,"a":2}${']'.repeat(500_000)}`;
    expect(refused(bytesOf(deep))).toEqual([['', 'is nested too deep']]);
  });

  it('writes no pointer longer than a person reads, and none that is not named, however often a field is repeated', () => {
    const name = 'x'.repeat(60_000);
    const errors = refused(bytesOf(`{"${name}":{${'"a":1,'.repeat(5_000)}"a":1}}`)) as string[][];
    expect(errors).toHaveLength(50);
    expect(Math.max(...errors.map(([pointer = '']) => pointer.length))).toBe(1_000);
  });
});

describe('a body that can be read in two ways', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start();
  });
  afterAll(() => probe.stop());

  it.each([
    ['its bytes are no UTF-8', Buffer.from('{"unitId":"x","name":"S\xfd"}', 'latin1')],
    ['a field stands twice', Buffer.from('{"unitId":"x","name":"a","name":"b"}')],
  ])('is refused as a field of the request where %s', async (_, body) => {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': 'k-1',
      ...(await probe.as('representative')),
    };
    const response = await fetch(`${probe.url}/probes`, { method: 'POST', headers, body });
    const { code, errors } = (await response.json()) as Problem;
    expect([response.status, code, errors?.map(({ pointer }) => pointer)]).toEqual([400, 'INVALID_INPUT', ['/name']]);
  });
});
