import { Worker } from 'node:worker_threads';
import { type Row, type Sheet, type Unreadable, UnreadableFile } from './sheet.js';

/** What the thread tells: that a sheet begins, its rows, which it wants to be taken before it goes on, and how the file ends. */
export type FromReader =
  | Readonly<{ sheet: Pick<Sheet, 'name' | 'hidden'> }>
  | Readonly<{ rows: readonly Row[] }>
  | Readonly<{ unreadable: Readonly<{ reason: Unreadable; at: string | undefined }> }>
  | 'end';

/** Threads run what was built, also where a test runs the sources: package.json says where that is. */
const THREAD = new URL(import.meta.resolve('#sheet-thread'));

/** What a thread may hold, in MiB: the texts of the largest workbook. One that needs more is ended. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/** So long it may work on what comes next: a file can ask for work that no limit of its size bounds. */
const LONGEST_WORK_MS = 30_000;

/**
 * The sheets of a file, read by a thread of its own, which ends when nobody takes them any more. Each sheet is read before the next is
 * asked for; what nobody takes of it is passed over. @throws UnreadableFile
 */
export async function* sheetsBeside(bytes: Uint8Array): AsyncGenerator<Sheet, void, void> {
  const thread = new Worker(THREAD, { workerData: bytes, resourceLimits: LIMITS });
  const inbox = new Inbox();
  thread.on('message', (message: FromReader) => inbox.put(message));
  thread.on('error', (error) => inbox.put(error));
  thread.on('exit', () => inbox.put('end'));
  try {
    for (let message = await inbox.next(); message !== 'end'; message = await inbox.next()) {
      if ('sheet' in message) yield { ...message.sheet, rows: rowsOf() };
      // Rows of a sheet that nobody read on.
      else thread.postMessage('taken');
    }
  } finally {
    await thread.terminate();
  }

  async function* rowsOf(): AsyncGenerator<Row> {
    for (;;) {
      const message = await inbox.look();
      if (message === 'end' || !('rows' in message)) return;
      await inbox.next();
      try {
        yield* message.rows;
      } finally {
        thread.postMessage('taken');
      }
    }
  }
}

/** What the thread has told and nobody has taken yet. */
class Inbox {
  private readonly messages: (FromReader | Error)[] = [];
  private wake = (): void => undefined;

  put(message: FromReader | Error): void {
    this.messages.push(message);
    this.wake();
  }

  /** The next message, which stays there. @throws UnreadableFile and what the thread failed by, when it comes to that. */
  async look(): Promise<FromReader> {
    for (;;) {
      const [message] = this.messages;
      if (message instanceof Error) throw failed(message);
      if (message === undefined) await this.something();
      else if (message !== 'end' && 'unreadable' in message) {
        throw new UnreadableFile(message.unreadable.reason, message.unreadable.at);
      } else return message;
    }
  }

  private async something(): Promise<void> {
    const tooLong = (): void => this.put(new UnreadableFile('TOO_LARGE_INSIDE'));
    const timer = setTimeout(tooLong, LONGEST_WORK_MS);
    await new Promise<void>((resolve) => (this.wake = resolve));
    clearTimeout(timer);
  }

  async next(): Promise<FromReader> {
    const message = await this.look();
    this.messages.shift();
    return message;
  }
}

function failed(error: Error): Error {
  const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return tooMuch ? new UnreadableFile('TOO_LARGE_INSIDE', undefined, { cause: error }) : error;
}
