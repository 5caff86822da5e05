import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, SignJWT } from 'jose';
import { remoteKeys } from '../../src/identity/remote-keys.js';
import { KeysUnreachable, TokenVerifier, Unauthenticated } from '../../src/identity/token-verifier.js';

const TERMS = { issuer: 'https://id.example', audience: 'thidua-ledger' };
const MINUTE = 60_000;

const PAIRS = { old: generateKeyPairSync('ed25519'), new: generateKeyPairSync('ed25519') };
type Kid = keyof typeof PAIRS;

let provider: Server;
let asked: number;
let answer: (response: ServerResponse) => void;
let told: string[];
let ahead: number;
let verifier: TokenVerifier;

beforeAll(async () => {
  provider = createServer((_, response) => {
    asked += 1;
    answer(response);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
});
beforeEach(async () => {
  [asked, ahead, told] = [0, 0, []];
  answer = await publishing('old');
  const { port } = provider.address() as AddressInfo;
  const passed = (): number => ahead;
  const report = (problem: string): number => told.push(problem);
  verifier = new TokenVerifier(remoteKeys(new URL(`http://127.0.0.1:${port}/keys`), { passed, report }), TERMS);
});

async function publishing(...kids: readonly Kid[]): Promise<typeof answer> {
  const keys = await Promise.all(
    kids.map(async (kid) => ({ ...(await exportJWK(PAIRS[kid].publicKey)), kid, alg: 'EdDSA' })),
  );
  return (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
}

const refusing: typeof answer = (response) => response.writeHead(500).end();
const hanging: typeof answer = () => undefined;

let tokens = 0;
function token(kid: string, key: KeyObject = PAIRS.old.privateKey): Promise<string> {
  return new SignJWT({ role: 'inspector', name: 'Thanh tra', jti: `${(tokens += 1)}` })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
    .setIssuer(TERMS.issuer)
    .setAudience(TERMS.audience)
    .setSubject('u-1')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key);
}

const verified = async (kid: string, key?: KeyObject): Promise<unknown> =>
  verifier.verify(await token(kid, key)).then(
    ({ role }) => role,
    (error: Error) => error.constructor,
  );

describe('the keys of an identity provider', () => {
  it.each([
    ['refuses', refusing],
    ['hangs', hanging],
  ])('are believed on while it %s, and strangers do not have it asked each time', async (_, failing) => {
    expect(await verified('old')).toBe('inspector');
    answer = failing;
    ahead += 11 * MINUTE;
    expect(await verified('old')).toBe('inspector');
    for (const _ of [1, 2, 3]) expect(await verified('old')).toBe('inspector');
    for (const kid of ['a', 'b', 'c']) expect(await verified(kid)).toBe(KeysUnreachable);
    expect([asked, told.length]).toEqual([2, 1]);
    ahead += MINUTE;
    answer = await publishing('new');
    expect(await verified('new', PAIRS.new.privateKey)).toBe('inspector');
    expect(await verified('old')).toBe(Unauthenticated);
    expect(asked).toBe(3);
  });

  it('are fetched anew after ten minutes, so that one that was withdrawn is believed no longer', async () => {
    answer = await publishing('old', 'new');
    expect(await verified('old')).toBe('inspector');
    answer = await publishing('new');
    ahead += 11 * MINUTE;
    expect(await verified('old')).toBe(Unauthenticated);
    expect([asked, told]).toEqual([2, []]);
  });

  it('are fetched anew for one that is not among them, at most each half minute', async () => {
    expect(await verified('old')).toBe('inspector');
    answer = await publishing('old', 'new');
    expect(await verified('new', PAIRS.new.privateKey)).toBe(Unauthenticated);
    ahead += MINUTE;
    expect(await verified('new', PAIRS.new.privateKey)).toBe('inspector');
    for (const kid of ['a', 'b', 'c']) expect(await verified(kid)).toBe(Unauthenticated);
    expect(asked).toBe(2);
  });

  it('open nothing before any could be fetched, and are asked for again a moment later', async () => {
    answer = refusing;
    for (const _ of [1, 2, 3]) expect(await verified('old')).toBe(KeysUnreachable);
    expect(asked).toBe(1);
    answer = await publishing('old');
    ahead += 6_000;
    expect(await verified('old')).toBe('inspector');
  });
});
