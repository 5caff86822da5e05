import { LRUCache } from 'lru-cache';
import type { Kept } from '../../read-models/read-model-store.js';
import type { AnyProjection } from '../../src/kernel/projection.js';
import { RowInProgress } from './row-in-progress.js';
import type { Touch } from './touches.js';

/** Rows kept parsed between batches. */
const HOT_ROWS = 2_000;

const NOTHING: ReadonlyMap<string, Kept> = new Map();

/** The rows of one build that were folded last, so that the next batch need not ask for them. Rows that are only added are made. */
export class HotRows {
  private readonly rows = new LRUCache<string, RowInProgress>({ max: HOT_ROWS });

  constructor(private readonly projection: Pick<AnyProjection, 'addsOnly'>) {}

  /** The rows that the touches change, each once; `load` is asked for what is not here. */
  async of(
    touches: readonly Touch[],
    load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Kept>>,
  ): Promise<ReadonlyMap<string, RowInProgress>> {
    const found = new Map<string, RowInProgress>();
    const missing = new Set<string>();
    for (const key of touches.flatMap(({ keys }) => keys)) {
      if (found.has(key)) continue;
      const row = this.rows.get(key);
      if (row) found.set(key, row);
      else missing.add(key);
    }
    if (missing.size === 0) return found;
    const kept = this.projection.addsOnly ? NOTHING : await load([...missing]);
    for (const key of missing) found.set(key, new RowInProgress(key, kept.get(key)));
    return found;
  }

  /** To be called when the rows are kept: until then a row here is as the store has it. */
  remember(rows: ReadonlyMap<string, RowInProgress>): void {
    if (this.projection.addsOnly) return;
    for (const [key, row] of rows) this.rows.set(key, row);
  }

  forget(): void {
    this.rows.clear();
  }
}
