import { describe, expect, it } from '@jest/globals';
import { leftOutAddresses } from '../../src/operations/left-out-addresses.js';

const named =
  (...addresses: string[]) =>
  async () =>
    addresses;

describe('a name to listen at', () => {
  it.each([
    ['one address', ['127.0.0.1'], '127.0.0.1', undefined],
    [
      'two, of which the first is taken',
      ['127.0.0.1', '::1'],
      '127.0.0.1',
      'localhost is 127.0.0.1 and ::1: the service listens at 127.0.0.1 alone',
    ],
    [
      'two, of which the second is taken',
      ['127.0.0.1', '::1'],
      '::1',
      'localhost is ::1 and 127.0.0.1: the service listens at ::1 alone',
    ],
    ['none that is known', [], '127.0.0.1', undefined],
  ] as const)('that leads to %s', async (_, addresses, listening, said) => {
    const remark = await leftOutAddresses('localhost', listening, named(...addresses));
    if (said === undefined) return expect(remark).toBeUndefined();
    expect(remark).toContain(said);
  });

  it('is asked of this machine, and an address is itself', async () => {
    expect(await leftOutAddresses('127.0.0.1', '127.0.0.1')).toBeUndefined();
    expect(await leftOutAddresses('no such name', '127.0.0.1')).toBeUndefined();
  });
});
