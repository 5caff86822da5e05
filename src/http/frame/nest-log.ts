import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Writes the framework's messages to the service's log. Its lines about every mapped route go to the debug level. */
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
