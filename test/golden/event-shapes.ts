import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The fields of an event by their paths, each with the type of its value. A path says `?` where the field may be absent. */
export type Shape = Readonly<Record<string, string>>;
/** By type and schema version: `PledgeSigned.v1`. */
export type Shapes = Readonly<Record<string, Shape>>;

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The shapes that source files declare, read off their types by the compiler: every field there is, whether or not a sample has it.
 * Making it reads the files once and takes seconds.
 */
export class DeclaredShapes {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  /** `files` lie below this folder. */
  constructor(private readonly folder: string, files: readonly string[]) {
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as {
      config: unknown;
    };
    const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, ROOT);
    this.#program = ts.createProgram(
      files.map((file) => join(folder, file)),
      { ...options, noEmit: true, types: [] },
    );
    this.#checker = this.#program.getTypeChecker();
  }

  /** The shape of each event of that exported union, by the type of the event. */
  ofEvents(file: string, name: string): ReadonlyMap<string, Shape> {
    const union = this.#exported(file, name);
    const events = union.isUnion() ? union.types : [union];
    return new Map(
      events.map((event) => {
        const type = this.#property(event, 'type');
        if (!type.isStringLiteral()) throw new TypeError(`An event of ${name} has no literal type`);
        return [type.value, this.#shapeOf(this.#property(event, 'data'))] as const;
      }),
    );
  }

  /** The shape of that exported type. */
  of(file: string, name: string): Shape {
    return this.#shapeOf(this.#exported(file, name));
  }

  #exported(file: string, name: string): ts.Type {
    const source = this.#program.getSourceFile(join(this.folder, file));
    const module = source && this.#checker.getSymbolAtLocation(source);
    const found = module && this.#checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
    if (found === undefined) throw new TypeError(`${file} exports no ${name}`);
    return this.#checker.getDeclaredTypeOfSymbol(found);
  }

  #property(type: ts.Type, name: string): ts.Type {
    const property = this.#checker.getPropertyOfType(type, name);
    if (property === undefined) throw new TypeError(`${this.#checker.typeToString(type)} has no ${name}`);
    return this.#checker.getTypeOfSymbol(property);
  }

  #shapeOf(type: ts.Type): Shape {
    const fields = new Map<string, string>();
    this.#describe(type, '', { fields, within: new Map() });
    return Object.fromEntries([...fields].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #describe(type: ts.Type, path: string, into: Into): void {
    const value = this.#valueOf(type);
    const around = into.within.get(type);
    if (value !== undefined) into.fields.set(path, value);
    else if (around !== undefined) into.fields.set(path, `as ${around}`);
    else this.#inside(type, path, { ...into, within: new Map(into.within).set(type, path) });
  }

  #inside(type: ts.Type, path: string, into: Into): void {
    const [element] = this.#checker.isArrayType(type) ? this.#checker.getTypeArguments(type as ts.TypeReference) : [];
    if (element !== undefined) return this.#describe(element, `${path}[]`, into);
    if (type.isUnion()) {
      for (const [tag, variant] of this.#variants(type)) this.#describe(variant, tag === '' ? path : `${path}<${tag}>`, into);
      return;
    }
    this.#fields(type, path, into);
  }

  #fields(type: ts.Type, path: string, into: Into): void {
    const properties = this.#checker.getPropertiesOfType(type);
    const anyName = this.#checker.getIndexInfosOfType(type)[0];
    for (const property of properties) {
      const name = (property.flags & ts.SymbolFlags.Optional) === 0 ? property.name : `${property.name}?`;
      const value = this.#checker.getTypeOfSymbol(property);
      if (value.getCallSignatures().length > 0) throw new TypeError(`${path}.${name} is a method, and an event is data`);
      this.#describe(value, path === '' ? name : `${path}.${name}`, into);
    }
    if (anyName !== undefined) this.#describe(anyName.type, `${path}.*`, into);
    if (properties.length === 0 && anyName === undefined) into.fields.set(path, 'object');
  }

  /** What stands there as one value: a text, a number, one of some words. `undefined` for what has fields or entries. */
  #valueOf(type: ts.Type): string | undefined {
    const plain = PLAIN.find(([flag]) => is(type, flag))?.[1];
    if (plain !== undefined) return plain;
    if (isValue(type)) return this.#checker.typeToString(type, undefined, IN_ITS_OWN_WORDS);
    if (isBranded(type)) return type.aliasSymbol?.name ?? this.#checker.typeToString(type, undefined, IN_ITS_OWN_WORDS);
    return type.isUnion() ? this.#wordsOf(type) : undefined;
  }

  #wordsOf(union: ts.UnionType): string | undefined {
    const values = this.#known(union).map((one) => this.#valueOf(one));
    if (values.includes(undefined)) return undefined;
    const words = values.toSorted().join(' | ');
    return words === 'false | true' ? 'boolean' : words;
  }

  /** The members of a union, without the absence that an optional field adds. */
  #known({ types }: ts.UnionType): readonly ts.Type[] {
    return types.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
  }

  /** The members of a union of objects, told apart by the field that has words of its own in each. */
  #variants(union: ts.UnionType): readonly (readonly [tag: string, variant: ts.Type])[] {
    const members = this.#known(union);
    const [only] = members;
    if (members.length === 1 && only !== undefined) return [['', only]];
    const names = members.flatMap((member) => this.#checker.getPropertiesOfType(member).map(({ name }) => name));
    for (const name of new Set(names)) {
      const tags = members.map((member) => this.#tagBy(member, name));
      if (tags.every((tag) => tag !== undefined) && new Set(tags).size === tags.length)
        return members.map((member, nth) => [tags[nth] ?? '', member]);
    }
    // A list beside a single value, as facts of a warning are.
    return members.map((member, nth) => [this.#valueOf(member) ?? `${nth}`, member]);
  }

  #tagBy(member: ts.Type, name: string): string | undefined {
    const property = this.#checker.getPropertyOfType(member, name);
    const value = property && this.#valueOf(this.#checker.getTypeOfSymbol(property));
    return value?.includes('"') === true ? value.replaceAll('"', '') : undefined;
  }
}

type Into = Readonly<{ fields: Map<string, string>; within: ReadonlyMap<ts.Type, string> }>;

const PLAIN = [
  [ts.TypeFlags.String, 'string'],
  [ts.TypeFlags.Number, 'number'],
  [ts.TypeFlags.Boolean, 'boolean'],
] as const;

/** A word, a text of a given form such as `${bigint}/${bigint}`, a number: nothing with fields, though it has methods. */
const VALUE =
  ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.BooleanLiteral;

/** The form of a text instead of the name it is known by in the code. */
const IN_ITS_OWN_WORDS = ts.TypeFormatFlags.InTypeAlias | ts.TypeFormatFlags.NoTruncation;

function isValue(type: ts.Type): boolean {
  return !type.isUnion() && is(type, VALUE);
}

/** A value that its type tells apart from others: a day, points. */
function isBranded(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some(isValue);
}

function is({ flags }: ts.Type, flag: ts.TypeFlags): boolean {
  return (flags & flag) !== 0;
}

const WHAT_TO_DO =
  'Give it a new schema version: an upcaster from this one in src/log/upcasting.ts, a sample in test/golden, then `npm run shapes` ' +
  '(docs/events.md, "A new version").';

/** What must be done before the code may have these shapes where those are kept; nothing where they agree. */
export function catalogueProblems(kept: Shapes, now: Shapes): readonly string[] {
  const types = new Set(Object.keys(now).map(typeOf));
  const gone = Object.keys(kept).filter((key) => !types.has(typeOf(key)));
  return [
    ...gone.map((key) => `${key} is kept and there is no such event any more: what was recorded of it must be read for ever`),
    ...Object.entries(now).flatMap(([key, shape]) => {
      const before = kept[key];
      if (before === undefined) return [`${key} is new: run \`npm run shapes\`, which keeps its shape from now on`];
      const [type, version = ''] = key.split('.v');
      const changes = changesOf(before, shape).filter((change) => version !== '' || !isLawfulWithoutVersion(change));
      if (changes.length === 0) return [];
      const told = changes.map(({ text }) => text).join('; ');
      return version === ''
        ? [`${key} has no version and may only gain words and fields that may be absent: ${told}`]
        : [`${type} is closed in version ${version}: ${told}. ${WHAT_TO_DO}`];
    }),
  ];
}

function typeOf(key: string): string {
  return key.split('.v')[0] ?? key;
}

type Change = Readonly<{ text: string; old?: Field; fresh?: Field }>;

/** What is no more as it was. */
export function changesOf(before: Shape, now: Shape): readonly Change[] {
  const [was, is] = [byName(before), byName(now)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((name): readonly Change[] => {
    const [old, fresh] = [was.get(name), is.get(name)];
    if (fresh === undefined) return old ? [{ text: `${name} is gone (it was ${inWords(old)})`, old }] : [];
    if (old === undefined) return [{ text: `${name} is new (${inWords(fresh)})`, fresh }];
    if (old.path === fresh.path && old.value === fresh.value) return [];
    return [{ text: `${name} was ${inWords(old)} and is ${inWords(fresh)}`, old, fresh }];
  });
}

/** A field that may be absent, or a word more among those there were. */
function isLawfulWithoutVersion({ old, fresh }: Change): boolean {
  if (fresh === undefined) return false;
  if (old === undefined) return fresh.path.includes('?');
  const words = new Set(fresh.value.split(' | '));
  return old.path === fresh.path && old.value.startsWith('"') && old.value.split(' | ').every((word) => words.has(word));
}

type Field = Readonly<{ path: string; value: string }>;

/** A field by its path, without what its path says of absence. */
function byName(shape: Shape): ReadonlyMap<string, Field> {
  return new Map(Object.entries(shape).map(([path, value]) => [path.replaceAll('?', ''), { path, value }]));
}

function inWords({ path, value }: Field): string {
  return path.includes('?') ? `optional ${value}, at ${path}` : `obligatory ${value}`;
}
