import type { Finding, Words } from '../../kernel/finding.js';
import type { Connection } from './connection.js';
import type { EventStoreDbUrl } from './connection-url.js';
import type { StreamNames } from './stream-names.js';

/** What a question has to be answered with. `stream` is the one that is written for it. */
export type Asked = Readonly<{
  url: string;
  address: EventStoreDbUrl;
  connection: Connection;
  names: StreamNames;
  stream: string;
  largest: number;
}>;

export type Answer = Omit<Finding, 'code' | 'asked'>;

export const sound = (vi: string, en = vi): Answer => ({ is: 'SOUND', found: { vi, en } });
export const forbids = (found: Words, remedy: Words): Answer => ({ is: 'FORBIDS', found, remedy });
