import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { remoteKeys } from '../identity/remote-keys.js';
import { SigningKey } from '../identity/signing-key.js';
import { ownKeys, TokenVerifier } from '../identity/token-verifier.js';

/** Verifies tokens by the keys that the settings name. @throws Error that says what to do where the file of the own key does not do. */
export async function verifierOf(
  { keys, tokenIssuer: issuer, tokenAudience: audience }: Config,
  log: Pick<Logger, 'warn'>,
): Promise<TokenVerifier> {
  const report = (problem: string, error: unknown): void => log.warn({ err: error }, problem);
  const source =
    keys.kind === 'JWKS' ? remoteKeys(keys.url, { report }) : ownKeys((await SigningKey.at(keys.path)).publicKey);
  return new TokenVerifier(source, { issuer, audience });
}
