import { type Sheet, UnreadableFile } from '../sheets/sheet.js';
import type { ImportForm } from './form.js';
import { type Line, readForm } from './read-form.js';
import type { Answers } from './readings.js';
import { unreadable } from './unreadable.js';

/** So many lines are handed on at once. */
const BATCH = 512;

/** The lines of a file in portions; where it cannot be read on, the last says why. */
export async function* linesIn(
  sheets: AsyncIterable<Sheet>,
  form: ImportForm,
  answers: Answers,
): AsyncGenerator<readonly Line[]> {
  let batch: Line[] = [];
  try {
    for await (const line of readForm(sheets, form, answers)) {
      batch.push(line);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    batch.push(unreadable(error));
  }
  yield batch;
}
