/** Portions that go well at one size before twice as many are tried. */
const WELL = 8;

/** How many rows a store is sent or asked for at once: half as many after a failure, since it may be too slow for more. */
export class Portion {
  private size = Infinity;
  private well = 0;

  of(most: number): number {
    return Math.min(this.size, most);
  }

  failed(sent: number): void {
    this.size = Math.max(1, Math.floor(sent / 2));
    this.well = 0;
  }

  succeeded(sent: number): void {
    // Fewer say nothing about as many.
    if (sent < this.size) return;
    this.well += 1;
    if (this.well < WELL) return;
    this.size *= 2;
    this.well = 0;
  }
}
