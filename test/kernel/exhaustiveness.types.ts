import { judge, type Command, type Decider, type Deciding } from '../../src/kernel/decider.js';
import type { Event } from '../../src/kernel/event.js';
import type { Projection } from '../../src/kernel/projection.js';
import type { RefusalCode } from '../../src/kernel/refusal-table.js';

/**
 * What must not compile: a forgotten command, a forgotten event, a misspelt one. Only the type check reads this file. A
 * line `@ts-expect-error` above correct code is an error, so each shows that the mistake below it is caught.
 */

type Signed = Event<'PledgeSigned', { unit: string }>;
type Deferred = Event<'PledgeSigningDeferred', { unit: string; reason: string }>;
type PledgeEvent = Signed | Deferred;

type Sign = Command<'SignPledge', { unit: string }>;
type Defer = Command<'DeferPledgeSigning', { unit: string; reason: string }>;
type PledgeDecider = Decider<Sign | Defer, number, PledgeEvent>;

function* sign({ data }: Sign): Deciding<PledgeEvent> {
  return [{ type: 'PledgeSigned', data }];
}

function* defer({ data }: Defer): Deciding<PledgeEvent> {
  return [{ type: 'PledgeSigningDeferred', data }];
}

export const complete: PledgeDecider = {
  fold: {
    initial: 0,
    evolve: (count, { type }) => {
      switch (type) {
        case 'PledgeSigned':
          return count + 1;
        case 'PledgeSigningDeferred':
          return count;
      }
    },
  },
  decide: (command) => {
    switch (command.type) {
      case 'SignPledge':
        return judge(command.mode, sign(command));
      case 'DeferPledgeSigning':
        return judge(command.mode, defer(command));
    }
  },
};

// @ts-expect-error a command is forgotten: its decision would be undefined
export const forgetsCommand: PledgeDecider['decide'] = (command) => {
  if (command.type === 'SignPledge') return judge(command.mode, sign(command));
};

// @ts-expect-error an event is forgotten: the state after it would be undefined
export const forgetsEvent: PledgeDecider['fold']['evolve'] = (count, { type }) => {
  if (type === 'PledgeSigned') return count + 1;
};

// @ts-expect-error an event without one of its facts
export const forgetsFact: PledgeEvent = { type: 'PledgeSigningDeferred', data: { unit: 'ha-giang' } };

// @ts-expect-error no reason of this name exists
export const misspeltReason: RefusalCode = 'ALREADY_SINGED';

// @ts-expect-error a command is read-only: a decision cannot change it
export const changesCommand = (command: Sign) => (command.data.unit = 'son-la');

type Row = Readonly<{ signed: readonly string[]; deferred: readonly string[] }>;

const frame = { name: 'pledge-status', version: 1, key: () => 'c7', indexes: [], streams: () => [] };

export const projection: Projection<Row, PledgeEvent> = {
  ...frame,
  on: {
    PledgeSigned: (row, { data }) => row && { ...row, signed: [...row.signed, data.unit] },
  },
};

export const foldsUnknownEvent: Projection<Row, PledgeEvent> = {
  ...frame,
  // @ts-expect-error no event of this name exists
  on: { PledgeSinged: (row: Row | undefined) => row },
};

export const foldsForeignFact: Projection<Row, PledgeEvent> = {
  ...frame,
  // @ts-expect-error this event carries no reason
  on: { PledgeSigned: (row, { data }) => row && { ...row, deferred: [data.reason] } },
};

export const losesColumn: Projection<Row, PledgeEvent> = {
  ...frame,
  // @ts-expect-error a row without one of its columns
  on: { PledgeSigned: (_, { data }) => ({ signed: [data.unit] }) },
};
