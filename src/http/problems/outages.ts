import type { Logger } from 'pino';

/** An outage is over when it was not met for so long, in milliseconds. */
const QUIET_MS = 60_000;

type Outage = { requests: number; readonly since: number; readonly over: NodeJS.Timeout };

/**
 * Logs what passes by itself, such as a store that is away, in one line when it begins and one when it is over, however many
 * requests it hits: thousands of stacks would hide what else happened that night.
 */
export class Outages {
  readonly #open = new Map<string, Outage>();

  constructor(private readonly log: Logger) {}

  /** A request was refused with that code. Of an outage the first is logged, with what is known of it. */
  met(code: string, known: Readonly<Record<string, unknown>>): void {
    const outage = this.#open.get(code);
    if (outage === undefined) return this.#begin(code, known);
    outage.requests += 1;
    outage.over.refresh();
  }

  #begin(code: string, known: Readonly<Record<string, unknown>>): void {
    this.log.warn({ code, ...known }, 'requests are refused for now');
    const over = setTimeout(() => this.#end(code), QUIET_MS).unref();
    this.#open.set(code, { requests: 1, since: performance.now(), over });
  }

  #end(code: string): void {
    const { requests = 0, since = 0 } = this.#open.get(code) ?? {};
    this.#open.delete(code);
    const seconds = Math.max(0, Math.round((performance.now() - since - QUIET_MS) / 1000));
    this.log.info({ code, requests, seconds }, 'requests are refused no more');
  }
}

/** The message of the error and of what caused it, on one line and without a stack. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reasonOf(error.cause)}`;
}
