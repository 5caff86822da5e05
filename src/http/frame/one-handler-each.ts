import type { INestApplicationContext, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

/** The metadata keys under which @CommandHandler and @QueryHandler keep what they handle. */
const HANDLES = ['__commandHandler__', '__queryHandler__'];

/**
 * Stops the start when a command or query has two handlers: the buses would silently replace the first by the second.
 * @throws Error naming the command or query.
 */
export function assertOneHandlerEach(app: INestApplicationContext): void {
  const seen = new Map<unknown, string>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.providers.values()) {
      const target = handledBy(metatype);
      if (target === undefined || metatype === null) continue;
      const first = seen.get(target);
      if (first !== undefined) throw new Error(`${target.name} has two handlers: ${first} and ${metatype.name}`);
      seen.set(target, metatype.name);
    }
  }
}

function handledBy(metatype: unknown): Type<unknown> | undefined {
  if (typeof metatype !== 'function') return undefined;
  const targets = HANDLES.map((key) => Reflect.getMetadata(key, metatype) as unknown);
  return targets.find((target): target is Type<unknown> => typeof target === 'function');
}
