import { canonicalJson } from '../../kernel/canonical-json.js';
import { INSPECTOR } from './exhibits.js';
import type { Player } from './player.js';

/** A fact of a report, and where an inspector reads it. */
export type Fact = Readonly<{
  /** As the source words it. */
  told: string;
  /** The resource, and the field in it: `row.sessions[0].units`; `items[].row.name` is that of every item. */
  path: string;
  field: string;
  /** What must stand there. What no report tells is an empty list. */
  value: unknown;
}>;

/** A fact with what stands in its place; nothing where there is no such place. */
export type FoundFact = Fact & Readonly<{ found: unknown; holds: boolean }>;

/** The facts of one resource: each with its words, its field and its value. */
export function factsAt(path: string, ...facts: readonly (readonly [string, string, unknown])[]): readonly Fact[] {
  return facts.map(([told, field, value]) => ({ told, path, field, value }));
}

/** Asks the service for every fact, for each resource once. */
export async function findFacts(player: Player, facts: readonly Fact[]): Promise<readonly FoundFact[]> {
  const bodies = new Map<string, unknown>();
  const found: FoundFact[] = [];
  for (const fact of facts) {
    const body = bodies.get(fact.path) ?? (await player.read(INSPECTOR, fact.path)).body;
    bodies.set(fact.path, body);
    const value = valueAt(body, fact.field);
    found.push({
      ...fact,
      found: value,
      holds: value !== undefined && canonicalJson(value) === canonicalJson(fact.value),
    });
  }
  return found;
}

/** What stands in a field of an answer; nothing where there is no such field, or an item of a list lacks it. */
export function valueAt(body: unknown, field: string): unknown {
  const steps = field.split(/\.|(?=\[)/).filter((step) => step !== '');
  return within(body, steps);
}

function within(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined || value === undefined || value === null) return value;
  if (step !== '[]') return within(memberOf(value, step.replace(/^\[|\]$/g, '')), rest);
  if (!Array.isArray(value)) return undefined;
  const all = value.map((item: unknown) => within(item, rest));
  return all.includes(undefined) ? undefined : all;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
