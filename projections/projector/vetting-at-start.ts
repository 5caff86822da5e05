import { ReadModelsUnavailable, type ReadModelStore } from '../../read-models/read-model-store.js';
import { StoreUnavailable } from '../../src/log/event-store.js';
import { Patience, WAITS } from './patience.js';
import { type KnownLog, vet } from './vetting.js';

type Vetting = Readonly<{ names: readonly string[]; known: KnownLog; signal: AbortSignal }>;

/**
 * Vets all read models before the first answer, so that rows which the log does not bear out are never shown. Where the log
 * or the store is away, what the store has is shown meanwhile, and both are asked on until they are there or the signal aborts.
 * @throws what the store of the read models throws besides.
 */
export async function vetAtStart(store: ReadModelStore, { names, known, signal }: Vetting): Promise<void> {
  const all = async (): Promise<void> => {
    for (const name of names) await vet(store, name, known);
  };
  try {
    await all();
  } catch (error) {
    if (!(error instanceof StoreUnavailable || error instanceof ReadModelsUnavailable)) throw error;
    void untilDone(all, new Patience(WAITS, signal));
  }
}

/** Resolves when it was done, or is not to be tried any more. What fails meanwhile, health tells. */
async function untilDone(work: () => Promise<void>, patience: Patience): Promise<void> {
  for (let over = false; !over;) {
    over = await work().then(
      () => true,
      (error: unknown) =>
        patience.after(error).then(
          () => false,
          () => true,
        ),
    );
  }
}
