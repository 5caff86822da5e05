import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { readConfig } from '../src/config.js';
import { verdictOn } from '../src/log/eventstoredb/server-versions.js';

type Service = Readonly<{
  image: string;
  build?: Readonly<{ context: string; dockerfile: string }>;
  environment?: Readonly<Record<string, string>>;
  networks?: readonly string[];
  volumes?: readonly string[];
  ports?: readonly string[];
  depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
  stop_grace_period?: string;
  restart?: string;
  healthcheck?: Readonly<{ test: readonly string[] }>;
}>;
type Compose = Readonly<{
  services: Readonly<Record<string, Service>>;
  networks: Readonly<Record<string, Readonly<{ internal?: boolean }> | null>>;
  volumes: Readonly<Record<string, null>>;
}>;

const FOLDER = 'docker';
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const compose = (name: string): Compose => load(read(name), { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose;
const FILES = ['compose.yaml', 'compose.cluster.yaml'] as const;

/** `name:1.2` or longer: never a tag that will mean another image. */
const PINNED = /^[\w./-]+:\d+\.\d+[\w.-]*$/;

describe.each(FILES)('docker/%s', (name) => {
  const { services, networks, volumes } = compose(name);
  const all = Object.entries(services);

  it('pins every image to a version', () => {
    expect(all.filter(([, { image }]) => !PINNED.test(image)).map(([service]) => service)).toEqual([]);
  });

  it('names no network, volume, file or service that is not there', () => {
    const used = (pick: (service: Service) => readonly string[] | undefined): readonly string[] =>
      all.flatMap(([, service]) => pick(service) ?? []);
    const sources = used((service) => service.volumes).map((volume) => volume.split(':')[0] ?? '');
    const files = readdirSync(FOLDER).map((file) => `./${file}`);
    expect([...files, ...Object.keys(volumes)]).toEqual(expect.arrayContaining([...sources]));
    expect(Object.keys(networks)).toEqual(expect.arrayContaining([...used((service) => service.networks)]));
    const needed = used(({ depends_on: others = {} }) =>
      '0' in others ? Object.values(others).map(String) : Object.keys(others),
    );
    expect(Object.keys(services)).toEqual(expect.arrayContaining([...needed]));
  });

  it('shows the engines, which run without passwords here, to nobody', () => {
    expect(networks['engines']?.internal).toBe(true);
    const engines = all.filter(([, { image }]) => /^(eventstore|mongo)/.test(image));
    expect(engines.length).toBeGreaterThan(1);
    for (const [, { networks: joined, ports }] of engines) expect([joined, ports]).toEqual([['engines'], undefined]);
  });

  it('gives every node of EventStoreDB the room of a rulebook, no telemetry, and a supervisor that also minds an exit with 0', () => {
    const nodes = all.filter(([, { image }]) => image.startsWith('eventstore/'));
    expect(nodes.length).toBeGreaterThan(0);
    for (const [, { image, environment = {}, restart }] of nodes) {
      expect(verdictOn(/:([\d.]+)/.exec(image)?.[1] ?? '')).toEqual({ is: 'SOUND' });
      expect(environment).toMatchObject({ EVENTSTORE_MAX_APPEND_SIZE: '4194304', EVENTSTORE_TELEMETRY_OPTOUT: 'true' });
      expect(Object.keys(environment)).not.toContain('EVENTSTORE_MAX_APPEND_EVENT_SIZE');
      expect(['unless-stopped', 'always']).toContain(restart);
    }
  });

  it('names all nodes of EventStoreDB to the ledger', () => {
    const nodes = all.filter(([, { image }]) => image.startsWith('eventstore/')).map(([node]) => `${node}:2113`);
    for (const [, { environment = {} }] of all.filter(([, { build }]) => build !== undefined)) {
      expect(environment['EVENT_STORE']).toBe(`esdb://${nodes.join(',')}?tls=false`);
    }
  });

  it('publishes its one port on the machine itself alone', () => {
    const published = all.flatMap(([, { ports = [] }]) => ports);
    expect(published).toEqual(['127.0.0.1:3000:3000']);
  });

  it('gives the ledger more time to stop than it takes at most, ten seconds', () => {
    const ledgers = all.filter(([, { build }]) => build !== undefined);
    expect(ledgers.map(([, service]) => service.stop_grace_period)).toEqual(ledgers.map(() => '15s'));
  });

  it('gives the ledger settings that it takes', () => {
    const ledgers = all.filter(([, { build }]) => build !== undefined);
    for (const [, { build, environment = {} }] of ledgers) {
      expect(build).toEqual({ context: '..', dockerfile: 'docker/Dockerfile' });
      const config = readConfig(environment);
      expect(config.eventStore).toMatch(/^esdb:\/\/[\w:,-]+\?tls=false$/);
      expect(config.readModels).toMatch(/^mongodb:\/\/[\w:,-]+\/thidua(\?replicaSet=thidua)?$/);
      const hosts = `${config.eventStore} ${config.readModels}`.match(/(?<=[/,])[\w-]+(?=:\d)/g) ?? [];
      for (const host of hosts) expect(Object.keys(services)).toContain(host);
    }
    expect(ledgers.length).toBeGreaterThan(0);
  });
});

describe('docker/compose.cluster.yaml', () => {
  const { services } = compose('compose.cluster.yaml');
  const withRole = (role: string): readonly string[] =>
    Object.keys(services).filter((name) => services[name]?.environment?.['ROLE'] === role);

  it('has three nodes of each engine, two API processes, two projectors and a proxy before the API', () => {
    const running = (image: string): number =>
      Object.entries(services).filter(([name, service]) => service.image.startsWith(image) && name !== 'replica-set')
        .length;
    expect([running('eventstore/'), running('mongo:'), running('nginx:')]).toEqual([3, 3, 1]);
    expect(withRole('api')).toEqual(['api-1', 'api-2']);
    expect(withRole('projector')).toEqual(['projector-1', 'projector-2']);
    for (const api of withRole('api')) expect(read('proxy.conf')).toContain(`server ${api}:3000`);
  });

  it('lets every EventStoreDB node look for the two others', () => {
    const nodes = Object.keys(services).filter((name) => name.startsWith('eventstore-'));
    for (const node of nodes) {
      const others = nodes.filter((name) => name !== node).map((name) => `${name}:2113`);
      expect(services[node]?.environment?.['EVENTSTORE_GOSSIP_SEED']).toBe(others.join(','));
      expect(services[node]?.environment?.['EVENTSTORE_NODE_HOST_ADVERTISE_AS']).toBe(node);
    }
  });
});

describe('docker/Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const instructions = lines.filter((line) => /^[A-Z]+ /.test(line));

  it('builds in one stage and runs in another, of the Node release of .nvmrc', () => {
    const node = readFileSync('.nvmrc', 'utf8').trim();
    const stages = instructions.filter((line) => line.startsWith('FROM '));
    expect(stages).toEqual([`FROM node:${node}-bookworm AS build`, `FROM node:${node}-bookworm-slim`]);
  });

  it('runs as a user without rights, named by number, with a health check', () => {
    const running = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
    expect(running.filter((line) => line.startsWith('HEALTHCHECK '))).toHaveLength(1);
    const users = running.filter((line) => line.startsWith('USER '));
    expect(users).toEqual([expect.stringMatching(/^USER [1-9]\d*:[1-9]\d*$/)]);
    expect(running.indexOf(users[0] ?? '')).toBeLessThan(running.findIndex((line) => line.startsWith('ENTRYPOINT ')));
  });

  it('breaks no rule of hadolint that can be told line by line', () => {
    const broken = {
      DL3000: /^WORKDIR (?!\/)/,
      DL3004: /^RUN .*\bsudo\b/,
      DL3006: /^FROM [^: ]+( AS \w+)?$/,
      DL3007: /^FROM \S+:latest\b/,
      DL3020: /^ADD /,
      DL3025: /^(CMD|ENTRYPOINT) (?!\[)/,
      DL3027: /^RUN .*\bapt\b/,
      DL4000: /^MAINTAINER /,
      DL4006: /^RUN (?!.*pipefail).*[^|]\|[^|]/,
    };
    const met = Object.entries(broken).filter(([, rule]) => instructions.some((line) => rule.test(line)));
    expect(met.map(([rule]) => rule)).toEqual([]);
  });

  it('builds by a script that can be run without Docker', () => {
    expect(instructions).toContain('RUN docker/assemble.sh /app');
    for (const script of ['assemble.sh', 'try.sh']) accessSync(join(FOLDER, script), constants.X_OK);
  });
});
