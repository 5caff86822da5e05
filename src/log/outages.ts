/** What a store does not do, is asked for again and again, and for how long. */
export type Outage = Readonly<{ what: string; reason: string; seconds: number; tries: number }>;

/** The words for something that is tried again: while it fails, and when it is over. */
export type Trying = Readonly<{ fails: string; over: string }>;

/** One outage is told this often at most, in milliseconds, however often it is tried, ends and begins anew. */
const TELL_EVERY_MS = 60_000;

/** An outage that lasts so many seconds is told to who asks how the service is. */
const LASTING_S = 5;

type Open = {
  readonly since: number;
  readonly fails: string;
  /** Who still fails: several may try the same thing, and one's success says nothing of the others. */
  readonly trying: Set<Trying>;
  tries: number;
  reason: string;
  told: boolean;
};

/**
 * What is tried again, so that each outage is told when it begins, once in a while as long as it lasts, and when it is over. Who
 * tries the same thing on its own has words of its own, the same ones: an outage is over when it is for each of them.
 */
export class Outages {
  readonly #open = new Map<string, Open>();
  readonly #toldAt = new Map<string, number>();

  constructor(
    private readonly report: (line: string) => void,
    private readonly onFailure: () => void = () => undefined,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Which of them last. */
  get lasting(): readonly Outage[] {
    const all = Array.from(this.#open.values(), ({ fails, reason, tries, since }) => {
      return { what: fails, reason, tries, seconds: (this.now() - since) / 1000 };
    });
    return all.filter(({ seconds }) => seconds >= LASTING_S);
  }

  /** One more try has failed. */
  failed(trying: Trying, error: unknown): void {
    const { fails } = trying;
    this.onFailure();
    const now = this.now();
    const open = this.#open.get(fails) ?? { since: now, fails, trying: new Set(), tries: 0, reason: '', told: false };
    this.#open.set(fails, open);
    open.trying.add(trying);
    open.tries += 1;
    open.reason = reasonOf(error);
    if (now - (this.#toldAt.get(fails) ?? -Infinity) < TELL_EVERY_MS) return;
    this.#toldAt.set(fails, now);
    const lasts = open.told ? `, for ${secondsSince(open.since, now)} seconds and ${open.tries} tries by now` : '';
    open.told = true;
    this.report(`${fails}${lasts}: ${open.reason}`);
  }

  /** It was done. Told where the outage was. */
  succeeded(trying: Trying): void {
    const ended = this.#ended(trying);
    if (ended?.told) this.report(`${trying.over}, after ${secondsSince(ended.since, this.now())} seconds`);
  }

  /** It is not tried any more, whether it would be done or not. */
  givenUp(trying: Trying): void {
    this.#ended(trying);
  }

  /** The outage that is over with this. */
  #ended(trying: Trying): Open | undefined {
    const open = this.#open.get(trying.fails);
    if (!open?.trying.delete(trying) || open.trying.size > 0) return undefined;
    this.#open.delete(trying.fails);
    return open;
  }
}

/** A store that does not answer says so of itself; what its client met says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function secondsSince(since: number, now: number): number {
  return Math.round((now - since) / 1000);
}
