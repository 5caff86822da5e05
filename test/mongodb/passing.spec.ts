import { describe, expect, it } from '@jest/globals';
import {
  MongoBulkWriteError,
  MongoInvalidArgumentError,
  MongoNetworkError,
  MongoServerClosedError,
  MongoServerError,
} from 'mongodb';
import { isPassing } from '../../read-models/mongodb/passing.js';

/** An error of Node's sockets, as the driver was seen to let it through. */
const socket = (code: string, cause?: unknown): Error =>
  Object.assign(new Error(`write ${code}`, { cause }), { code, syscall: 'write' });

const bulk = (inner: Error): Error => {
  const error = new MongoBulkWriteError({ message: 'bulk', code: 0 }, undefined as never);
  Object.assign(error, { errorResponse: inner });
  return error;
};

describe('a failure that passes: the server is away or busy, and the request may be right', () => {
  it.each<[string, unknown]>([
    ['a raw reset under a query', socket('ECONNRESET')],
    ['a raw broken pipe', socket('EPIPE')],
    ['a name that cannot be looked up now', socket('EAI_AGAIN')],
    ['a stream that was destroyed', socket('ERR_STREAM_DESTROYED')],
    ['a reset as the cause of another error', new Error('while reading', { cause: socket('ECONNRESET') })],
    [
      'a refusal at the end of several attempts',
      new AggregateError([], 'all failed', { cause: socket('ECONNREFUSED') }),
    ],
    ['an error of the driver about the network', new MongoNetworkError('connection closed')],
    ['a client that was closed by the server', new MongoServerClosedError('closed')],
    ['a bulk write cut by the network', bulk(new MongoNetworkError('cut'))],
    ['a bulk write cut by a raw reset', bulk(socket('ECONNRESET'))],
    ['a server that steps down', new MongoServerError({ code: 189, message: 'stepped down' })],
  ])('%s', (_, error) => expect(isPassing(error)).toBe(true));

  it.each<[string, unknown]>([
    ['a mistake in a query', new MongoServerError({ code: 2, message: 'bad value' })],
    ['a wrong argument', new MongoInvalidArgumentError('no')],
    ['a mistake of ours', new TypeError('undefined is not a function')],
    ['a file that is not there', socket('ENOENT')],
    ['what is no error', 'ECONNRESET'],
  ])('is not: %s', (_, error) => expect(isPassing(error)).toBe(false));
});
