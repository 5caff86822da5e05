import { UnreadableFile } from './sheet.js';

/** How many bytes tell whether a text without a mark is UTF-16. */
const SAMPLE = 1_024;

/**
 * The text in NFC. Its mark tells the encoding; without one it is UTF-16 where every second byte is empty, UTF-8 where all of it can be,
 * and else Windows-1258, in which Vietnamese programs saved text, with the tones behind the letters.
 */
export function decoded(bytes: Buffer): string {
  return decode(bytes)
    .replace(/^\uFEFF/, '')
    .normalize('NFC');
}

function decode(bytes: Buffer): string {
  const marked = markOf(bytes) ?? wideness(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (bytes.includes(0)) throw new UnreadableFile('DAMAGED');
    return new TextDecoder('windows-1258').decode(bytes);
  }
}

function markOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Half of the letters of Vietnamese are ASCII: of these one byte is zero, the second or the first. */
function wideness(bytes: Buffer): string | undefined {
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0] as [number, number];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  const enough = sample.length / 8;
  if (zeros[1] > enough && zeros[0] === 0) return 'utf-16le';
  return zeros[0] > enough && zeros[1] === 0 ? 'utf-16be' : undefined;
}
