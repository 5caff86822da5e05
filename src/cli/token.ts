import type { Config } from '../config.js';
import { assertFile } from './places.js';
import { type Belonging, BELONGS_TO } from '../identity/policy.js';
import { SigningKey } from '../identity/signing-key.js';
import { defined } from '../kernel/defined.js';
import { ROLES, type Role } from '../kernel/event.js';
import { isOneLine, normalised, SLUG } from '../kernel/text.js';

/** The options of the command as the operator typed them. */
export type TokenOptions = Readonly<{
  role: string;
  name?: string;
  subject?: string;
  unit?: string;
  bloc?: string;
  ttl: string;
}>;

const LIKE: Readonly<Record<Belonging, string>> = { unit: 'dien-bien', bloc: 'cum-7-tinh' };
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** A token cannot be revoked, so this is its longest life, in seconds. */
const LONGEST = 31 * 86_400;

/**
 * Mints a token with the ledger's own key, for trying out and for small installations without an identity provider.
 * @throws Error that says what to do when an option is wrong or keys come from elsewhere.
 */
export async function mintToken(config: Config, options: TokenOptions): Promise<string> {
  if (config.keys.kind !== 'FILE') {
    throw new Error('JWKS_URL is set: tokens come from that identity provider, not from here');
  }
  assertFile({ named: 'KEY_FILE', path: config.keys.path });
  const role = roleOf(options.role);
  const lacking = BELONGS_TO[role].find((claim) => options[claim] === undefined);
  if (lacking !== undefined) {
    throw new Error(`The role ${role} acts for a ${lacking}: add --${lacking}, such as --${lacking} ${LIKE[lacking]}`);
  }
  const name = line('--name', options.name ?? role);
  if (options.name !== undefined && options.subject === undefined) {
    throw new Error(
      `--name names a person: add --subject, such as --subject lan.tran, which no other person has: by it the record tells who acted`,
    );
  }
  const claims = {
    subject: line('--subject', options.subject ?? [role, options.unit ?? options.bloc].filter(Boolean).join('-')),
    name,
    role,
    ...defined({ unit: slug('--unit', options.unit), bloc: slug('--bloc', options.bloc) }),
  };
  const terms = { issuer: config.tokenIssuer, audience: config.tokenAudience, ttlSeconds: secondsOf(options.ttl) };
  return (await SigningKey.in(config.keys.path)).mint(claims, terms);
}

function roleOf(text: string): Role {
  const role = ROLES.find((candidate) => candidate === text);
  if (role === undefined) throw new Error(`--role ${text} is none: use one of ${ROLES.join(', ')}`);
  return role;
}

function line(option: string, text: string): string {
  const usable = text.trim() !== '' && text.length <= 200 && isOneLine(text);
  if (!usable) throw new Error(`${option} must be one line of text, at most 200 characters`);
  return normalised(text);
}

function slug(option: string, text: string | undefined): string | undefined {
  if (text !== undefined && !SLUG.test(text)) throw new Error(`${option} ${text} is no id: write it like dien-bien`);
  return text;
}

function secondsOf(ttl: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(ttl) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? 0);
  if (seconds < 1 || seconds > LONGEST) throw new Error(`--ttl ${ttl} is none: write 30m, 1h or 7d, at most 31d`);
  return seconds;
}
