import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** In milliseconds: how long one fetch may take, after how long keys are fetched anew, and how soon again for a key that is not among them. */
const FETCH = 3_000;
const RENEWED_AFTER = 600_000;
const SEARCHED_AFTER = 30_000;

/** A provider that failed is asked no sooner again, in milliseconds; who comes meanwhile waits for nothing. */
const TRIED_AFTER = 5_000;

type Options = Readonly<{
  /** Hears once that keys cannot be fetched, though some are kept. */
  report?: (problem: string, error: unknown) => void;
  passed?: () => number;
}>;

/**
 * Keys of an identity provider. They are fetched anew after ten minutes, and for a key that is not among them at most each half
 * minute; while that fails, the keys that were had are believed.
 */
export function remoteKeys(url: URL, options: Options = {}): JWTVerifyGetKey {
  return new RemoteKeys(url, options).keyFor;
}

class RemoteKeys {
  readonly #set: ReturnType<typeof createRemoteJWKSet>;
  readonly #report: Required<Options>['report'];
  readonly #passed: () => number;
  #fetchedAt = 0;
  #failed: Readonly<{ at: number; reason: unknown }> | undefined;

  constructor(url: URL, { report = () => undefined, passed = () => performance.now() }: Options) {
    // When to fetch is decided here: the library gives up keys that it cannot renew.
    const never = { cooldownDuration: Infinity, cacheMaxAge: Infinity };
    this.#set = createRemoteJWKSet(url, { ...never, timeoutDuration: FETCH });
    this.#report = report;
    this.#passed = passed;
  }

  readonly keyFor: JWTVerifyGetKey = async (header, token) => {
    if (this.#set.jwks() === undefined) await this.#fetch();
    else if (this.#age > RENEWED_AFTER) await this.#renewed();
    try {
      return await this.#set(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || this.#age < SEARCHED_AFTER) throw error;
      await this.#fetch();
      return this.#set(header, token);
    }
  };

  get #age(): number {
    return this.#passed() - this.#fetchedAt;
  }

  /** Whoever comes first waits, so that a key that was withdrawn is believed no longer; once it has failed, it is tried beside. */
  async #renewed(): Promise<void> {
    const isFailing = this.#failed !== undefined;
    const fetched = this.#fetch().catch(() => undefined);
    if (!isFailing) await fetched;
  }

  /** @throws what the library says, and at once where that was said a moment ago. */
  async #fetch(): Promise<void> {
    if (this.#failed !== undefined && this.#passed() - this.#failed.at < TRIED_AFTER) throw this.#failed.reason;
    try {
      await this.#set.reload();
      this.#fetchedAt = this.#passed();
      this.#failed = undefined;
    } catch (error) {
      if (this.#failed === undefined && this.#set.jwks() !== undefined) {
        this.#report('The keys that verify tokens cannot be fetched anew: those that are kept are believed', error);
      }
      this.#failed = { at: this.#passed(), reason: error };
      throw error;
    }
  }
}
