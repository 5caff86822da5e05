import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Admission } from '../../src/beside/admission.js';
import { AdmittedLedger } from '../../src/beside/admitted-ledger.js';
import type { DecideReply } from '../../src/deciding/receipt.js';
import type { DecideRequest } from '../../src/deciding/request.js';
import { Ledger } from '../../src/deciding/ledger.js';
import { instantOf } from '../../src/kernel/instant.js';
import { Overloaded } from '../../src/log/event-store.js';
import { BESIDE_PACE, restAfter, Stride } from '../../projections/projector/pace.js';
import { positionAt } from '../../src/log/stored-event.js';
import { council } from '../support/mothers/origins.js';

/** What decides in so many milliseconds. Time is counted here, not waited for. */
class CountedLedger extends Ledger {
  readonly now = () => instantOf(0);
  /** When each event was written, by its place in the log. */
  readonly writtenAt: number[] = [];
  readonly keys: string[] = [];
  private readonly inHand: { due: number; key: string; answer: (reply: DecideReply) => void }[] = [];

  constructor(
    private readonly clock: () => number,
    private readonly takesMs: number,
    private readonly many: number,
  ) {
    super();
  }

  async settles(): Promise<number> {
    return 0;
  }

  weigh(): Promise<never> {
    return Promise.reject(new Error('Nothing is weighed here'));
  }

  next(): Promise<never> {
    return Promise.reject(new Error('Nothing is looked ahead here'));
  }

  decide({ requested }: DecideRequest): Promise<DecideReply> {
    const due = this.clock() + this.takesMs;
    return new Promise((answer) => this.inHand.push({ due, key: requested.idempotencyKey, answer }));
  }

  write(): void {
    for (let [next] = this.inHand; next && next.due <= this.clock(); [next] = this.inHand) {
      this.inHand.shift();
      this.keys.push(next.key);
      const events = Array.from({ length: this.many }, () => ({ id: next.key, type: 'VoteCast', revision: 0 }));
      this.writtenAt.push(...events.map(() => this.clock()));
      const position = positionAt(this.writtenAt.length);
      next.answer({ receipt: { stream: 'year', revision: 0, position, events, warnings: [] }, again: false });
    }
  }
}

type Night = Readonly<{
  callers: number;
  /** Events of each command. */
  events?: number;
  /** Commands that each caller has out at once. */
  each: number;
  takesMs: number;
  seconds: number;
  /** Events that are folded in a second. `undefined`: nothing is shown at all, as while a store is away. */
  perSecond: (ms: number) => number | undefined;
  /** What each batch takes besides, in milliseconds: its commits. */
  commitMs: number;
  /** Whether commands are admitted; otherwise each goes straight to the ledger. */
  admitted: boolean;
}>;

const STEADY: Night = {
  callers: 20,
  each: 10,
  takesMs: 20,
  seconds: 30,
  perSecond: () => 2_000,
  commitMs: 5,
  admitted: true,
};

/** Callers that send again as soon as they are answered, and a projector that shows what they wrote, each millisecond counted. */
class Counted {
  readonly answered = new Set<string>();
  readonly shares: number[];
  refused = 0;
  /** The greatest age at which an event was shown, in milliseconds. */
  worstLag = 0;
  longestWait = 0;
  readonly ledger: CountedLedger;
  private readonly admission: Admission;
  private readonly asked: Ledger;
  private ms = 0;
  private sent = 0;
  private shown = 0;
  private folding: Readonly<{ to: number; since: number }> | undefined;
  private readonly stride = new Stride(BESIDE_PACE);
  /** Where the batch in hand began, when, and where it ends. */
  private batch = { from: 0, to: 0, since: 0 };
  /** Of the batch in hand; and of all that are shown. */
  private done = 0;
  private foldingMs = 0;
  private restsUntil = 0;
  private turns: (() => void)[] = [];

  constructor(private readonly night: Night) {
    const clock = (): number => this.ms;
    this.ledger = new CountedLedger(clock, night.takesMs, night.events ?? 1);
    this.admission = new Admission({ held: () => undefined, refused: () => undefined }, clock);
    this.asked = night.admitted ? new AdmittedLedger(this.ledger, this.admission) : this.ledger;
    this.shares = Array.from({ length: night.callers }, () => 0);
  }

  static async pass(night: Night): Promise<Counted> {
    const counted = new Counted(night);
    await counted.run();
    return counted;
  }

  /** Written, and its caller never heard of it. */
  get lost(): number {
    return this.ledger.keys.filter((key) => !this.answered.has(key)).length;
  }

  private get over(): boolean {
    return this.ms >= this.night.seconds * 1000;
  }

  private async run(): Promise<void> {
    const { callers, each } = this.night;
    const all = Promise.all(Array.from({ length: callers * each }, (_, nth) => this.call(nth % callers)));
    let ended = false;
    void all.then(() => (ended = true));
    for (; !ended; this.ms += 1) {
      for (const resolve of this.turns.splice(0)) resolve();
      this.ledger.write();
      this.show();
      if (this.ms % 100 === 0) this.admission.look();
      for (let settling = 0; settling < 6; settling += 1) await Promise.resolve();
    }
    await all;
  }

  private async call(caller: number): Promise<void> {
    while (!this.over) {
      this.sent += 1;
      const idempotencyKey = String(this.sent);
      const since = this.ms;
      if (await this.send(caller, idempotencyKey)) {
        this.answered.add(idempotencyKey);
        this.shares[caller] = (this.shares[caller] ?? 0) + 1;
      } else {
        this.refused += 1;
        // As Retry-After says.
        for (const again = this.ms + 1_000; this.ms < again;) await new Promise<void>((next) => this.turns.push(next));
      }
      this.longestWait = Math.max(this.longestWait, this.ms - since);
    }
  }

  private async send(caller: number, idempotencyKey: string): Promise<boolean> {
    const origin = { ...council, subject: `caller ${caller}` };
    const requested = {
      origin,
      mode: { kind: 'ACT' },
      idempotencyKey,
      correlationId: idempotencyKey,
      policy: 1,
    } as const;
    try {
      await this.asked.decide({ command: { type: 'CastVote', data: {} }, requested });
      return true;
    } catch (error) {
      if (!(error instanceof Overloaded)) throw error;
      return false;
    }
  }

  private show(): void {
    const perSecond = this.night.perSecond(this.ms);
    if (perSecond === undefined) return this.admission.shown(undefined);
    if (this.folding === undefined) this.begin();
    if (this.folding === undefined) return;
    const { to, since } = this.folding;
    this.done += perSecond / 1000;
    const tookMs = this.ms - since;
    if (this.shown + this.done < to) return;
    const events = to - this.shown;
    this.worstLag = Math.max(this.worstLag, this.ms - (this.ledger.writtenAt[this.shown] ?? 0));
    this.shown = to;
    this.foldingMs += tookMs;
    this.folding = undefined;
    this.stride.took(events, tookMs);
    const { batch } = this;
    if (to === batch.to) this.restsUntil = this.ms + restAfter(BESIDE_PACE, to - batch.from, this.ms - batch.since);
    this.admission.shown({ position: positionAt(to), folded: to, foldingMs: this.foldingMs });
  }

  /** Takes what is written, as the thread beside does. */
  private begin(): void {
    const { ms, shown } = this;
    const written = this.ledger.writtenAt.length;
    if (ms < this.restsUntil || written === shown) return;
    if (shown === this.batch.to) {
      this.batch = { from: shown, to: Math.min(written, shown + BESIDE_PACE.events), since: ms };
    }
    this.folding = { to: Math.min(this.batch.to, shown + this.stride.events), since: ms };
    const { commitMs, perSecond } = this.night;
    this.done = (-commitMs * (perSecond(this.ms) ?? 0)) / 1000;
  }
}

describe('commands that could be written faster than they are shown', () => {
  it('would be shown later and later, were all let through', async () => {
    const { worstLag } = await Counted.pass({ ...STEADY, seconds: 10, admitted: false });
    expect(worstLag).toBeGreaterThan(5_000);
  });

  it('are slowed to the pace of showing before that is five seconds behind, each caller alike, and none is lost', async () => {
    const { worstLag, lost, refused, answered, ledger, shares } = await Counted.pass(STEADY);
    expect({ lost, refused }).toEqual({ lost: 0, refused: 0 });
    expect(answered.size).toBe(ledger.keys.length);
    expect(worstLag).toBeLessThan(5_000);
    expect(ledger.keys.length).toBeGreaterThan(0.9 * STEADY.seconds * 2_000);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThan(0.1 * Math.max(...shares));
  });

  it.each([600, 1_000, 1_500, 2_500, 4_000, 8_000])(
    'keep a projector of %i events a second at work, are shown within five seconds by it, and none is refused',
    async (pace) => {
      const night = { ...STEADY, callers: 25, each: 20, seconds: 15, perSecond: () => pace };
      const { worstLag, lost, refused, ledger } = await Counted.pass(night);
      expect({ lost, refused }).toEqual({ lost: 0, refused: 0 });
      expect(worstLag).toBeLessThan(5_000);
      expect(ledger.writtenAt.length).toBeGreaterThan(0.8 * 15 * pace);
    },
  );

  it.each([2, 4, 8])('are slowed alike when each of them makes %i events', async (events) => {
    const night = await Counted.pass({ ...STEADY, events });
    expect(night.worstLag).toBeLessThan(5_000);
    expect([night.lost, night.refused]).toEqual([0, 0]);
  });

  it('keep their turn beside a caller who sends much more', async () => {
    const admission = new Admission({ held: () => undefined, refused: () => undefined }, () => 0);
    for (let nth = 0; nth < 1_200; nth += 1) await admission.enter('many');
    const order: string[] = [];
    const waiting = ['many', 'many', 'many', 'few'].map(async (caller) => {
      await admission.enter(caller);
      order.push(caller);
    });
    for (let place = 1; place <= 4; place += 1) admission.left({ position: positionAt(place), events: 1 });
    admission.shown({ position: positionAt(4), folded: 4, foldingMs: 1 });
    await Promise.all(waiting);
    expect(order).toEqual(['many', 'few', 'many', 'many']);
  });

  it('are refused when nothing moves, after two seconds and not lost, and taken when it does again', async () => {
    const stuck = (ms: number): number => (ms > 5_000 && ms < 15_000 ? 0 : 2_000);
    const { lost, refused, longestWait, ledger, answered } = await Counted.pass({ ...STEADY, perSecond: stuck });
    expect(lost).toBe(0);
    expect(refused).toBeGreaterThan(0);
    expect(longestWait).toBeLessThan(3_500);
    expect(answered.size).toBe(ledger.keys.length);
    const after = ledger.writtenAt.filter((ms) => ms > 20_000).length;
    expect(after).toBeGreaterThan(0.9 * 10 * 2_000);
  });

  it('are bounded in number while they wait', async () => {
    const admission = new Admission({ held: () => undefined, refused: () => undefined }, () => 0);
    for (let nth = 0; nth < 1_200; nth += 1) await admission.enter('first');
    const refusals = { one: 0, others: 0 };
    const count = (of: keyof typeof refusals) => () => void (refusals[of] += 1);
    const waiting = Array.from({ length: 300 }, () => admission.enter('one').catch(count('one')));
    for (let nth = 0; nth < 1_000; nth += 1) waiting.push(admission.enter(`caller ${nth}`).catch(count('others')));
    admission.shown(undefined);
    for (let nth = 0; nth < 1_200; nth += 1) admission.left();
    admission.look();
    await Promise.all(waiting);
    expect(refusals).toEqual({ one: 300 - 256, others: 1_000 - (1_024 - 256) });
  });

  it('go on while nothing can be shown, as when the store of the read models is away', async () => {
    const away = (ms: number): number | undefined => (ms < 10_000 ? undefined : 20_000);
    const { refused, lost, ledger } = await Counted.pass({ ...STEADY, seconds: 15, perSecond: away });
    expect({ refused, lost }).toEqual({ refused: 0, lost: 0 });
    expect(ledger.writtenAt.filter((ms) => ms < 10_000).length).toBeGreaterThan(90_000);
  });

  it('are shown within five seconds whatever the callers, the log and the projector are, as long as that keeps its pace', async () => {
    const night = fc.record({
      callers: fc.integer({ min: 1, max: 40 }),
      each: fc.integer({ min: 1, max: 10 }),
      takesMs: fc.integer({ min: 5, max: 60 }),
      pace: fc.integer({ min: 600, max: 6_000 }),
      commitMs: fc.integer({ min: 5, max: 100 }),
      dip: fc.integer({ min: 0, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(night, async ({ pace, dip, ...shape }) => {
        const perSecond = (ms: number): number => (ms % 7_000 < 3_000 ? pace * (1 - dip / 100) : pace);
        const { worstLag, lost } = await Counted.pass({ ...STEADY, ...shape, seconds: 15, perSecond });
        expect(lost).toBe(0);
        expect(worstLag).toBeLessThan(5_000);
      }),
      { numRuns: 12 },
    );
  });
});
