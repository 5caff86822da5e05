import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth } from '@nestjs/swagger';
import { CommandQuery } from '../shapes/dry-run.dto.js';
import { type Dto, dtosOf } from '../shapes/validation.js';
import type { Table } from '../shapes/table.js';
import { defined } from '../../kernel/defined.js';
import { type Origin, type Role, ROLES } from '../../kernel/event.js';
import { refusal, type Refusal } from '../../kernel/refusal.js';
import { type Actors, MAY_ACT_ON_BEHALF, mayClaim, mayRead, maySend, type Readable } from '../../identity/policy.js';

/** What a body may carry that is larger than the usual; each has a limit of its own. */
export type LargeBody = 'SHEET' | 'RULEBOOK' | 'FILE';

/** Who may use a route. It is part of the route's configuration, so it is known before the body is read. */
export type Access =
  /** `more` is shown besides to a caller that sends a token, if it may read that. */
  | Readonly<{ kind: 'PUBLIC'; more?: Readable }>
  | Readonly<{ kind: 'SENDS'; command: string }>
  /** Many commands at once, out of a file; each is checked again as it is sent. */
  | Readonly<{ kind: 'IMPORTS'; commands: readonly string[] }>
  | Readonly<{ kind: 'READS'; what: Readable }>;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** What makes the body larger than the usual. */
    largeBody?: LargeBody;
    /** Whether the answer is about one thing, and may be asked for again by its tag. */
    tagged?: boolean;
  }
  interface FastifyRequest {
    /** Who is calling, from a verified token. Absent on public routes only. */
    caller?: Origin;
  }
}

const OF_COMMANDS: Dto = { part: 'query', type: CommandQuery };

/** The handler takes this command, from the roles that may send or claim it. */
export function Sends(command: string, { largeBody }: Readonly<{ largeBody?: LargeBody }> = {}): MethodDecorator {
  const config = { access: { kind: 'SENDS', command }, ...defined({ largeBody }) } as const;
  return applyDecorators(configured(config, [OF_COMMANDS]), ApiBearerAuth());
}

/** The handler takes a file, from the roles that may claim any of these commands. */
export function Imports(commands: readonly string[]): MethodDecorator {
  return applyDecorators(configured({ access: { kind: 'IMPORTS', commands }, largeBody: 'FILE' }), ApiBearerAuth());
}

/** The handler shows this to the roles that may read it. */
export function Reads(
  what: Readable,
  { tagged = false, table }: Readonly<{ tagged?: boolean; table?: Table | undefined }> = {},
): MethodDecorator {
  return applyDecorators(
    configured({ access: { kind: 'READS', what }, tagged, ...defined({ table }) }),
    ApiBearerAuth(),
  );
}

/** Adds the DTO classes of the parameters, so that no declared route is left without validation, and those that all such routes have. */
function configured(
  config: Readonly<{ access: Access; largeBody?: LargeBody; tagged?: boolean; table?: Table }>,
  ofAll: readonly Dto[] = [],
): MethodDecorator {
  return (prototype, handler, descriptor) =>
    RouteConfig({ ...config, dtos: [...dtosOf(prototype, handler), ...ofAll] })(prototype, handler, descriptor);
}

/**
 * The handler answers without a token. For health and documents only, and without a limit only whether the process lives. A
 * token that comes with the request is checked where there is `more` to see: then the handler has a caller.
 */
export function Public({
  limited = true,
  more,
}: Readonly<{ limited?: boolean; more?: Readable }> = {}): MethodDecorator {
  return RouteConfig({ access: { kind: 'PUBLIC', ...defined({ more }) }, ...(limited ? {} : { rateLimit: false }) });
}

/** The refusal when the caller may not use the route at all. Act or claim is checked once the body is read. */
export function refusedAtTheDoor(access: Access, { role }: Origin, actors: Actors): Refusal | undefined {
  if (access.kind === 'PUBLIC') return undefined;
  if (access.kind === 'READS') {
    const readers = ROLES.filter((each) => mayRead(each, access.what));
    return readers.includes(role) ? undefined : refusal('NOT_ENTITLED', { role, reads: access.what, allowed: readers });
  }
  if (access.kind === 'IMPORTS') {
    const claimants = ROLES.filter((each) =>
      access.commands.some((command) => mayClaim(actors, command).includes(each)),
    );
    return claimants.includes(role) ? undefined : notEntitled(role, access.commands.join(', '), claimants);
  }
  const senders = [...maySend(actors, access.command), ...mayClaim(actors, access.command)];
  return senders.includes(role) ? undefined : notEntitled(role, access.command, [...new Set(senders)]);
}

/** The refusal when the caller may not send this command as an act or claim. Checked before the shape of the body. */
export function refusedManner(
  { command, body }: Readonly<{ command: string; body: unknown }>,
  { role }: Origin,
  actors: Actors,
): Refusal | undefined {
  const entitled = (carries(body, 'claim') ? mayClaim : maySend)(actors, command);
  if (!entitled.includes(role)) return notEntitled(role, command, entitled);
  if (carries(body, 'onBehalfOf') && !MAY_ACT_ON_BEHALF.includes(role))
    return notEntitled(role, `${command} (onBehalfOf)`, both(entitled, MAY_ACT_ON_BEHALF));
  return undefined;
}

function both(some: readonly Role[], others: readonly Role[]): readonly Role[] {
  return some.filter((role) => others.includes(role));
}

function carries(body: unknown, field: 'claim' | 'onBehalfOf'): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, field);
}

function notEntitled(role: string, command: string, allowed: readonly string[]): Refusal {
  return refusal('NOT_ENTITLED', { role, command, allowed });
}
