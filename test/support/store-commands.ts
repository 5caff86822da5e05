import { randomBytes } from 'node:crypto';
import { FoldedStreams } from '../../src/deciding/folded-streams.js';
import { commandHandler, type CommandParts, type Gathered } from '../../src/deciding/optimistic/handle-command.js';
import type { Receipt } from '../../src/deciding/receipt.js';
import type { CommandRequest } from '../../src/deciding/request.js';
import { breach, judge, refuse, remark, type Command, type Decider, type Deciding } from '../../src/kernel/decider.js';
import type { Event } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';
import { EventSchemas } from '../../src/log/upcasting.js';
import { METADATA, NOON } from './store-events.js';

/** A small register of signatures: a name signs once, and a second time is refused. */
export type Sign = Command<'Sign', { names: readonly string[] }>;
export type Signed = Event<'Signed', { name: string; nth: number }>;
export type Signatures = Readonly<{ names: readonly string[] }>;

export const signing: Decider<Sign, Signatures, Signed> = {
  fold: {
    initial: { names: [] },
    evolve: ({ names }, { data }) => ({ names: [...names, data.name] }),
  },
  decide: ({ mode, data: { names } }, state) => judge(mode, sign(names, state)),
};

function* sign(names: readonly string[], state: Signatures): Deciding<Signed> {
  for (const name of names) {
    if (state.names.includes(name)) yield* refuse('ALREADY_SIGNED', { unit: name, year: '2024' });
    if (name === 'undated') yield breach('DOCUMENT_REQUIRED');
    if (name === 'head') yield remark('CONFLICT_OF_INTEREST', 'b.4', { unit: name });
  }
  return names.map((name, index) => ({ type: 'Signed', data: { name, nth: state.names.length + index } }));
}

/** What its log holds, beside the notes of other tests. */
export const SCHEMAS = new EventSchemas(['Signed', 'Noted', 'Counted']);

export const REGISTER = 'emulationYear-s2-2024';

/** A request to sign, with a key of its own unless one is given. */
export function toSign(
  names: string | readonly string[],
  idempotencyKey: string,
  circumstances: Partial<CommandRequest<Sign>> = {},
): CommandRequest<Sign> {
  return {
    stream: REGISTER,
    command: { type: 'Sign', data: { names: [names].flat() } },
    mode: { kind: 'ACT' },
    origin: METADATA.origin,
    gathered: [],
    idempotencyKey,
    correlationId: `correlation of ${idempotencyKey}`,
    policy: 1,
    ...circumstances,
  };
}

/** `mostEventsKept`: how many folded events the states kept in memory may stand for. */
type Parts = Partial<CommandParts<Sign, Signatures, Signed>> & Readonly<{ mostEventsKept?: number }>;

export function signingOn(store: EventStore, { mostEventsKept = 1_000, ...given }: Parts = {}) {
  const parts = { store, decider: signing, schemas: SCHEMAS, now: () => NOON, randomBytes, ...given };
  const streams = new FoldedStreams({ ...parts, fold: parts.decider.fold }, mostEventsKept);
  const handle = commandHandler({ streams, ...parts });
  return async (request: CommandRequest<Sign>, gather?: () => Promise<Gathered<Sign>>): Promise<Receipt> => {
    if (gather === undefined) return (await handle(request)).receipt;
    const { request: gathered, connection } = await gather();
    return (await handle(gathered, { connection, gather })).receipt;
  };
}
