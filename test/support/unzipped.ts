import { crc32, inflateRawSync } from 'node:zlib';

const DIRECTORY = 0x02014b50;
const END = 0x06054b50;

/** The texts of an archive by the names of its files, read by its directory, as a spreadsheet program does. */
export function unzipped(archive: Buffer): Readonly<Record<string, string>> {
  const end = archive.length - 22;
  if (archive.readUInt32LE(end) !== END) throw new Error('no archive');
  const texts: Record<string, string> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== DIRECTORY) throw new Error('no directory');
    const [crc, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const file = archive.readUInt32LE(at + 42);
    const content = file + 30 + archive.readUInt16LE(file + 26) + archive.readUInt16LE(file + 28);
    const bytes = inflateRawSync(archive.subarray(content, content + packed));
    if (bytes.length !== size || crc32(bytes) !== crc) throw new Error('not as its directory says');
    texts[archive.toString('utf8', at + 46, at + 46 + name)] = bytes.toString();
    at += 46 + name + extra + comment;
  }
  return texts;
}
