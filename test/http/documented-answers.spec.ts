import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiProperty } from '@nestjs/swagger';
import { Controller } from '@nestjs/common';
import { ReadRoute } from '../../src/http/frame/read-route.js';
import { type Answer, DocumentedAnswers, type OpenApi } from '../support/documented-answers.js';
import { TestService } from '../support/service.js';
import { Probe } from './probe.js';

const COUNCIL = { subject: 'hoi-dong', name: 'Hội đồng', role: 'council' } as const;

/** Every acceptance test compares each answer of its service with the document. Here it is seen to notice. */
describe('what the OpenAPI document tells of answers', () => {
  let service: TestService;
  let document: OpenApi;
  let unit: Record<string, unknown>;
  let problem: Record<string, unknown>;

  beforeAll(async () => {
    service = await TestService.start();
    document = (await service.get<OpenApi>('/docs/json')).body;
    const token = await service.token(COUNCIL);
    const name = { full: { vi: 'Tỉnh Điện Biên' }, short: { vi: 'Điện Biên' } };
    const body = { unitId: 'dien-bien', kind: 'PROVINCE', name, occurredOn: { date: '2024-01-02' } };
    const receipt = await service.post<{ position: string }>('/units', { token, body });
    const path = `/units/dien-bien?atLeast=${receipt.body.position}`;
    unit = (await service.get<Record<string, unknown>>(path, { token })).body;
    problem = (await service.get<Record<string, unknown>>('/units/khong-co', { token })).body;
  });
  afterAll(() => service.stop());

  function found(answer: Partial<Omit<Answer, 'body'>> & Readonly<{ body: unknown }>): readonly string[] {
    const answers = new DocumentedAnswers(document);
    const usual = { method: 'GET', url: '/units/dien-bien?asOf=2025-01-01', status: 200, type: 'application/json' };
    answers.judge({ ...usual, ...answer, body: Buffer.from(JSON.stringify(answer.body)) });
    return [...answers.violations];
  }

  it('agrees with what was answered', () => {
    expect(found({ body: unit })).toEqual([]);
    expect(found({ status: 404, type: 'application/problem+json; charset=utf-8', body: problem })).toEqual([]);
  });

  const row = (): Record<string, unknown> => unit['row'] as Record<string, unknown>;
  it.each<[string, () => Parameters<typeof found>[0], RegExp]>([
    ['a field more', () => ({ body: { ...unit, row: { ...row(), colour: 'red' } } }), /row .*additional.*colour/],
    ['a field less', () => ({ body: { ...unit, row: { ...row(), kind: undefined } } }), /required.*kind/],
    ['a field of another type', () => ({ body: { ...unit, row: { ...row(), names: {} } } }), /names must be array/],
    ['a field deep inside', () => ({ body: { ...unit, row: { ...row(), name: { full: {} } } } }), /name\/full .*vi/],
    ['another status', () => ({ status: 201, body: unit }), /is not told to answer 201/],
    ['another type', () => ({ type: 'text/html', body: unit }), /is not told to be text\/html/],
    ['a problem without its code', () => ({ status: 404, type: 'application/problem+json', body: {} }), /code/],
    [
      'no problem where nothing is',
      () => ({ url: '/x', status: 404, type: 'text/plain', body: {} }),
      /a refusal of type/,
    ],
  ])('notices %s', (_, answer, violation) => {
    expect(found(answer()).join('\n')).toMatch(violation);
  });
});

describe('two classes of one name', () => {
  it('keep the service from starting: the document would tell of the last alone', async () => {
    const [One, Other] = [one(), other()];
    @Controller('twice')
    class TwiceController {
      @ReadRoute({ path: 'one', what: 'CARD', query: 'GetOne', summary: 'One', type: One })
      one(): object {
        return {};
      }
      @ReadRoute({ path: 'other', what: 'CARD', query: 'GetOther', summary: 'Other', type: Other })
      other(): object {
        return {};
      }
    }
    await expect(Probe.start([TwiceController])).rejects.toThrow('Twice');
  });
});

function one(): new () => object {
  class Twice {
    @ApiProperty() one!: string;
  }
  return Twice;
}

function other(): new () => object {
  class Twice {
    @ApiProperty() other!: string;
  }
  return Twice;
}
