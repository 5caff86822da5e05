import { normalised } from '../../src/kernel/text.js';
import { readModel } from '../read-model.js';

/**
 * Who bears a name, or bore it once: the ids of units and of blocs, in the order of their letters. Key: {@link nameKey}.
 * Several blocs may share a name (H5); a look-up answers all of them and merges none.
 */
export type Namesakes = Readonly<{ unitIds: readonly string[]; blocIds: readonly string[] }>;

/**
 * What two spellings of one name have in common: NFC, lower case, words without punctuation between them.
 * "7 tỉnh miền núi, biên giới phía Bắc" and "7 TỈNH MIỀN NÚI BIÊN GIỚI PHÍA BẮC" are one; tones and letters count.
 * Empty when nothing of the name is left.
 */
export function nameKey(name: string): string {
  return normalised(name)
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim();
}

export const NAME_INDEX = readModel<Namesakes, [name: string]>('name-index', nameKey, (key) => [key]);
