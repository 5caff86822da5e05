import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import { Public } from '../../src/http/frame/access.js';
import { Probe } from './probe.js';

type Operation = Readonly<{
  operationId: string;
  parameters: readonly Readonly<{ name: string; in: string; required: boolean }>[];
  responses: Readonly<Record<string, Readonly<{ description: string; headers?: object }>>>;
  security: readonly object[];
}>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Readonly<{ properties?: object; required?: string[] }>>> }>;
}>;

const [One, Other] = ['one', 'other'].map((field) => {
  class TwiceView {}
  ApiProperty({ type: String })(TwiceView.prototype, field);
  return TwiceView;
}) as [typeof Object, typeof Object];

@Controller('twice')
class OfTwoNames {
  @Get('one')
  @Public()
  @ApiOkResponse({ type: One })
  one(): object {
    return {};
  }

  @Get('other')
  @Public()
  @ApiOkResponse({ type: Other })
  other(): object {
    return {};
  }
}

describe('the OpenAPI document', () => {
  let probe: Probe;
  let document: Document;

  beforeAll(async () => {
    probe = await Probe.start();
    document = (await (await fetch(`${probe.url}/docs/json`)).json()) as Document;
  });

  afterAll(() => probe.stop());

  it('describes a command with its headers, its receipt and every refusal it can give', () => {
    const command = document.paths['/probes']?.['post'];
    expect(command?.operationId).toBe('SignPledge');
    expect(command?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['Idempotency-Key', true],
      ['If-Match', false],
      ['dryRun', false],
    ]);
    const answers = Object.entries(command?.responses ?? {}).map(([status, { description }]) => [status, description]);
    expect(Object.fromEntries(answers)).toEqual({
      200: 'Asked with `dryRun=true`: it would be recorded, and was not. The ETag is the revision of the record now.',
      201: 'Recorded. The ETag is the new revision of the record.',
      400: 'INVALID_INPUT, MALFORMED_REQUEST, IDEMPOTENCY_KEY_REQUIRED, IF_MATCH_INVALID',
      401: 'UNAUTHENTICATED',
      403: 'NOT_ENTITLED, TOKEN_INCOMPLETE',
      408: 'REQUEST_TIMEOUT',
      409: 'ALREADY_SIGNED, CONCURRENCY_CONFLICT',
      412: 'PRECONDITION_FAILED, NO_SUCH_REVISION',
      413: 'PAYLOAD_TOO_LARGE, TOO_LARGE_TO_STORE',
      415: 'UNSUPPORTED_MEDIA_TYPE',
      417: 'EXPECTATION_FAILED',
      422: 'DUPLICATE_COMMAND',
      429: 'TOO_MANY_REQUESTS',
      431: 'HEADERS_TOO_LARGE',
      500: 'INTERNAL',
      503: 'OVERLOADED, STOPPING, STORE_UNAVAILABLE, STORE_FULL, STORE_REFUSES, CLOCK_IMPLAUSIBLE, OUTCOME_UNKNOWN, NOT_UNDERSTOOD, STREAM_CUT, KEYS_UNREACHABLE',
    });
    expect(command?.security).toEqual([{ bearer: [] }]);
  });

  it('describes the headers of a receipt', () => {
    const receipt = document.paths['/probes']?.['post']?.responses['201'];
    expect(receipt?.headers).toMatchObject({ ETag: {}, Location: { schema: { format: 'uri-reference' } } });
  });

  it('describes a query with the position it may wait for', () => {
    const names = document.paths['/probes']?.['get']?.parameters.map(({ name }) => name);
    expect(names?.sort()).toEqual(['If-Position', 'atLeast']);
  });

  it('gives every field its bounds and its pattern', () => {
    expect(document.components.schemas['ProbeBody']?.properties).toMatchObject({
      unitId: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64, example: 'dien-bien' },
      name: { type: 'string', minLength: 1, maxLength: 50 },
      count: { type: 'integer', minimum: 0, maximum: 9 },
      day: { type: 'string', format: 'date' },
      evidence: { type: 'array', minItems: 0, maxItems: 2, items: { $ref: '#/components/schemas/EvidenceBody' } },
    });
    expect(document.components.schemas['ProbeBody']?.required).toEqual(['unitId']);
  });

  it('is not made, nor is the service started, of two classes of one name', async () => {
    await expect(Probe.start([OfTwoNames])).rejects.toThrow('Duplicate DTO detected: "TwiceView"');
  });

  it('has every schema it refers to', () => {
    const referred = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/([^"]*)/g)].map(
      ([, name]) => name ?? '',
    );
    expect(referred.length).toBeGreaterThan(10);
    expect(referred.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
  });
});
