/** What is used of yauzl, which comes without types: whoever exchanges it has to give this. */

declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export type Entry = Readonly<{ fileName: string; uncompressedSize: number; isEncrypted: () => boolean }>;
  export type ZipFile = Readonly<{
    eachEntry: () => AsyncIterableIterator<Entry>;
    openReadStreamPromise: (entry: Entry) => Promise<Readable>;
  }>;
  /** Rejects for what is no archive; its streams fail where a part is not as large as the directory says. */
  export function fromBufferPromise(bytes: Buffer, options: Readonly<{ lazyEntries: true }>): Promise<ZipFile>;
}
