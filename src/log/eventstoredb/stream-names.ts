import { CATEGORIES, prefixOf } from '../../kernel/stream.js';

/** Of the stream that says which log this is. It is of no category, so that no reader of the log sees it. */
const IDENTITY = 'ledgerIdentity';

/** Of the stream that says up to where a server was searched for the last event of the log. Of no category either. */
const SEARCHED = 'ledgerSearched';

/** Of the streams that are written to find out what a server does: of no category of a ledger either. */
export const CHECK = 'ledgerCheck';

/** Where the server keeps what was set for a stream, such as that it was deleted. */
export function metadataStreamOf(nameOnServer: string): string {
  return `$$${nameOnServer}`;
}

/**
 * Which streams of a server belong to a ledger, and how they are called there. A server also holds streams of its own
 * (`$…`), and may hold those of other applications and other ledgers.
 */
export class StreamNames {
  /** Of the streams of this ledger; the server filters by them. */
  readonly prefixes: readonly string[];
  /** The stream that says which log this is, on the server. */
  readonly identity: string;
  /** The stream that says up to where the server was searched for the last event of the log, on the server. */
  readonly searched: string;
  /** The stream by which a server is asked what it takes, on the server. */
  readonly check: string;
  readonly #ledger: string;

  /** `ledger` sets several apart on one server; `categories` are those of this system unless others are named. */
  constructor(ledger?: string, categories: readonly string[] = CATEGORIES) {
    this.#ledger = ledger === undefined ? '' : `${ledger}.`;
    this.identity = `${this.#ledger}${IDENTITY}`;
    this.searched = `${this.#ledger}${SEARCHED}`;
    this.check = `${this.#ledger}${CHECK}`;
    this.prefixes = categories.map((category) => `${this.#ledger}${prefixOf(category)}`);
  }

  /** @throws RangeError for a stream of no known category: no reader of the log would ever see its events. */
  onServer(stream: string): string {
    const name = `${this.#ledger}${stream}`;
    if (!this.isOurs(name)) throw new RangeError(`${stream} is of no category of this event store`);
    return name;
  }

  isOurs(nameOnServer: string): boolean {
    return this.prefixes.some((prefix) => nameOnServer.startsWith(prefix));
  }

  /**
   * A regular expression for the streams of other applications and other ledgers: neither of this one nor of the server itself. The
   * server takes it, and JavaScript too.
   */
  get others(): string {
    const own = ['$', ...this.prefixes, this.identity, this.searched, this.check].map((prefix) =>
      prefix.replaceAll(/[.$]/gu, '\\$&'),
    );
    return `^(?!${own.join('|')})`;
  }

  /** As the rest of the system calls it. */
  here(nameOnServer: string): string {
    return nameOnServer.slice(this.#ledger.length);
  }
}
