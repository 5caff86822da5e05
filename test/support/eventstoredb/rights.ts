import { metadataOf, metadataStreamOf } from './stream-metadata.js';
import type { TransactionLog } from './transaction-log.js';

/** Who may log in. Groups other than `$admins` and `$ops` are made by an operator. */
export type Account = Readonly<{ password: string; groups?: readonly string[] }>;

/** Read, write and delete a stream, read and write its metadata. */
export type Right = '$r' | '$w' | '$d' | '$mr' | '$mw';

/** The names and groups that have a right. */
export type AccessList = Readonly<Partial<Record<Right, string | readonly string[]>>>;

/** The stream that holds what is set for the server: its last event is the default list. */
const SETTINGS = '$settings';

type Defaults = Readonly<{ $userStreamAcl?: AccessList; $systemStreamAcl?: AccessList }>;

const ADMINS = '$admins';
/** Each user who is known. */
const EVERYBODY = '$all';
/** What all events of the server are read by. */
export const EVERYTHING = '$all';

/** Whether this user has the right to a stream. Streams of the server itself begin with `$`, as does `$all`. */
export function has(log: TransactionLog, user: readonly string[], right: Right, stream: string): boolean {
  if (stream.startsWith('$$')) return has(log, user, right === '$r' ? '$mr' : '$mw', stream.slice(2));
  const allowed = [ADMINS, listFor(log, right, stream)].flat();
  return allowed.some((name) => name === EVERYBODY || user.includes(name));
}

/** That of the stream, otherwise the default one that is set, otherwise the server's own. */
function listFor(log: TransactionLog, right: Right, stream: string): string | readonly string[] {
  const own = metadataOf(log.ofStream(metadataStreamOf(stream)).at(-1)).$acl;
  const { $userStreamAcl, $systemStreamAcl } = defaultsOf(log);
  const [byDefault, otherwise] = stream.startsWith('$') ? [$systemStreamAcl, ADMINS] : [$userStreamAcl, EVERYBODY];
  return own?.[right] ?? byDefault?.[right] ?? otherwise;
}

function defaultsOf(log: TransactionLog): Defaults {
  const record = log.ofStream(SETTINGS).findLast(({ type }) => type === 'update-default-acl');
  return record === undefined ? {} : (JSON.parse(Buffer.from(record.data).toString('utf8')) as Defaults);
}
