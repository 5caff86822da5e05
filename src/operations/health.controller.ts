import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../http/frame/access.js';
import {
  type OpenReadiness,
  type Readiness,
  READINESS_CHECK,
  type ReadinessCheck,
  withoutPlaces,
} from './readiness.js';

/** Health checks for the supervisor that restarts the service and the balancer that sends it traffic. Public. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS_CHECK) private readonly check: ReadinessCheck) {}

  /** The process answers. Stores are not asked. */
  @Get('live')
  @Public({ limited: false })
  live(): { live: true } {
    return { live: true };
  }

  /**
   * The stores answer. A read model that is behind or stopped is listed; the service stays ready. Where in the log each stands
   * is shown to who may read the figures of the service: to others it would tell of each event that it came.
   */
  @Get('ready')
  @Public({ more: 'METRICS' })
  async ready(
    @Req() { caller }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readiness | OpenReadiness> {
    const readiness = await this.check();
    if (!readiness.ready) void reply.status(503).header('retry-after', '1');
    return caller === undefined ? withoutPlaces(readiness) : readiness;
  }
}
