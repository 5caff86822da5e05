import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Gate } from '../support/gate.js';
import { describeOnMongodb, gateToMongodb, TestDatabases } from '../support/mongodb/test-databases.js';
import { TestService } from '../support/service.js';
import { caughtUp } from './caught-up.js';
import { answersIn, Load } from './load.js';

/** A tenth of the usual ones. A try itself lasts up to three seconds: some five fall into the absence. */
const WAITS = { first: 10, longest: 1_000 };
const GONE_MS = 15_000;

describeOnMongodb('a MongoDB that is gone under load', () => {
  const databases = new TestDatabases();
  let gate: Gate;
  let service: TestService;

  beforeAll(async () => {
    gate = await gateToMongodb();
    const readModels = databases.url(`127.0.0.1:${gate.port}`);
    service = await TestService.start({ READ_MODELS: readModels }, undefined, { waits: WAITS });
  });
  afterAll(async () => {
    await service.stop();
    await gate.shut();
    await databases.drop();
  });

  it(`for ${GONE_MS / 1000} s: commands go on, and the read models are level again after it`, async () => {
    const token = await service.token({ subject: 'hoi-dong', name: 'Hội đồng', role: 'council' });
    await caughtUp(service);
    await gate.shut();
    const load = new Load(service, token, { prefix: 'khi-mat', callers: 2, pauseMs: 100 });
    await new Promise((resolve) => setTimeout(resolve, GONE_MS));
    await load.stop();
    await gate.open();
    const seconds = await caughtUp(service);
    expect(Object.keys(answersIn(load.sent))).toEqual(['201']);
    const inspector = await service.token({ subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' });
    const { body } = await service.get(`/units/${load.sent.at(-1)?.unitId}`, {
      token: inspector,
    });
    expect(body).toMatchObject({ row: { unitId: load.sent.at(-1)?.unitId } });
    const slowest = Math.max(...load.sent.map(({ slowestMs }) => slowestMs));
    process.stdout.write(
      `Read-model store gone ${GONE_MS / 1000} s: ${load.sent.length} commands recorded meanwhile, slowest ` +
        `${slowest.toFixed(0)} ms; read models level ${seconds.toFixed(1)} s after its return\n`,
    );
  });
});
