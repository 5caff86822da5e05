/** Where an EventStoreDB is and how to talk to it, taken from its URL. */
export type EventStoreDbUrl = Readonly<{
  /** What the client is given: the URL without what is ours alone. */
  client: string;
  /** Scheme, hosts and ports: what a message may show. Never a password. */
  shown: string;
  tls: boolean;
  credentials?: Readonly<{ username: string; password: string }>;
  /** Sets the streams of one ledger apart where several share a server: `{ledger}.unit-…`. */
  ledger?: string;
}>;

const URL_OF_A_SERVER =
  /^(?<scheme>esdb(?:\+discover)?:\/\/)(?:(?<user>[^:@/?]+:[^@]*)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<options>.*))?$/;
const HOST = /^[\w.-]+(:\d{1,5})?$/;
const LEDGER = /^[A-Za-z0-9]{1,40}$/;

/** Options that the client understands. It prints the whole URL, password included, when it meets another one. */
const CLIENT_OPTIONS = [
  'tls',
  'tlsCAFile',
  'tlsVerifyCert',
  'connectionName',
  'keepAliveInterval',
  'keepAliveTimeout',
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
];

/** What the client takes and the engine does not. */
const REFUSED_BELOW = ['userCertFile', 'userKeyFile'];

/**
 * Reads `esdb://user:password@host:2113?tls=true&ledger=name` (one node, or several with commas between them) and
 * `esdb+discover://` (nodes found by DNS). TLS is on unless `tls=false`.
 * @throws Error that names what is wrong with it, and never shows it.
 */
export function readEventStoreDbUrl(url: string): EventStoreDbUrl {
  const { scheme, user, hosts, options: search } = partsOf(url);
  const shown = `${scheme}${hosts}`;
  const options = optionsIn(search, shown);
  const tls = options.get('tls') !== 'false';
  const ledger = options.get('ledger');
  if (ledger !== undefined && !LEDGER.test(ledger)) throw new Error(`${shown}: ledger is 1 to 40 letters and digits`);
  assertSupported(options, shown);
  if (tls && user === '') {
    throw new Error(`${shown}: a TLS connection needs user:password@ before the host; without TLS say tls=false`);
  }
  options.delete('ledger');
  return {
    client: [shown, Array.from(options, ([name, value]) => `${name}=${value}`).join('&')].filter(Boolean).join('?'),
    shown,
    tls,
    ...(user === '' ? {} : { credentials: credentialsIn(user, shown) }),
    ...(ledger === undefined ? {} : { ledger }),
  };
}

/** The address of one of its nodes, for the client. */
export function urlOfNode({ client }: EventStoreDbUrl, address: string): string {
  const [, options = ''] = client.split('?');
  return `esdb://${address}?${options}`;
}

function partsOf(url: string): Readonly<Record<'scheme' | 'user' | 'hosts' | 'options', string>> {
  const { scheme = '', user = '', hosts = '', options = '' } = URL_OF_A_SERVER.exec(url.trim())?.groups ?? {};
  if (!hosts.split(',').every((host) => HOST.test(host))) {
    throw new Error(
      'The address of EventStoreDB cannot be read: write esdb://user:password@host:2113?tls=true, and percent-encode what is not a letter or a digit in the password',
    );
  }
  return { scheme, user, hosts, options };
}

function optionsIn(search: string, shown: string): Map<string, string> {
  const options = new Map<string, string>();
  for (const option of search.split('&').filter(Boolean)) {
    const [name = '', value = ''] = option.split('=');
    if (![...CLIENT_OPTIONS, ...REFUSED_BELOW, 'ledger'].includes(name) || value === '') {
      throw new Error(`${shown}: an option is unknown or empty; use ${CLIENT_OPTIONS.join(', ')} and ledger`);
    }
    options.set(name, value);
  }
  return options;
}

function assertSupported(options: ReadonlyMap<string, string>, shown: string): void {
  if (options.get('tlsVerifyCert') === 'false') {
    throw new Error(`${shown}: the client verifies each certificate; name the authority of yours with tlsCAFile`);
  }
  if (options.has('userCertFile') || options.has('userKeyFile')) {
    throw new Error(
      `${shown}: a user is known by name and password here, not by userCertFile: write user:password@host`,
    );
  }
}

function credentialsIn(user: string, shown: string): Readonly<{ username: string; password: string }> {
  const colon = user.indexOf(':');
  try {
    return {
      username: decodeURIComponent(user.slice(0, colon)),
      password: decodeURIComponent(user.slice(colon + 1)),
    };
  } catch {
    throw new Error(`${shown}: percent-encode the user and the password`);
  }
}
