import {
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  type JWK,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { defined } from '../kernel/defined.js';
import { type Origin, type Role, ROLES } from '../kernel/event.js';
import { isOneLine, normalised, SLUG } from '../kernel/text.js';
import { type Belonging, BELONGS_TO } from './policy.js';

const NONE_SENT = 'none sent';

/** The token is missing or invalid. `reason` is for the log and says nothing about the token's content. */
export class Unauthenticated extends Error {
  constructor(readonly reason: string) {
    super(`No valid bearer token: ${reason}`);
    this.name = 'Unauthenticated';
  }

  /** Whether there was a token at all. */
  get sent(): boolean {
    return this.reason !== NONE_SENT;
  }
}

/** The token is genuine, but gives its role no usable bloc or unit: it opens nothing. */
export class IncompleteToken extends Error {
  constructor(
    readonly role: Role,
    readonly claim: Belonging,
  ) {
    super(`The token gives the role ${role} no usable claim ${claim}`);
    this.name = 'IncompleteToken';
  }
}

/** The identity provider's keys cannot be fetched, and none that would do is kept: this caller cannot be verified. */
export class KeysUnreachable extends Error {
  constructor(cause: unknown) {
    super('The keys that verify tokens cannot be fetched; check JWKS_URL and the identity provider', { cause });
    this.name = 'KeysUnreachable';
  }
}

const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];
/** Headers by which a token could supply its own key. */
const OWN_KEY_HEADERS = ['jku', 'x5u', 'jwk', 'x5c'];
const CLOCK_TOLERANCE_SECONDS = 5;
const MOST_KEPT = 10_000;
const KEPT_FOR_MS = 60_000;

/** The ledger's own public key. */
export function ownKeys(publicKey: JWK): JWTVerifyGetKey {
  return createLocalJWKSet({ keys: [publicKey] });
}

/** `untilMs` is on the monotonic clock. */
type Known = Readonly<{ bearer: Origin; untilMs: number }>;

/** Finds out who bears a token. Verifying a signature takes a tenth of a millisecond, so the result is cached for a minute. */
export class TokenVerifier {
  readonly #known = new LRUCache<string, Known>({ max: MOST_KEPT });

  constructor(
    private readonly keys: JWTVerifyGetKey,
    private readonly terms: Readonly<{ issuer: string; audience: string }>,
  ) {}

  /** The bearer of a token that was verified within the last minute. */
  recall(token: string): Origin | undefined {
    const known = this.#known.get(token);
    return known !== undefined && performance.now() < known.untilMs ? known.bearer : undefined;
  }

  /** @throws Unauthenticated, IncompleteToken, KeysUnreachable */
  async verify(token: string): Promise<Origin> {
    refuseOwnKey(token);
    const { payload } = await jwtVerify(token, this.keys, {
      ...this.terms,
      algorithms: ALGORITHMS,
      typ: 'at+jwt',
      requiredClaims: ['sub', 'exp', 'iat', 'role'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    }).catch((error: unknown) => {
      throw isOutage(error) ? new KeysUnreachable(error) : new Unauthenticated(codeOf(error));
    });
    assertIssued(payload);
    const bearer = originOf(payload);
    const leftMs = (payload.exp ?? 0) * 1000 - Date.now();
    const untilMs = performance.now() + Math.min(leftMs, KEPT_FOR_MS);
    this.#known.set(token, { bearer, untilMs });
    return bearer;
  }
}

/** A token of the future, by the clock that its end is read by: how long it holds could not be told. */
function assertIssued({ iat = 0 }: JWTPayload): void {
  if (iat > new Date().getTime() / 1000 + CLOCK_TOLERANCE_SECONDS) throw new Unauthenticated('claim iat');
}

function refuseOwnKey(token: string): void {
  const header = headerOf(token);
  const found = OWN_KEY_HEADERS.find((name) => Object.hasOwn(header, name));
  if (found !== undefined) throw new Unauthenticated(`header ${found} is not accepted`);
}

function headerOf(token: string): object {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw new Unauthenticated('not a token');
  }
}

type Claims = JWTPayload & Readonly<{ sub: string; role: Role; name?: string; unit?: string; bloc?: string }>;

const CLAIMS: Readonly<Record<string, (value: unknown) => boolean>> = {
  sub: isLine,
  role: (value) => ROLES.some((role) => role === value),
  name: (value) => value === undefined || isLine(value),
};

function assertClaims(payload: JWTPayload): asserts payload is Claims {
  for (const [claim, holds] of Object.entries(CLAIMS)) {
    if (!holds(payload[claim])) throw new Unauthenticated(`claim ${claim}`);
  }
  assertBelongs(payload as Claims);
}

/**
 * What the role belongs to is named, and whatever the token says there is an id: an odd value would otherwise bind nothing,
 * and be a wider right than the right one.
 */
function assertBelongs(claims: Claims): void {
  for (const claim of ['bloc', 'unit'] as const) {
    const needed = BELONGS_TO[claims.role].includes(claim);
    const named = claims[claim];
    if (named === undefined ? needed : !isId(named)) throw new IncompleteToken(claims.role, claim);
  }
}

function originOf(payload: JWTPayload): Origin {
  assertClaims(payload);
  const { iss = '', sub, name = sub, role, unit, bloc } = payload;
  return {
    subject: `${iss}|${sub}`,
    name: normalised(name),
    role,
    ...defined({ unitId: unit, blocId: bloc }),
  };
}

function isLine(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 200 && isOneLine(value);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && SLUG.test(value);
}

/** Whether the error says nothing about the token itself: a timeout, a refused connection, an answer that is not a key set. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC'
  );
}

function codeOf(error: unknown): string {
  return error instanceof errors.JOSEError ? error.code : 'unknown';
}
