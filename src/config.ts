import { isIP } from 'node:net';
import { shownAddress } from './log/shown-address.js';

/** What this process does: everything, the API alone (another process projects), or the projections alone. */
export type ProcessRole = 'all' | 'api' | 'projector';

/** Where the keys that verify tokens come from: an identity provider, or the ledger's own file (the embedded default). */
export type KeySource = Readonly<{ kind: 'JWKS'; url: URL }> | Readonly<{ kind: 'FILE'; path: string }>;

/** Where spans go, how many, and under which name. */
export type TracingConfig = Readonly<{
  /** The collector, which takes OTLP over HTTP. */
  endpoint: URL;
  /** Of the traces that begin here, from 0 to 1. */
  ratio: number;
  serviceName: string;
}>;

/** Every setting of the service, validated once. Nothing else of ours reads the environment. */
export type Config = Readonly<{
  /** `sqlite:<path>`; the URL picks the engine. */
  eventStore: string;
  readModels: string;
  role: ProcessRole;
  host: string;
  /** 0 takes any free port. */
  port: number;
  logLevel: string;
  tokenIssuer: string;
  tokenAudience: string;
  keys: KeySource;
  /** Bytes of a request body, of those that carry a score sheet, and of the one that carries a rulebook. */
  bodyLimit: number;
  sheetBodyLimit: number;
  rulebookBodyLimit: number;
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed; none unless named. */
  trustProxy: readonly string[];
  /** Whose pages may call the service, as browsers write it: `https://bang-dieu-khien.example`. */
  corsOrigins: readonly string[];
  /** Requests a minute for each subject; 0 is without limit. */
  requestsPerMinute: number;
  /** Open connections at once. */
  maxConnections: number;
  /** Absent unless a collector is named: then nothing is traced. */
  tracing?: TracingConfig;
}>;

/** A setting that cannot be used; the message says which and what to do. */
export class ConfigError extends Error {
  constructor(setting: string, value: string, remedy: string) {
    super(`${setting} is "${value}": ${remedy}`);
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const ROLES: readonly ProcessRole[] = ['all', 'api', 'projector'];
const DEFAULT_KEY_FILE = 'data/signing-key.json';
const KIB = 1024;

type Bounds = Readonly<{ usual: number; min: number; max: number }>;

/** The settings that are whole numbers, each with what it is unless it is set. With the least the service starts and works. */
export const NUMBERS = {
  PORT: { usual: 3000, min: 0, max: 65_535 },
  BODY_LIMIT: { usual: 64 * KIB, min: KIB, max: 16 * KIB * KIB },
  SHEET_BODY_LIMIT: { usual: 256 * KIB, min: KIB, max: 16 * KIB * KIB },
  RULEBOOK_BODY_LIMIT: { usual: KIB * KIB, min: KIB, max: 16 * KIB * KIB },
  REQUESTS_PER_MINUTE: { usual: 6000, min: 0, max: 100_000_000 },
  MAX_CONNECTIONS: { usual: 900, min: 1, max: 1_000_000 },
} as const satisfies Readonly<Record<string, Bounds>>;

/** The settings as the environment gives them, with the embedded defaults. @throws ConfigError on the first wrong one. */
export function readConfig(environment: Environment = process.env): Config {
  const text = (name: string, fallback: string): string => environment[name]?.trim() || fallback;
  const whole = (name: keyof typeof NUMBERS): number =>
    wholeNumber(name, text(name, String(NUMBERS[name].usual)), NUMBERS[name]);
  return Object.freeze({
    eventStore: eventStoreAt('EVENT_STORE', text('EVENT_STORE', 'sqlite:data/ledger.db')),
    readModels: addressOf('READ_MODELS', text('READ_MODELS', 'sqlite:data/read-models.db'), ROWS_IN),
    role: oneOf('ROLE', text('ROLE', 'all'), ROLES),
    host: hostName(text('HOST', '127.0.0.1')),
    port: whole('PORT'),
    logLevel: oneOf('LOG_LEVEL', text('LOG_LEVEL', 'info'), LOG_LEVELS),
    tokenIssuer: text('TOKEN_ISSUER', 'thidua-ledger'),
    tokenAudience: text('TOKEN_AUDIENCE', 'thidua-ledger'),
    keys: keySource(text('JWKS_URL', ''), text('KEY_FILE', '')),
    bodyLimit: whole('BODY_LIMIT'),
    sheetBodyLimit: whole('SHEET_BODY_LIMIT'),
    rulebookBodyLimit: whole('RULEBOOK_BODY_LIMIT'),
    trustProxy: proxies(text('TRUST_PROXY', '')),
    corsOrigins: origins(text('CORS_ORIGINS', '')),
    requestsPerMinute: whole('REQUESTS_PER_MINUTE'),
    maxConnections: whole('MAX_CONNECTIONS'),
    ...tracing({
      endpoint: text('OTEL_EXPORTER_OTLP_ENDPOINT', ''),
      ratio: text('OTEL_TRACES_SAMPLER_ARG', '0.05'),
      serviceName: text('OTEL_SERVICE_NAME', 'thidua-ledger'),
    }),
  });
}

/** The address of an event store, as a setting or an argument names it. @throws ConfigError when no engine has it. */
export function eventStoreAt(named: string, url: string): string {
  return addressOf(named, url, EVENTS_IN);
}

type Engines = Readonly<{ pattern: RegExp; remedy: string }>;

const EVENTS_IN: Engines = {
  pattern: /^(sqlite:.*\S.*|esdb(\+discover)?:.+|memory:)$/,
  remedy: 'set it to sqlite:<path>, esdb://<host>, esdb+discover://<host> or memory: (for tests)',
};

const ROWS_IN: Engines = {
  pattern: /^(sqlite:.*\S.*|mongodb(\+srv)?:.+)$/,
  remedy: 'set it to sqlite:<path of the file> or mongodb://<host>/<database>',
};

function addressOf(named: string, url: string, { pattern, remedy }: Engines): string {
  if (!pattern.test(url)) throw new ConfigError(named, shownAddress(url), remedy);
  return url;
}

/** A name or an address of this machine, or of all its networks. */
function hostName(value: string): string {
  if (!/^[\w.:%-]+$/.test(value))
    throw new ConfigError('HOST', value, 'set it to a name or an address, such as 0.0.0.0');
  return value;
}

function oneOf<Value extends string>(name: string, value: string, allowed: readonly Value[]): Value {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new ConfigError(name, value, `set it to one of ${allowed.join(', ')}`);
  return found;
}

function wholeNumber(name: string, value: string, { min, max }: Bounds): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max))
    throw new ConfigError(name, value, `set it to a whole number from ${min} to ${max}`);
  return number;
}

function keySource(jwksUrl: string, keyFile: string): KeySource {
  if (jwksUrl === '') return { kind: 'FILE', path: keyFile || DEFAULT_KEY_FILE };
  if (keyFile !== '') throw new ConfigError('KEY_FILE', keyFile, 'JWKS_URL is set as well; keep one of the two');
  if (!URL.canParse(jwksUrl) || !isSafe(new URL(jwksUrl))) {
    throw new ConfigError('JWKS_URL', jwksUrl, 'set it to the https address of the key set of your identity provider');
  }
  return { kind: 'JWKS', url: new URL(jwksUrl) };
}

/** Keys fetched without TLS could be forged. On the machine itself plain HTTP is allowed, for tests and side-cars. */
function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

function proxies(value: string): readonly string[] {
  const networks = value === '' ? [] : value.split(',').map((network) => network.trim());
  for (const network of networks) {
    const bits = bitsOf(network);
    if (bits === undefined) {
      throw new ConfigError('TRUST_PROXY', value, 'name the proxies by address or network, such as "10.0.0.0/8"');
    }
    if (bits === 0) {
      const remedy = 'that is everybody, so that any caller could say that it is another: name the proxies alone';
      throw new ConfigError('TRUST_PROXY', value, remedy);
    }
  }
  return networks;
}

/** How many bits of its address the network has; all of them where it is one address. `undefined` where it is none. */
function bitsOf(network: string): number | undefined {
  const [, address = '', said] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const whole = { 0: undefined, 4: 32, 6: 128 }[isIP(address)];
  if (whole === undefined) return undefined;
  const bits = said === undefined ? whole : Number(said);
  return bits <= whole ? bits : undefined;
}

/** Exact origins: who may call is said one by one, and a browser compares the text. */
function origins(value: string): readonly string[] {
  const named = value === '' ? [] : value.split(',').map((origin) => origin.trim());
  for (const origin of named) {
    const isOne = /^https?:/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
    if (!isOne)
      throw new ConfigError(
        'CORS_ORIGINS',
        value,
        'name each origin as a browser does, such as "https://bang.example"',
      );
  }
  return named;
}

/** Under the names that OpenTelemetry gives its settings. The sampler is always `parentbased_traceidratio`. */
function tracing(named: Readonly<Record<keyof TracingConfig, string>>): Pick<Config, 'tracing'> {
  const ratio = share('OTEL_TRACES_SAMPLER_ARG', named.ratio);
  if (named.endpoint === '') return {};
  const endpoint = httpAddress('OTEL_EXPORTER_OTLP_ENDPOINT', named.endpoint);
  return { tracing: { endpoint, ratio, serviceName: named.serviceName } };
}

function share(name: string, value: string): number {
  if (/^(0|1|0?\.\d{1,9}|1\.0{1,9})$/.test(value)) return Number(value);
  throw new ConfigError(name, value, 'set it to a number from 0 to 1, such as 0.05');
}

function httpAddress(name: string, value: string): URL {
  const address = URL.canParse(value) ? new URL(value) : undefined;
  if (address && ['http:', 'https:'].includes(address.protocol)) return address;
  throw new ConfigError(name, value, 'set it to the address of a collector that takes OTLP over HTTP');
}
