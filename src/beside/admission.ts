import type { Position } from '../kernel/event.js';
import { Overloaded } from '../log/event-store.js';
import { FairQueue } from './fair-queue.js';

/** Up to where everything is shown, and how many events were folded since the start, in so many milliseconds of folding. */
export type Shown = Readonly<{ position: Position; folded: number; foldingMs: number }>;

/** What a command wrote: so many events, the last of them at that position. */
export type Wrote = Readonly<{ position: Position; events: number }>;

/** So much may be written and not shown as is shown in so many milliseconds of folding: less than half of the bound of five seconds. */
const ROOM_MS = 2_000;

/** But always so many events. What shows fewer than a fifth of them in a second is ill. */
const LEAST_ROOM = 1_200;

/** A command that waits for longer is refused, in milliseconds; how many wait, in all and of one caller. */
const LONGEST_MS = 2_000;
const ROOM_TO_WAIT = { most: 1_024, mostOfOne: 256 };
const LOOK_EVERY_MS = 100;

/** The share of the newest command in what commands write on average. */
const LATELY = 0.05;

/** Written events that are remembered as one. */
const TOGETHER = 32;

/** The position of the last of some written events, and how many were written by then. */
type Mark = { position: Position; written: number; readonly from: number };
type Held = Readonly<{ caller: string; since: number; go: () => void; refuse: (reason: Error) => void }>;

/** Hears of each command that is held back, and of each that is refused. */
export type AdmissionWatch = Readonly<{ held: (unshown: number) => void; refused: () => void }>;

/**
 * Keeps writing from outrunning showing. While what is shown is fresh, a command goes through at once. When more is written
 * and not shown than was shown in two seconds, commands wait, and one of each caller goes in turn; those that would wait
 * too long, or find no room to wait, are refused.
 *
 * While read models catch up with more than that, as after an outage, one command goes for every two events that are shown:
 * the rest is gained, and nothing stands still.
 */
export class Admission {
  readonly #waiting = new FairQueue<Held>(ROOM_TO_WAIT);
  /** The same, the oldest first. */
  readonly #held = new Set<Held>();
  /** What is not shown, the oldest first. */
  readonly #marks: Mark[] = [];
  /** How much was folded by when: the last look before {@link ROOM_MS} began, and all since. */
  readonly #folded: { at: number; events: number; ms: number }[] = [];
  #written = 0;
  #shown = 0;
  #inHand = 0;
  /** Events that a command wrote lately, on average. */
  #each = 1;
  #looking: NodeJS.Timeout | undefined;

  constructor(
    private readonly watch: AdmissionWatch,
    private readonly now = () => performance.now(),
  ) {}

  /** Waits for its turn; {@link left} is to follow. @throws WritingOutrunsShowing */
  async enter(caller: string): Promise<void> {
    if (this.#held.size > 0 || this.#full) await this.#wait(caller);
    else this.#inHand += 1;
  }

  /** A command that entered was answered; without what it wrote when it wrote nothing. */
  left(wrote?: Wrote): void {
    this.#inHand -= 1;
    if (wrote === undefined) return;
    const from = this.#written;
    this.#written += wrote.events;
    this.#each += (wrote.events - this.#each) * LATELY;
    const last = this.#marks.at(-1);
    if (last === undefined || from - last.from >= TOGETHER) {
      this.#marks.push({ position: wrote.position, written: this.#written, from });
    } else {
      last.written = this.#written;
      if (wrote.position > last.position) last.position = wrote.position;
    }
  }

  /** To be called at each step of what is shown; without one while nothing is, so that there is nothing to wait for. */
  shown(shown: Shown | undefined): void {
    const stillUnshown = (mark: Mark): boolean => shown !== undefined && mark.position > shown.position;
    const first = this.#marks.findIndex(stillUnshown);
    const [last] = this.#marks.splice(0, first === -1 ? this.#marks.length : first).slice(-1);
    this.#shown = last?.written ?? this.#shown;
    this.#letGo(Math.floor(this.#count(shown) / 2 / this.#each));
  }

  /** @returns how many events were folded since it was told before. */
  #count(shown: Shown | undefined): number {
    const at = this.now();
    const before = this.#folded.at(-1) ?? { events: 0, ms: 0 };
    const { folded: events = before.events, foldingMs: ms = before.ms } = shown ?? {};
    this.#folded.push({ at, events, ms });
    while ((this.#folded[1]?.at ?? at) < at - ROOM_MS) this.#folded.shift();
    return events - before.events;
  }

  /** Refuses what has waited too long. Looks by itself while commands wait. */
  look(): void {
    const tooLong = this.now() - LONGEST_MS;
    for (const held of this.#held) {
      if (held.since > tooLong) break;
      this.#waiting.remove(held.caller, held);
      this.#refuse(held);
    }
    this.#letGo(0);
  }

  /** Written, or about to be, and not shown. */
  get unshown(): number {
    return this.#written - this.#shown + Math.ceil(this.#inHand * this.#each);
  }

  get #full(): boolean {
    return this.unshown >= this.#room;
  }

  /** What is shown in {@link ROOM_MS} of folding, as it was lately: rests are as much room to catch up. */
  get #room(): number {
    const ms = this.#lately('ms');
    return ms <= 0 ? LEAST_ROOM : Math.max(LEAST_ROOM, (this.#lately('events') * ROOM_MS) / ms);
  }

  #lately(of: 'events' | 'ms'): number {
    return (this.#folded.at(-1)?.[of] ?? 0) - (this.#folded[0]?.[of] ?? 0);
  }

  #wait(caller: string): Promise<void> {
    return new Promise((go, refuse) => {
      const held: Held = { caller, since: this.now(), go, refuse };
      if (!this.#waiting.add(caller, held)) return this.#refuse(held);
      this.#held.add(held);
      this.watch.held(this.unshown);
      this.#looking ??= setInterval(() => this.look(), LOOK_EVERY_MS);
    });
  }

  /** Lets as many go as there is room for, and so many in any case. */
  #letGo(inAnyCase: number): void {
    for (let gone = 0; gone < inAnyCase || !this.#full; gone += 1) {
      const held = this.#waiting.take();
      if (held === undefined) break;
      this.#held.delete(held);
      this.#inHand += 1;
      held.go();
    }
    if (this.#held.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #refuse(held: Held): void {
    this.#held.delete(held);
    this.watch.refused();
    held.refuse(new WritingOutrunsShowing(this.unshown));
  }
}

/** What is written is not shown in time, so no more is taken now. Nothing was stored: try again. */
export class WritingOutrunsShowing extends Overloaded {
  constructor(unshown: number) {
    super(unshown);
    this.name = 'WritingOutrunsShowing';
    this.message = `${unshown} events are written and not shown yet: try again later`;
  }
}
