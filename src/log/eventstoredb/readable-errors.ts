import { convertToCommandError } from '@eventstore/db-client/dist/utils/CommandError.js';

/** What a call ends with, and what belongs to it, as gRPC has it. */
type Status = Readonly<{
  code: number;
  details: string;
  metadata: Readonly<{
    clone: () => Status['metadata'];
    get: (key: string) => readonly unknown[];
    set: (key: string, value: string) => void;
    remove: (key: string) => void;
  }>;
}>;

type Listener = { onReceiveStatus: (status: Status) => void };
type Call = { start: (metadata: never, listener: never) => void };

/** The part of a channel of gRPC that makes its calls. */
export type Calling = { createCall: (...how: never[]) => Call };

const UNAVAILABLE = 14;

/** In place of a name that the client knows, and whose error it cannot read: one that it does not know, which is an error of the server. */
const UNREADABLE = 'unreadable';

/**
 * The client makes an error of each that the server names, from what belongs to that name; where it is not there, as behind a proxy that
 * passes on a part of it, it throws (`CommandError.js` of 6.2.1), in an event that nobody waits for, and the process ends. So an error
 * that cannot be read comes here under a name that says so; one of a node which does not say who leads as that of a node that is away.
 */
export function withReadableErrors(channel: Calling): void {
  const createCall = channel.createCall.bind(channel);
  channel.createCall = (...how) => {
    const call = createCall(...how);
    const start = call.start.bind(call);
    call.start = (metadata, listener) => {
      const heard: Listener = listener;
      const onReceiveStatus = heard.onReceiveStatus.bind(heard);
      heard.onReceiveStatus = (status) => onReceiveStatus(status.code === 0 ? status : readable(status));
      start(metadata, listener);
    };
    return call;
  };
}

function readable(status: Status): Status {
  try {
    convertToCommandError(Object.assign(new Error(status.details), status));
    return status;
  } catch {
    const metadata = status.metadata.clone();
    if (metadata.get('exception')[0] === 'not-leader') {
      metadata.remove('exception');
      return { ...status, code: UNAVAILABLE, metadata };
    }
    metadata.set('exception', UNREADABLE);
    return { ...status, metadata };
  }
}
