import type { Readiness } from '../../src/http/health.controller.js';
import type { TestService } from '../support/service.js';

type Model = Readiness['readModels'][number] & Readonly<{ head: string }>;

/** Waits until every read model of the service has folded the whole log. @returns how long it took, in seconds. */
export async function caughtUp(service: TestService): Promise<number> {
  const started = performance.now();
  for (;;) {
    const { readModels } = (await service.get<{ readModels: readonly Model[] }>('/health/ready')).body;
    if (readModels.length > 0 && readModels.every(isLevel)) break;
    if (performance.now() - started > 60_000) throw new Error('The read models do not catch up within a minute');
    await new Promise((next) => setTimeout(next, 20));
  }
  return (performance.now() - started) / 1000;
}

/** A build may have come to the end of the log before queries read it. */
function isLevel({ state, position, head }: Model): boolean {
  return state === 'LIVE' && position === head;
}
