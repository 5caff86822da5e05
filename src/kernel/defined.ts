/** The fields that may be absent become optional, all others stay as they are. */
type Defined<Fields> = Readonly<
  { [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name] } & {
    [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>;
  }
>;

/**
 * The object without its undefined fields: what is recorded leaves out what it does not know, and never says
 * `undefined`. `{ unitId, ...defined({ successor }) }` is the short form of a conditional spread.
 */
export function defined<Fields extends object>(fields: Fields): Defined<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<Fields>;
}
