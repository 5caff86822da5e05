import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';

describe('the settings', () => {
  it('have defaults that run embedded, on this machine alone', () => {
    expect(readConfig({})).toEqual({
      eventStore: 'sqlite:data/ledger.db',
      readModels: 'sqlite:data/read-models.db',
      role: 'all',
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      tokenIssuer: 'thidua-ledger',
      tokenAudience: 'thidua-ledger',
      keys: { kind: 'FILE', path: 'data/signing-key.json' },
      bodyLimit: 65_536,
      sheetBodyLimit: 262_144,
      rulebookBodyLimit: 1_048_576,
      trustProxy: [],
      corsOrigins: [],
      requestsPerMinute: 6000,
      maxConnections: 900,
    });
  });

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('take the keys of an identity provider instead of a file', () => {
    expect(readConfig({ JWKS_URL: 'https://id.example/keys' }).keys).toEqual({
      kind: 'JWKS',
      url: new URL('https://id.example/keys'),
    });
  });

  it.each([
    ['PORT', '70000', 'PORT is "70000": set it to a whole number from 0 to 65535'],
    ['PORT', '80a', 'PORT is "80a": set it to a whole number from 0 to 65535'],
    ['ROLE', 'master', 'ROLE is "master": set it to one of all, api, projector'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud": set it to one of fatal, error, warn, info, debug, trace, silent'],
    [
      'JWKS_URL',
      'http://id.example/keys',
      'JWKS_URL is "http://id.example/keys": set it to the https address of the key set of your identity provider',
    ],
    ...[
      '*',
      'null',
      'bang.example',
      'https://bang.example/',
      'https://bang.example:443',
      'https://Bang.example',
      'https://a.example,',
    ].map(
      (origins) =>
        [
          'CORS_ORIGINS',
          origins,
          `CORS_ORIGINS is "${origins}": name each origin as a browser does, such as "https://bang.example"`,
        ] as const,
    ),
    ['TRUST_PROXY', 'all', 'TRUST_PROXY is "all": name the proxies by address or network, such as "10.0.0.0/8"'],
  ])('stop the start when %s is %s, and say what to do', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(sentence);
  });

  it('stop the start when two sources of keys are named', () => {
    expect(() => readConfig({ JWKS_URL: 'https://id.example/keys', KEY_FILE: 'key.json' })).toThrow(
      'KEY_FILE is "key.json": JWKS_URL is set as well; keep one of the two',
    );
  });
});
