import type { TestService } from '../support/service.js';

/** One command: its unit, the answers to it in order, and how long the slowest took, in milliseconds. */
export type Sent = Readonly<{ unitId: string; answers: readonly string[]; retryAfter: boolean; slowestMs: number }>;

/** The prefix of the names of units, the number of callers, and the pause of each between two commands. */
export type Callers = Readonly<{ prefix: string; callers?: number; pauseMs?: number }>;

const RECORDED = '201';

/**
 * Registers units from several callers at once, until it is stopped. Each command is sent again under its key until it
 * has its final answer, as a client should do.
 */
export class Load {
  readonly sent: Sent[] = [];
  #stopped = false;
  #next = 0;
  readonly #callers: Promise<void>;

  constructor(
    private readonly service: Pick<TestService, 'post'>,
    private readonly token: string,
    private readonly settings: Callers,
  ) {
    const { callers = 8 } = settings;
    this.#callers = Promise.all(Array.from({ length: callers }, () => this.#call())).then(() => undefined);
  }

  /** Lets every caller finish its command. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#callers;
  }

  async #call(): Promise<void> {
    while (!this.#stopped) {
      this.#next += 1;
      this.sent.push(await this.#register(`${this.settings.prefix}-${this.#next}`));
      await this.#pause();
    }
  }

  async #register(unitId: string): Promise<Sent> {
    const name = { full: { vi: unitId }, short: { vi: unitId } };
    const body = { occurredOn: { date: '2008-01-01' }, unitId, kind: 'PROVINCE', name };
    const answers: string[] = [];
    let slowestMs = 0;
    let retryAfter = true;
    for (;;) {
      const started = performance.now();
      const headers = { 'idempotency-key': unitId };
      const {
        status,
        body: said,
        headers: given,
      } = await this.service.post<{ code?: string }>('/units', {
        token: this.token,
        body,
        headers,
      });
      slowestMs = Math.max(slowestMs, performance.now() - started);
      if (status === 503) retryAfter &&= given.has('retry-after');
      answers.push(status === 201 ? RECORDED : `${status} ${said.code}`);
      if (status !== 503) return { unitId, answers, retryAfter, slowestMs };
      await this.#pause();
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.settings.pauseMs ?? 20));
  }
}

export function recorded({ answers }: Sent): boolean {
  return answers.at(-1) === RECORDED;
}

export function answersIn(sent: readonly Sent[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const answer of sent.flatMap(({ answers }) => answers)) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}
