import type { Type } from '@nestjs/common';
import type { Words } from '../http/problems/words.js';
import type { CommandBody } from '../http/shapes/shapes.dto.js';
import type { Cell } from '../sheets/sheet.js';
import type { Answers, Reading } from './readings.js';

/** A column of a form: what it is called in a sheet, and how its cells are read. */
export type FormColumn<Value = unknown> = Readonly<{
  /** In the template, and in exported lists of the same things. */
  header: string;
  /** What else sheets call it. Case, marks and punctuation do not count. */
  others?: readonly string[];
  required: boolean;
  /** What the template says of it. */
  explained: string;
  example: string | number;
  read: (cell: Cell, answers: Answers) => Reading<Value>;
}>;

type Columns = Readonly<Record<string, FormColumn>>;

/** What a row says: of columns that must be there always something, of all others perhaps. */
type EntryOf<C extends Columns> = Readonly<
  { [Name in keyof C as C[Name] extends { required: true } ? Name : never]: ValueOf<C[Name]> } & {
    [Name in keyof C as C[Name] extends { required: true } ? never : Name]?: ValueOf<C[Name]>;
  }
>;
type ValueOf<C> = C extends FormColumn<infer Value> ? Value : never;

/** A command as the API takes it. */
export type Sending = Readonly<{
  command: string;
  path: Readonly<Record<string, string>>;
  /** Without when it happened and its claim; what is undefined is left out. */
  body: object;
  Body: Type<CommandBody>;
}>;

type Group<Entry> = readonly [Entry, ...Entry[]];

type FormDefinition<C extends Columns, Entry> = Readonly<{
  /** In an address: `units`. */
  kind: string;
  title: Words;
  /** What it sends. */
  commands: readonly string[];
  columns: C;
  /** Of these one must say something. */
  atLeastOne?: readonly (keyof C & string)[];
  /** What a row is about, so that two rows about the same thing are seen. */
  keyOf: (entry: Entry) => string;
  /** Rows of one group become one command; without it each row becomes its own. */
  groupOf?: (entry: Entry) => string;
  sendingOf: (entries: Group<Entry>) => Sending;
}>;

/** What is known of a row besides its own columns. */
export type AnyEntry = Readonly<Record<string, unknown>>;

/** How a sheet of one kind becomes commands. Pure: it reads no record and asks nobody. */
export type ImportForm = FormDefinition<Columns, AnyEntry>;

/** The form, checked against its own columns. */
export function formOf<const C extends Columns>(form: FormDefinition<C, EntryOf<C>>): ImportForm {
  return form as ImportForm;
}
