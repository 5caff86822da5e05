import { PROJECTIONS } from '../../projections/all.js';
import { MAX_PAGE, type ReadModelStore, type Stored } from '../../read-models/read-model-store.js';
import type { AnyProjection } from '../../src/kernel/projection.js';

/** Every row of every read model, with its position and provenance: what two stores that folded the same log share. */
export async function allRows(
  store: ReadModelStore,
  projections: readonly AnyProjection[] = PROJECTIONS,
): Promise<Readonly<Record<string, readonly Stored[]>>> {
  const all: Record<string, readonly Stored[]> = {};
  for (const { name } of projections) all[name] = await rowsOf(store, name);
  return all;
}

async function rowsOf(store: ReadModelStore, name: string): Promise<readonly Stored[]> {
  const rows: Stored[] = [];
  let after: string | undefined;
  do {
    const page = await store.page(name, { limit: MAX_PAGE, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}
