import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/frame/access.js';
import { type Readiness, READINESS_CHECK, type ReadinessCheck } from './readiness.js';

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

  /** The stores answer. A read model that is behind or stopped is listed; the service stays ready. */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.check();
    if (!readiness.ready) void reply.status(503).header('retry-after', '1');
    return readiness;
  }
}
