import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Signatures of the parts of an archive (APPNOTE.TXT, section 4.3). */
const SIGN = { file: 0x04034b50, descriptor: 0x08074b50, directory: 0x02014b50, end: 0x06054b50 };
/** What a reader needs to know: deflate. */
const VERSION = 20;
/** Sizes stand behind the content; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1 January 2000 in the count of MS-DOS: the same content is the same file, whenever it was written. */
const WRITTEN_ON = ((2000 - 1980) << 9) | (1 << 5) | 1;

type Entry = { readonly name: Buffer; readonly offset: number; crc: number; packed: number; size: number };

/**
 * An archive written piece by piece, one file after another. Each piece is packed by itself: Node packs all of a text at once or
 * asynchronously alone.
 */
export class ZipWriter {
  private readonly entries: Entry[] = [];
  private written = 0;

  /** What comes from here on is the content of that file. */
  begin(name: string): Buffer {
    const entry = { name: Buffer.from(name), offset: this.written, crc: 0, packed: 0, size: 0 };
    this.entries.push(entry);
    const head = fields([4, SIGN.file], [2, VERSION], ...packing(), ...NOT_KNOWN, [2, entry.name.length], [2, 0]);
    return this.counted(Buffer.concat([head, entry.name]));
  }

  /** More of the file, the last of it with `ends`. */
  add(content: Buffer, { ends }: Readonly<{ ends: boolean }>): Buffer {
    const entry = this.entries.at(-1);
    if (entry === undefined) throw new RangeError('No file was begun');
    const finishFlush = ends ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    const packed = deflateRawSync(content, { finishFlush });
    entry.crc = crc32(content, entry.crc);
    entry.packed += packed.length;
    entry.size += content.length;
    return this.counted(ends ? Buffer.concat([packed, fields([4, SIGN.descriptor], ...sizes(entry))]) : packed);
  }

  /** The directory of all files, behind them. */
  end(): Buffer {
    const directory = Buffer.concat(this.entries.map(listed));
    const count = this.entries.length;
    const end = fields(
      ...([
        [4, SIGN.end],
        [2, 0],
        [2, 0],
        [2, count],
        [2, count],
      ] as const),
      ...([
        [4, directory.length],
        [4, this.written],
        [2, 0],
      ] as const),
    );
    return Buffer.concat([directory, end]);
  }

  private counted(bytes: Buffer): Buffer {
    this.written += bytes.length;
    return bytes;
  }
}

type Field = readonly [bytes: number, value: number];

const NOT_KNOWN: readonly Field[] = [
  [4, 0],
  [4, 0],
  [4, 0],
];

function packing(): readonly Field[] {
  return [
    [2, FLAGS],
    [2, DEFLATE],
    [2, 0],
    [2, WRITTEN_ON],
  ];
}

function sizes({ crc, packed, size }: Entry): readonly Field[] {
  return [
    [4, crc],
    [4, packed],
    [4, size],
  ];
}

function listed(entry: Entry): Buffer {
  const { name, offset } = entry;
  const head = fields(
    ...([
      [4, SIGN.directory],
      [2, VERSION],
      [2, VERSION],
    ] as const),
    ...packing(),
    ...sizes(entry),
    ...([
      [2, name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ] as const),
  );
  return Buffer.concat([head, name]);
}

function fields(...all: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(all.reduce((length, [width]) => length + width, 0));
  let at = 0;
  for (const [width, value] of all) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
