import { describe, expect, it } from '@jest/globals';
import { listenAt } from '../../src/operations/listening.js';

const AT = { host: 'may-chu', port: 80 };

/** An application whose server the system refuses, by that code. */
const refused = (code: string | undefined) => {
  const error = Object.assign(new Error(`listen ${code}: as Node says it`), { code });
  const app = { listen: () => Promise.reject(error), getUrl: () => Promise.resolve('never') };
  return { error, listening: listenAt(app, AT) };
};

describe('a service that cannot listen', () => {
  it.each([
    ['EADDRINUSE', /^PORT=80 is taken: .*\(HOST=may-chu\)\. Stop that one, or set another PORT$/],
    ['EACCES', /^PORT=80 is not for the user of this process: set one from 1024 on/],
    ['EADDRNOTAVAIL', /^HOST=may-chu is no address of this machine: set HOST to one that is/],
    ['ENOTFOUND', /^HOST=may-chu leads to no address: set HOST to/],
    ['EAI_AGAIN', /^HOST=may-chu cannot be looked up now: set HOST to an address/],
  ])('names the setting and what would be right: %s', async (code, told) => {
    const { error, listening } = refused(code);
    await expect(listening).rejects.toThrow(told);
    await expect(listening).rejects.toHaveProperty('cause', error);
  });

  it.each(['EMFILE', 'toString', undefined])('tells anything else as it came: %s', async (code) => {
    const { error, listening } = refused(code);
    await expect(listening).rejects.toBe(error);
  });
});
