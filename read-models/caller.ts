import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Unauthenticated } from '../src/identity/token-verifier.js';
import type { Origin } from '../src/kernel/event.js';

/** The parameter of a route that receives who is calling. */
export const Caller = createParamDecorator((_: undefined, context: ExecutionContext): Origin => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (caller === undefined) throw new Unauthenticated('none sent');
  return caller;
});
