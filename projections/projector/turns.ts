/** Work that is done one piece after another, in the order of asking. */
export class Turns {
  private inHand: Promise<unknown> = Promise.resolve();

  /** Runs the work after what is in hand; its failure is that of its caller alone. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.inHand.then(work);
    this.inHand = done.catch(() => undefined);
    return done;
  }
}
