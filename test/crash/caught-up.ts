import type { Readiness } from '../../src/operations/readiness.js';
import { eventually } from '../support/eventually.js';
import type { TestService } from '../support/service.js';

type Model = Readiness['readModels'][number];

/** Waits until every read model of the service has folded the whole log. @returns how long it took, in seconds. */
export async function caughtUp(service: TestService): Promise<number> {
  const started = performance.now();
  await eventually(async () => {
    const token = await service.token({ subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' });
    const { readModels } = (await service.get<{ readModels: readonly Model[] }>('/health/ready', { token })).body;
    return readModels.length > 0 && readModels.every(isLevel);
  });
  return (performance.now() - started) / 1000;
}

/** A build may be at the end of the log before requests read its rows, so the state counts as well. */
function isLevel({ state, position, head }: Model): boolean {
  return state === 'LIVE' && position === head;
}
