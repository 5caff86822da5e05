import type { Command } from '../kernel/decider.js';
import type { Gathered, Mode, Origin } from '../kernel/event.js';

/** A command with all that its decision needs, stamped at the edge. */
export type CommandRequest<C extends Command = Command> = Readonly<{
  stream: string;
  command: C;
  mode: Mode;
  origin: Origin;
  /** Facts of other streams, with where they were read. */
  gathered: readonly Gathered[];
  /** The caller's name for this one command; scoped to `origin.subject`. */
  idempotencyKey: string;
  correlationId: string;
  /** Version of the table of rights that let it in. */
  policy: number;
  /** Decide only if the stream is still at that revision (`If-Match`); otherwise on whatever it has become. */
  ifMatch?: number | 'absent';
  /** The caller named no day; `occurredOn` is the one it came in on, or is a month, a year or unknown, and no later than that. */
  undated?: true;
  /** Detached, of the actor over the command. */
  signature?: string;
}>;

/** What a caller says about a command beside the command itself. */
export type Requested = Omit<CommandRequest, 'stream' | 'command' | 'gathered'>;

/** A command as it comes to the ledger, and what its caller says about it. Plain data. */
export type DecideRequest = Readonly<{ command: Command; requested: Requested }>;
