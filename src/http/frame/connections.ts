import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ConfigError } from '../../config.js';

/** Files that the process opens beside its connections: its stores, their logs and readers, its own output. */
const FILES_BESIDE = 100;

/** Requests of one connection that wait for the answer to the one before them. Few clients send even a second. */
const MOST_WAITING = 16;

type Listening = Readonly<{ server: { maxConnections: number } }>;

/**
 * Takes no more connections than the process has files for: without one left, the log could not be copied and the service
 * would stop.
 * @throws ConfigError when the limit of the process is too low for the setting.
 */
export function boundConnections({ server }: Listening, most: number, files = openFiles()): void {
  if (files < most + FILES_BESIDE) {
    throw new ConfigError(
      'MAX_CONNECTIONS',
      String(most),
      `the process may open ${files} files and needs ${FILES_BESIDE} beside its connections; raise its limit (LimitNOFILE=, ulimit -n) or set at most ${Math.max(0, files - FILES_BESIDE)}`,
    );
  }
  server.maxConnections = most;
}

/** What Linux lets this process open; elsewhere it is not known, and not checked. */
function openFiles(): number {
  try {
    const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? Infinity : Number(limit);
  } catch {
    return Infinity;
  }
}

type Line = { inHand: boolean; readonly waiting: (() => void)[] };

/**
 * Makes the next answer of a connection once the one before it has left. Otherwise a client that sends requests and reads
 * nothing would fill the memory with its answers.
 */
export function answerOneByOne(server: FastifyInstance): void {
  const lines = new WeakMap<Socket, Line>();

  server.addHook('onRequest', ({ raw: { socket } }, reply, done) => {
    const line = lines.get(socket) ?? { inHand: false, waiting: [] };
    lines.set(socket, line);
    reply.raw.once('close', () => {
      if (!socket.destroyed) next(line);
    });
    if (!line.inHand) {
      line.inHand = true;
      done();
    } else if (line.waiting.length < MOST_WAITING) {
      line.waiting.push(done);
    } else {
      socket.destroy();
    }
  });

  function next(line: Line): void {
    const waiting = line.waiting.shift();
    if (waiting === undefined) line.inHand = false;
    else waiting();
  }
}
