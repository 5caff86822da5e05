import { SaxesParser } from 'saxes';
import { UnreadableFile } from './sheet.js';

/** What hears of the elements of a part, by their names without a prefix. `text` is what stands directly in the element. */
export type Hearing = Readonly<{
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string, text: string) => void;
}>;

/**
 * Reads the part and yields after each piece, so that what was heard can be taken before more is read. Declarations of types are
 * refused: entities could grow without end.
 */
export async function* heard(
  part: string,
  text: AsyncIterable<string>,
  { open, close }: Hearing,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false, xmlns: false });
  const texts: string[] = [];
  const refuse = (cause: unknown): never => {
    throw cause instanceof UnreadableFile ? cause : new UnreadableFile('DAMAGED', part, { cause });
  };
  parser.on('error', refuse);
  parser.on('doctype', () => refuse(new Error('declares a type')));
  const more = (piece: string): void => {
    if (texts.length > 0) texts.push(`${texts.pop() ?? ''}${piece}`);
  };
  parser.on('text', more);
  parser.on('cdata', more);
  parser.on('opentag', ({ name, attributes }) => {
    texts.push('');
    open?.(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    const own = texts.pop() ?? '';
    close?.(local(name), own);
  });
  let isThere = false;
  for await (const piece of text) {
    isThere ||= piece !== '';
    parser.write(piece);
    yield;
  }
  if (isThere) parser.close();
  yield;
}

/** Reads all of a part that is small. */
export async function hearAll(part: string, text: AsyncIterable<string>, hearing: Hearing): Promise<void> {
  for await (const _ of heard(part, text, hearing));
}

/** An attribute by its name without a prefix. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = Object.keys(attributes).find((key) => local(key) === name);
  return found === undefined ? undefined : attributes[found];
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
