/**
 * Lets those who ask for the same work share it. Who asks while it runs gets the next run: the one that runs may have begun
 * too early to see what was done before they asked.
 */
export class SharedRuns<T> {
  readonly #running = new Map<string, Promise<T>>();
  readonly #next = new Map<string, Promise<T>>();

  ask(name: string, work: () => Promise<T>): Promise<T> {
    const next = this.#next.get(name);
    if (next !== undefined) return next;
    const running = this.#running.get(name);
    if (running === undefined) return this.#begin(name, work);
    const begun = (): Promise<T> => {
      this.#next.delete(name);
      return this.#begin(name, work);
    };
    const waiting = running.then(begun, begun);
    this.#next.set(name, waiting);
    return waiting;
  }

  #begin(name: string, work: () => Promise<T>): Promise<T> {
    const run = work().finally(() => this.#running.delete(name));
    this.#running.set(name, run);
    return run;
  }
}
