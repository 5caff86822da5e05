import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/frame/access.js';

/** How one read model stands: how far behind it is, and the event that stopped it, if one did. */
export type ModelHealth = Readonly<{
  model: string;
  version: number;
  state: string;
  position: string;
  secondsBehind: number;
  poison?: object;
}>;

/** Whether a store answers. */
export type Reached = 'REACHABLE' | 'UNREACHABLE';

/** Whether the service can do its work, and what stands in the way. Only a process that projects tells of read models. */
export type Readiness = Readonly<{
  ready: boolean;
  eventStore: Reached;
  readModelStore: Reached;
  readModels: readonly ModelHealth[];
}>;

/** Asks the stores and the projector. Given by the composition root, because the write side knows no projector. */
export type ReadinessCheck = () => Promise<Readiness>;
export const READINESS_CHECK = Symbol('ReadinessCheck');

/** For whoever restarts the service and whoever sends it traffic. Open to anybody. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS_CHECK) private readonly check: ReadinessCheck) {}

  /** The process answers; nothing else is asked. */
  @Get('live')
  @Public()
  live(): { live: true } {
    return { live: true };
  }

  /** The stores answer. A read model that is behind or stopped is named, and takes nothing else down with it. */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.check();
    if (!readiness.ready) void reply.status(503).header('retry-after', '1');
    return readiness;
  }
}
