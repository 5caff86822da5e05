import type { Actor } from './decisions.js';
import type { Origin } from './event.js';
import type { Refusal } from './refusal.js';

/** A command that could come, as its slice decides it: whose act it is, and why it is refused to that caller, if it is. */
export type Considered = Readonly<{ actor: Actor; refusedTo: (caller: Origin) => Refusal | undefined }>;
