import { forCertain } from '../../log/for-certain.js';
import type { EventStore } from '../../log/event-store.js';
import { identityOf, receiptAgain, type decideWith } from '../decision.js';
import type { FoldedStreams } from '../folded-streams.js';
import type { CommandRequest } from '../request.js';
import type { Slice } from '../slice.js';
import { weighed, weighedBefore, type Weighed } from '../weighed.js';
import { decisionAt, isNo } from './handle-command.js';
import type { Event } from '../../kernel/event.js';

type Parts = Readonly<{
  store: EventStore;
  slice: Slice;
  streams: FoldedStreams<unknown, Event>;
  decide: ReturnType<typeof decideWith>;
}>;

/** Decides on the stream as the store has it now, as `commandHandler` does, and appends nothing. A no is as final as there. */
export function weigh(
  { store, slice: { decider }, streams, decide }: Parts,
  gather: () => Promise<CommandRequest>,
): Promise<Weighed> {
  const look = async (): Promise<Weighed> => {
    const request = await gather();
    const { stream } = request;
    const identity = identityOf(request);
    const history = await streams.load(stream);
    const on = { stream, revision: history.revision };
    const decision = decide(decider, request, identity, history);
    if ('events' in decision) return weighed(on, decision.events);
    return weighedBefore(on, receiptAgain(await decisionAt(store, stream, decision.before), identity.digest));
  };
  return forCertain(store, look, { errors: isNo });
}
