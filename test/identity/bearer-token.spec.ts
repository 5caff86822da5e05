import { createHmac, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTHeaderParameters,
  SignJWT,
} from 'jose';
import { eventually } from '../support/eventually.js';
import { TestService } from '../support/service.js';

/** A route that needs a token, and that every inspector may read. */
const GUARDED = '/metrics';
const INSPECTOR = { sub: 'thanh-tra-1', name: 'Nguyễn Thị B', role: 'inspector' };

type Forgery = Readonly<{
  header?: Partial<JWTHeaderParameters>;
  claims?: Readonly<Record<string, unknown>>;
  key?: CryptoKey | Uint8Array;
}>;

describe('a bearer token', () => {
  let service: TestService;
  let ownKey: CryptoKey;
  let keyId: string;
  let publicKey: string;

  beforeAll(async () => {
    service = await TestService.start();
    const { keys } = service.config;
    const jwk = JSON.parse(await readFile(keys.kind === 'FILE' ? keys.path : '', 'utf8')) as JWK & { x: string };
    ownKey = (await importJWK(jwk, 'EdDSA')) as CryptoKey;
    publicKey = jwk.x;
    const [header = ''] = (await service.token({ subject: 'a', name: 'A', role: 'inspector' })).split('.');
    keyId = (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid;
  });

  afterAll(() => service.stop());

  /** A valid token except for what the forgery changes. `undefined` removes a claim. */
  function signed({ header, claims, key }: Forgery = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { tokenIssuer: iss, tokenAudience: aud } = service.config;
    const payload = { ...INSPECTOR, iss, aud, iat: now, exp: now + 60, ...claims };
    return new SignJWT(Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined)))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: keyId, ...header })
      .sign(key ?? ownKey);
  }

  function written(header: object, claims: object, signature: string): string {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part(header)}.${part(claims)}.${signature}`;
  }

  async function answerTo(token: string): Promise<readonly [number, string | undefined]> {
    const { status, body } = await service.get<{ code?: string }>(GUARDED, { token });
    return [status, body.code];
  }

  const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;
  const REFUSED = [401, 'UNAUTHENTICATED'];

  it('opens what its role may read', async () => {
    expect(await answerTo(await signed())).toEqual([200, undefined]);
  });

  it('is refused without a signature algorithm', async () => {
    const claims = { ...INSPECTOR, iss: 'thidua-ledger', aud: 'thidua-ledger', iat: seconds(0), exp: seconds(60) };
    expect(await answerTo(written({ alg: 'none', typ: 'at+jwt', kid: keyId }, claims, ''))).toEqual(REFUSED);
  });

  it('is refused when the public key was used as a shared secret', async () => {
    const claims = { ...INSPECTOR, iss: 'thidua-ledger', aud: 'thidua-ledger', iat: seconds(0), exp: seconds(60) };
    const unsigned = written({ alg: 'HS256', typ: 'at+jwt', kid: keyId }, claims, '').slice(0, -1);
    const secret = Buffer.from(publicKey, 'base64url');
    const signature = createHmac('sha256', secret).update(unsigned).digest('base64url');
    expect(await answerTo(`${unsigned}.${signature}`)).toEqual(REFUSED);
  });

  it('is refused when another key signed it', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    expect(await answerTo(await signed({ key: privateKey }))).toEqual(REFUSED);
  });

  it('is refused once it has expired', async () => {
    expect(await answerTo(await signed({ claims: { iat: seconds(-120), exp: seconds(-60) } }))).toEqual(REFUSED);
  });

  it('is refused before it is good', async () => {
    expect(await answerTo(await signed({ claims: { nbf: seconds(60) } }))).toEqual(REFUSED);
  });

  it('is refused when it was made for another audience', async () => {
    expect(await answerTo(await signed({ claims: { aud: 'another-service' } }))).toEqual(REFUSED);
  });

  it('is refused when another issuer made it', async () => {
    expect(await answerTo(await signed({ claims: { iss: 'another-issuer' } }))).toEqual(REFUSED);
  });

  it('is refused when it is of another type, such as an identity token', async () => {
    expect(await answerTo(await signed({ header: { typ: 'JWT' } }))).toEqual(REFUSED);
  });

  it.each(['sub', 'exp', 'iat', 'role'])('is refused without the claim %s', async (claim) => {
    expect(await answerTo(await signed({ claims: { [claim]: undefined } }))).toEqual(REFUSED);
  });

  it('is refused with a role that is none', async () => {
    expect(await answerTo(await signed({ claims: { role: 'king' } }))).toEqual(REFUSED);
  });

  it('is refused when it was made in the future, beyond what clocks differ', async () => {
    expect(await answerTo(await signed({ claims: { iat: seconds(60), exp: seconds(120) } }))).toEqual(REFUSED);
    expect(await answerTo(await signed({ claims: { iat: seconds(2) } }))).toEqual([200, undefined]);
  });

  it.each(['sub', 'name'])('is refused when its %s is no one line of text', async (claim) => {
    const odd = ['\n', '\t', '\r', '\v', '\f', '\u0000', '\u0085', '\u2028', '\u2029', '\u200b', '\u202e'];
    for (const character of odd) {
      const answer = await answerTo(await signed({ claims: { [claim]: `Nguyễn${character}Văn B` } }));
      expect([JSON.stringify(character), ...answer]).toEqual([JSON.stringify(character), ...REFUSED]);
    }
  });

  it('is refused when it makes a representative of no unit', async () => {
    expect(await answerTo(await signed({ claims: { role: 'representative' } }))).toEqual([403, 'TOKEN_INCOMPLETE']);
  });

  it('is refused when it names a key nobody knows', async () => {
    expect(await answerTo(await signed({ header: { kid: 'unknown' } }))).toEqual(REFUSED);
  });

  it.each([
    ['jwk', { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }],
    ['jku', 'https://attacker.example/keys'],
    ['x5u', 'https://attacker.example/certificate'],
    ['x5c', ['AAAA']],
  ])('is refused when it brings its own key in %s', async (name, value) => {
    expect(await answerTo(await signed({ header: { [name]: value } }))).toEqual(REFUSED);
  });

  it('is refused with its signature cut off', async () => {
    const [header, claims] = (await signed()).split('.');
    expect(await answerTo(`${header}.${claims}.`)).toEqual(REFUSED);
    expect(await answerTo(`${header}.${claims}`)).toEqual(REFUSED);
  });

  it('is refused with any part changed', async () => {
    const [header, , signature] = (await signed()).split('.');
    const [, claims] = (await signed({ claims: { role: 'administrator' } })).split('.');
    expect(await answerTo(`${header}.${claims}.${signature}`)).toEqual(REFUSED);
  });

  it.each(['garbage', 'a.b.c', '....', 'eyJhbGciOiJFZERTQSJ9'])('is refused when it is none: %s', async (garbage) => {
    expect(await answerTo(garbage)).toEqual(REFUSED);
  });

  it('is asked for, with the challenge that HTTP wants', async () => {
    const { status, headers, body } = await service.get<{ code: string }>(GUARDED);
    expect([status, headers.get('www-authenticate'), body.code]).toEqual([401, 'Bearer', 'UNAUTHENTICATED']);
    const invalid = await service.get(GUARDED, { token: 'a.b.c' });
    expect(invalid.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it('is good five seconds longer than it says, since clocks differ, and then no more', async () => {
    const token = await signed({ claims: { exp: seconds(1) - 4 } });
    expect(await answerTo(token)).toEqual([200, undefined]);
    await eventually(async () => (await answerTo(token))[0] !== 200);
    expect(await answerTo(token)).toEqual(REFUSED);
  });
});

describe('tokens of an identity provider', () => {
  let provider: Server;
  let keySet: () => object | undefined;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

  beforeAll(async () => {
    const jwk = { ...(await exportJWK(publicKey)), kid: 'rsa-1', alg: 'RS256', use: 'sig' };
    keySet = () => ({ keys: [jwk] });
    provider = createServer((_, response) => {
      const set = keySet();
      response.writeHead(set === undefined ? 500 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(set ?? {}));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    await new Promise((resolve) => provider.close(resolve));
  });

  function start(environment: Readonly<Record<string, string>> = {}): Promise<TestService> {
    const { port } = provider.address() as AddressInfo;
    return TestService.start({
      JWKS_URL: `http://127.0.0.1:${port}/keys`,
      KEY_FILE: '',
      TOKEN_ISSUER: 'https://id.example',
      ...environment,
    });
  }

  function token(): Promise<string> {
    return new SignJWT({ role: 'inspector', name: 'Thanh tra' })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'rsa-1' })
      .setIssuer('https://id.example')
      .setAudience('thidua-ledger')
      .setSubject('u-1')
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
  }

  it('are verified with the keys it publishes', async () => {
    const service = await start();
    try {
      expect((await service.get(GUARDED, { token: await token() })).status).toBe(200);
    } finally {
      await service.stop();
    }
  });

  it('open nothing while its keys cannot be fetched, and the answer says that it is not the caller’s fault', async () => {
    keySet = () => undefined;
    const service = await start({ REQUESTS_PER_MINUTE: '2' });
    try {
      for (const _ of ['once', 'again']) {
        const { status, headers, body } = await service.get<{ code: string }>(GUARDED, { token: await token() });
        expect([status, headers.get('retry-after'), body.code]).toEqual([503, '5', 'KEYS_UNREACHABLE']);
      }
      expect(await service.get(GUARDED, { token: await token() })).toMatchObject({ status: 429 });
    } finally {
      await service.stop();
    }
  });
});
