import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Query } from '@nestjs/common';
import { IntersectionType } from '@nestjs/swagger';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import type { Problem } from '../../src/http/problems/problem.js';
import { PersonBody, ScopeBody } from '../../src/http/shapes/shapes.dto.js';
import { Probe, ProbeController } from './probe.js';

describe('an address', () => {
  let probe: Probe;
  let representative: Record<string, string>;

  beforeAll(async () => {
    probe = await Probe.start();
    representative = await probe.as('representative');
  });
  afterAll(() => probe.stop());

  const codeAt = async (path: string, init: RequestInit = {}): Promise<string> =>
    ((await (await fetch(`${probe.url}${path}`, init)).json()) as Problem).code;
  /** Sends the path as it is written: `fetch` would put a slash before it. */
  const statusOf = async (method: string, path: string, headers: Record<string, string> = {}): Promise<unknown> => {
    const { hostname, port } = new URL(probe.url);
    const sent = request({ hostname, port, method, path, headers }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return answer.resume().statusCode;
  };

  it('that does not exist says so to who has a token, and nothing to who has none', async () => {
    expect(await codeAt('/nowhere', { headers: representative })).toBe('NOT_FOUND');
    expect(await codeAt('/nowhere')).toBe('UNAUTHENTICATED');
  });

  it('that is no path tells a stranger nothing of what there is either', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect([method, await statusOf(method, '*probes')]).toEqual([method, 401]);
      expect([method, await statusOf(method, '*nowhere')]).toEqual([method, 401]);
    }
    expect(await statusOf('GET', '*probes', representative)).toBe(404);
  });

  it('is shown by its head to nobody without a token', async () => {
    expect(await statusOf('HEAD', '/probes')).toBe(401);
    expect(await statusOf('HEAD', '/probes', representative)).toBe(200);
  });

  it('tells a stranger by no length of its parts which of them exist', async () => {
    for (const length of [1, 200, 201, 1_000, 8_000]) {
      for (const path of ['/probes/of/', '/nowhere/of/']) {
        expect([length, path, await statusOf('GET', `${path}${'a'.repeat(length)}`)]).toEqual([length, path, 401]);
      }
    }
    expect(await codeAt(`/probes/of/${'a'.repeat(201)}`, { headers: representative })).toBe('INVALID_INPUT');
  });

  it('that takes other methods names them', async () => {
    const { status, headers } = await fetch(`${probe.url}/probes/large`, { method: 'DELETE', headers: representative });
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('without declared access keeps the service from starting, and is named', async () => {
    @Controller('forgotten')
    class Forgotten {
      @Get('one')
      one(): string {
        return '';
      }
    }
    await expect(Probe.start([ProbeController, Forgotten])).rejects.toThrow(
      'No access declared for GET /forgotten/one',
    );
  });

  it('with a field that is documented and not checked keeps the service from starting, and is named', async () => {
    class Careless extends IntersectionType(PersonBody, ScopeBody) {}
    @Controller('careless')
    class CarelessController {
      @ReadRoute({ what: 'CARD', query: 'GetCareless', summary: 'Read', type: PersonBody })
      read(@Query() _: Careless): object {
        return {};
      }
    }
    await expect(Probe.start([CarelessController])).rejects.toThrow('Careless has fields without a decorator of ours');
  });
});
