import type { Config } from '../config.js';
import { pathIn } from '../log/open-event-store.js';
import { shownAddress } from '../log/shown-address.js';

/** The word of the operator. */
export type StartOptions = Readonly<{
  /** To make a ledger and a key that are missing, also where other files lie. */
  create?: boolean;
  /** To go on without events that were acknowledged and are gone. */
  acceptLoss?: boolean;
  /** To believe the clock, even where the last record is of a later instant. */
  trustClock?: boolean;
}>;

/** What is said about the last record of a file, to the process that writes it. */
const OF_A_WRITER = [
  ['acceptLoss', '--accept-loss', 'says what a file lacks'],
  ['trustClock', '--trust-clock', 'says what dated the last record of a file'],
] as const;

/** @throws Error for an option that would be passed over here, which says where it is heeded. */
export function assertHeeded(options: StartOptions, { eventStore, role }: Pick<Config, 'eventStore' | 'role'>): void {
  for (const [option, name, says] of OF_A_WRITER) {
    if (options[option] !== true) continue;
    const why = unheeded({ eventStore, role });
    if (why === undefined) continue;
    throw new Error(
      `${name} ${says}, for the process that writes it (EVENT_STORE=sqlite:<path>, ROLE all or api), and ${why}: start without it`,
    );
  }
}

function unheeded({ eventStore, role }: Pick<Config, 'eventStore' | 'role'>): string | undefined {
  if (pathIn(eventStore) === undefined) return `EVENT_STORE is ${shownAddress(eventStore)}, which is no file`;
  return role === 'projector' ? 'ROLE is projector, which only reads' : undefined;
}
