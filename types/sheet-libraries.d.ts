/** What src/sheets uses of the libraries that unpack, parse XML and part texts: whoever exchanges one has to give this. */

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

declare module 'saxes' {
  export type Tag = Readonly<{ name: string; attributes: Readonly<Record<string, string>> }>;

  /** Entities that a document declares are not expanded. */
  export class SaxesParser {
    constructor(options: Readonly<{ position: false; xmlns: false }>);
    on(event: 'opentag' | 'closetag', handle: (tag: Tag) => void): void;
    on(event: 'text' | 'cdata' | 'doctype', handle: (text: string) => void): void;
    on(event: 'error', handle: (error: Error) => void): void;
    write(piece: string): this;
    close(): this;
  }
}

declare module 'csv-parse' {
  import type { Duplex } from 'node:stream';

  /** A stream of texts in, and of lists of fields out. */
  export function parse(
    options: Readonly<{
      delimiter: string;
      relax_column_count: true;
      relax_quotes: true;
      /** Characters. */
      max_record_size: number;
    }>,
  ): Duplex;
}
