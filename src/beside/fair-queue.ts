/** How much may wait in all, and of one caller. */
export type Room = Readonly<{ most: number; mostOfOne: number }>;

/** Work that waits and is taken in turns, one piece of each caller: who asks for much waits longer, the others do not. */
export class FairQueue<Work> {
  /** In the order of their turns. */
  readonly #callers = new Map<string, Work[]>();
  #size = 0;

  constructor(private readonly room: Room) {}

  get size(): number {
    return this.#size;
  }

  /** @returns whether there was room for it. */
  add(caller: string, work: Work): boolean {
    const waiting = this.#callers.get(caller) ?? [];
    if (this.#size >= this.room.most || waiting.length >= this.room.mostOfOne) return false;
    waiting.push(work);
    this.#callers.set(caller, waiting);
    this.#size += 1;
    return true;
  }

  take(): Work | undefined {
    const [next] = this.#callers;
    if (next === undefined) return undefined;
    const [caller, waiting] = next;
    const work = waiting.shift();
    this.#size -= 1;
    this.#callers.delete(caller);
    if (waiting.length > 0) this.#callers.set(caller, waiting);
    return work;
  }

  /** Takes it out of its turn. @returns whether it still waited. */
  remove(caller: string, work: Work): boolean {
    const waiting = this.#callers.get(caller) ?? [];
    const place = waiting.indexOf(work);
    if (place < 0) return false;
    waiting.splice(place, 1);
    this.#size -= 1;
    if (waiting.length === 0) this.#callers.delete(caller);
    return true;
  }
}
