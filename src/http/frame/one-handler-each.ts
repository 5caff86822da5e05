import type { INestApplicationContext, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

/** The metadata key under which @CommandHandler keeps the command that it handles. */
const HANDLES = '__commandHandler__';

/**
 * Stops the start when a command has two handlers: the bus would silently replace the first by the second.
 * @throws Error naming the command.
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
  if (!isClass(metatype)) return undefined;
  const target: unknown = Reflect.getMetadata(HANDLES, metatype);
  return isClass(target) ? target : undefined;
}

function isClass(value: unknown): value is Type<unknown> {
  return typeof value === 'function';
}
