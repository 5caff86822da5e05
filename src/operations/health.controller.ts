import { Controller, HttpStatus, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicRoute } from '../http/frame/public-route.js';
import { LivenessView, ReadinessView } from './health.dto.js';
import {
  type OpenReadiness,
  type Readiness,
  READINESS_CHECK,
  type ReadinessCheck,
  withoutPlaces,
} from './readiness.js';

/** Health checks for the supervisor that restarts the service and the balancer that sends it traffic. Public. */
@ApiTags('Service (vận hành)')
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS_CHECK) private readonly check: ReadinessCheck) {}

  /** The process answers. Stores are not asked. */
  @PublicRoute({ path: 'live', query: 'GetLiveness', summary: 'Whether the process answers', limited: false })
  @ApiOkResponse({ type: LivenessView })
  live(): { live: true } {
    return { live: true };
  }

  /**
   * The stores answer. A read model that is behind or stopped is listed; the service stays ready. Where in the log each stands
   * is shown to who may read the figures of the service: to others it would tell of each event that it came.
   */
  @PublicRoute({
    path: 'ready',
    query: 'GetReadiness',
    summary: 'Whether commands can be taken and queries answered, and how far the read models are',
    more: 'METRICS',
  })
  @ApiOkResponse({ type: ReadinessView })
  @ApiResponse({ status: HttpStatus.SERVICE_UNAVAILABLE, type: ReadinessView })
  async ready(
    @Req() { caller }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readiness | OpenReadiness> {
    const readiness = await this.check();
    if (!readiness.ready) void reply.status(503).header('retry-after', '1');
    return caller === undefined ? withoutPlaces(readiness) : readiness;
  }
}
