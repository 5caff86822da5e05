import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** The framework's own words, in the service's log. Its tales of every route it maps are for debugging. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.to.debug({ context }, String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.to.warn({ context }, String(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    this.to.error({ context }, String(message));
  }
}
