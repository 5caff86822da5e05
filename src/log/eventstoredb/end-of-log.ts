import { BEGINNING, type Position } from '../../kernel/event.js';
import { SharedRuns } from '../shared-runs.js';
import { commitIn } from './log-position.js';
import type { Readings, Seen } from './readings.js';
import { type Searched, SearchedPlace, type SearchedServer } from './searched-place.js';

/**
 * Finds the last event of ours in a log that others write as well:
 *
 * | of the log of the server | then |
 * | --- | --- |
 * | its last few events are told, and one is ours | it is that |
 * | among them is the place up to which it was searched before | it is what was found then |
 * | more than they came since | the server searches on from there: in this process, else where the last search was kept |
 * | it was never searched | the server searches it backwards |
 */
export class EndOfLog {
  readonly #readings: Readings;
  readonly #kept: SearchedPlace;
  readonly #runs = new SharedRuns<Position>();
  #searched: Searched | undefined;

  constructor(readings: Readings, server: SearchedServer) {
    this.#readings = readings;
    this.#kept = new SearchedPlace(server);
  }

  /** `BEGINNING` when there is none of ours. Who asks while it is looked for shares the next look. */
  position(): Promise<Position> {
    return this.#runs.ask('', () => this.#found());
  }

  async #found(): Promise<Position> {
    const known = await this.#stillTrue(this.#searched);
    const { top, head } = await this.#amongLastFew(known);
    if (top === undefined) return BEGINNING;
    return this.#is(top, head ?? (await this.#searchedFor(top, known)));
  }

  async #amongLastFew(known: Searched | undefined): Promise<Readonly<{ top?: Seen; head?: Position }>> {
    let top: Seen | undefined;
    for await (const seen of this.#readings.lastFew()) {
      top ??= seen;
      if (seen.position === known?.upTo) return { top, head: known.head };
      if (seen.ours) return { top, head: seen.position };
    }
    return top ? { top } : {};
  }

  async #searchedFor(top: Seen, known: Searched | undefined): Promise<Position> {
    const from = known ?? (await this.#stillTrue(await this.#kept.kept()));
    const head = from ? await this.#since(from) : await this.#last();
    await this.#kept.keep({ upTo: top.position, id: top.id, head }, from?.upTo);
    return head;
  }

  /**
   * What was searched before, where the event up to which it was is still there, place and id: then the log up to there is the one
   * that was searched. Otherwise an older copy was put back since, or that event was scavenged.
   */
  async #stillTrue(searched: Searched | undefined): Promise<Searched | undefined> {
    const commit = searched && commitIn(searched.upTo);
    if (commit === undefined) return undefined;
    return (await this.#readings.idAt(commit)) === searched?.id ? searched : undefined;
  }

  async #since({ upTo, head }: Searched): Promise<Position> {
    const commit = commitIn(upTo) ?? 0n;
    let last = head;
    for await (const { position } of this.#readings.searched({ commit, prepare: commit })) last = position;
    return last;
  }

  async #last(): Promise<Position> {
    for await (const { position } of this.#readings.searched('END')) return position;
    return BEGINNING;
  }

  #is({ position, id }: Seen, head: Position): Position {
    this.#searched = { upTo: position, id, head };
    return head;
  }
}
