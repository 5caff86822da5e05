import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { ServiceProcess } from '../../processes/service-process.js';
import { temporaryFolder } from '../../support/store-folder.js';
import { Collector } from './collector.js';

const PRELOADED = fileURLToPath(new URL('modules-at-exit.mjs', import.meta.url));

describe('a service', () => {
  const folder = temporaryFolder();
  let collector: Collector;
  let started = 0;

  beforeAll(async () => {
    collector = await Collector.start();
  });
  afterAll(async () => {
    await collector.stop();
    folder.remove();
  });

  /** The packages of OpenTelemetry that a service with these settings has loaded by its end. */
  const loadedBy = async (settings: Readonly<Record<string, string>>): Promise<unknown> => {
    const service = await ServiceProcess.start({
      EVENT_STORE: 'memory:',
      // Each has a log of its own, which read models of another do not fit.
      READ_MODELS: `sqlite:${folder.path(`read-models-${++started}.db`)}`,
      KEY_FILE: folder.path('signing-key.json'),
      NODE_OPTIONS: `--import ${PRELOADED}`,
      LOADED_FILE: folder.path('loaded.json'),
      ...settings,
    });
    const headers = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
    expect((await fetch(`${service.url}/health/ready`, { headers })).status).toBe(200);
    expect(await service.stop()).toBe(0);
    expect(service.logged).toEqual([]);
    return JSON.parse(readFileSync(folder.path('loaded.json'), 'utf8'));
  };

  it('that is told of no collector loads nothing of OpenTelemetry but the types of the metrics library', async () => {
    expect(await loadedBy({ OTEL_TRACES_SAMPLER_ARG: '1' })).toEqual(['@opentelemetry/api']);
    expect(collector.requests).toBe(0);
  });

  it('that is told of one loads what it needs, and tells it of a request before it stops', async () => {
    expect(await loadedBy({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })).toEqual(
      expect.arrayContaining(['@opentelemetry/exporter-trace-otlp-http', '@opentelemetry/sdk-trace']),
    );
    expect(collector.spans.map(({ name }) => name)).toEqual(['GET /health/ready']);
  });

  it('does not start with a setting that it cannot use', () => {
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    expect(() => readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' })).toThrow(
      'OTEL_EXPORTER_OTLP_ENDPOINT is "collector:4318": set it to the address of a collector that takes OTLP over HTTP',
    );
    for (const ratio of ['1.5', '-1', 'all', '5%']) {
      expect(() => readConfig({ ...endpoint, OTEL_TRACES_SAMPLER_ARG: ratio })).toThrow(
        `OTEL_TRACES_SAMPLER_ARG is "${ratio}": set it to a number from 0 to 1, such as 0.05`,
      );
    }
  });

  it('traces one in twenty under its own name where only a collector is named', () => {
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    expect(readConfig(endpoint).tracing).toEqual({
      endpoint: new URL('http://collector:4318'),
      ratio: 0.05,
      serviceName: 'thidua-ledger',
    });
    expect(readConfig({}).tracing).toBeUndefined();
  });
});
