import type { NewEvent } from '../kernel/event.js';

/** What one append may hold, in bytes as the store counts them; `bytes` is `undefined` where the store does not say it. `setting` bounds it. */
export type AppendLimit = Readonly<{
  bytes: number | undefined;
  setting?: SizeSetting | undefined;
  sizeOf: (event: Pick<NewEvent, 'type' | 'data' | 'metadata'>) => number;
}>;

/** By what an operator bounds the size of an append, or of each event in it. */
export type SizeSetting = 'MaxAppendSize' | 'MaxAppendEventSize';

/** What of the store is exceeded: in bytes, where the store says it, and in words that name the setting. */
type Exceeded = Readonly<{
  limit: number | undefined;
  setting: SizeSetting | undefined;
  named: string;
  cause: unknown;
}>;

/** The store takes no append of so many bytes; nothing was stored, and the same events would be refused again. */
export class AppendTooLarge extends Error {
  readonly limit: number | undefined;
  readonly setting: SizeSetting | undefined;
  readonly named: string;

  constructor(message: string, { limit, setting, named, cause }: Exceeded) {
    super(message, { cause });
    this.name = 'AppendTooLarge';
    this.limit = limit;
    this.setting = setting;
    this.named = named;
  }
}
