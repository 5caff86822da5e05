import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { Role } from '../kernel/event.js';

/** What a token of the ledger's own says about its bearer. What its role belongs to is required: `BELONGS_TO` in policy.ts. */
export type TokenClaims = Readonly<{
  subject: string;
  name: string;
  role: Role;
  unit?: string;
  bloc?: string;
}>;

/** For whom a token is valid, and how long. */
export type TokenTerms = Readonly<{ issuer: string; audience: string; ttlSeconds: number }>;

const ALGORITHM = 'EdDSA';

/** The ledger's own key pair (Ed25519): it mints tokens where there is no identity provider. */
export class SigningKey {
  private constructor(
    private readonly jwk: JWK,
    readonly keyId: string,
  ) {}

  /**
   * Reads the key file, or makes one, readable by its owner alone.
   * @throws Error that says what to do when others can read the file or it holds no such key.
   */
  static async at(path: string): Promise<SigningKey> {
    await createIfAbsent(path);
    return SigningKey.in(path);
  }

  /** As {@link at}, of a file that is there: a key made by mistake would sign tokens that no service takes. */
  static async in(path: string): Promise<SigningKey> {
    if (!existsSync(path)) {
      throw new Error(
        `There is no KEY_FILE ${path}: the first start makes it; otherwise set KEY_FILE to the key of the service`,
      );
    }
    if (((await stat(path)).mode & 0o077) !== 0) {
      throw new Error(`KEY_FILE ${path} can be read by others: run "chmod 600 ${path}", or make a new key if they did`);
    }
    const jwk = privateKeyOf(await readFile(path, 'utf8'));
    if (jwk === undefined)
      throw new Error(
        `KEY_FILE ${path} holds no Ed25519 private key: move it away, and ` + 'say "start --create" for a new one',
      );
    return new SigningKey(jwk, await calculateJwkThumbprint(jwk));
  }

  /** Verifies its tokens. It may be published. */
  get publicKey(): JWK {
    const { d: _, ...publicPart } = this.jwk;
    return { ...publicPart, kid: this.keyId, alg: ALGORITHM, use: 'sig' };
  }

  async mint({ subject, ...claims }: TokenClaims, { issuer, audience, ttlSeconds }: TokenTerms): Promise<string> {
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: this.keyId })
      .setSubject(subject)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${ttlSeconds}s`)
      .sign(await importJWK(this.jwk, ALGORITHM));
  }
}

/** Two processes that start at once must not each make a key, nor read half of one: the whole file is linked into place. */
async function createIfAbsent(path: string): Promise<void> {
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  // Hidden: left behind by a start that was ended, it does not make the place look used.
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  await writeFile(draft, `${JSON.stringify(await exportJWK(privateKey))}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    await unlink(draft);
  }
}

function privateKeyOf(text: string): JWK | undefined {
  try {
    const jwk = JSON.parse(text) as JWK;
    return jwk.kty === 'OKP' && jwk.crv === 'Ed25519' && typeof jwk.d === 'string' ? jwk : undefined;
  } catch {
    return undefined;
  }
}
