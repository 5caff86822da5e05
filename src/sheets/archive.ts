import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { MOST, UnreadableFile } from './sheet.js';

/** The parts of a workbook by their names in lower case. What it says of itself is looked at before anything is unpacked. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws UnreadableFile for what is cut off, locked, too large inside, or holds macros or links to other files. */
  static async of(bytes: Buffer): Promise<Archive> {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true }).catch((error: unknown) => {
      throw new UnreadableFile('TRUNCATED', undefined, { cause: error });
    });
    const entries = await entriesOf(zip).catch((error: unknown) => {
      throw error instanceof UnreadableFile ? error : new UnreadableFile('TRUNCATED', undefined, { cause: error });
    });
    const names = [...entries.keys()];
    if (names.some((name) => name.endsWith('vbaproject.bin'))) throw new UnreadableFile('MACROS');
    if (names.some((name) => name.includes('externallinks/'))) throw new UnreadableFile('EXTERNAL_LINKS');
    return new Archive(zip, entries);
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The text of the part as it is unpacked; nothing where there is no such part. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) return;
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      const stream: Readable = await this.zip.openReadStreamPromise(entry);
      for await (const piece of stream as AsyncIterable<Buffer>) yield decoder.decode(piece, { stream: true });
      yield decoder.decode();
    } catch (error) {
      throw error instanceof UnreadableFile ? error : new UnreadableFile('DAMAGED', name, { cause: error });
    }
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize;
    if (unpacked > MOST.unpacked || entries.size >= MOST.parts) throw new UnreadableFile('TOO_LARGE_INSIDE');
    if (entry.isEncrypted()) throw new UnreadableFile('PASSWORD');
    entries.set(entry.fileName.toLowerCase(), entry);
  }
  return entries;
}
