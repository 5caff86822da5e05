import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../support/store-folder.js';
import { TestService } from '../support/service.js';

type Schema = Readonly<{ properties?: Readonly<Record<string, Readonly<{ description?: string }>>> }>;
type Content = Readonly<Record<string, Readonly<{ examples?: Readonly<Record<string, Readonly<{ $ref: string }>>> }>>>;
type Operation = Readonly<{
  operationId: string;
  description?: string;
  responses: Readonly<Record<string, Readonly<{ content?: Content }>>>;
}>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{
    schemas: Readonly<Record<string, Schema>>;
    examples: Readonly<Record<string, Readonly<{ value: Readonly<{ status: number }> }>>>;
  }>;
}>;

describe('the OpenAPI document of the whole service', () => {
  const folder = temporaryFolder();
  let document: Document;

  beforeAll(async () => {
    const service = await TestService.start();
    document = (await service.get<Document>('/docs/json')).body;
    await service.stop();
    writeFileSync(folder.path('openapi.json'), JSON.stringify(document));
  });
  afterAll(() => folder.remove());

  it.each(['redocly', 'spectral'])('gives %s nothing to find, by the rules kept here for it', async (linter) => {
    const told = ['test/http/lint-document.mjs', linter, folder.path('openapi.json'), '.'];
    const { stdout } = await promisify(execFile)(process.execPath, told, { maxBuffer: 2 ** 26 });
    expect(JSON.parse(stdout)).toEqual([]);
  });

  it('says of each field what it means', () => {
    const silent = Object.entries(document.components.schemas).flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, { description = '' }]) => description.trim() === '')
        .map(([name]) => `${schema}.${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('shows of each problem the status that it is an example of', () => {
    const { examples } = document.components;
    const shown = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ responses }) =>
        Object.entries(responses).flatMap(([status, { content }]) =>
          Object.values(content?.['application/problem+json']?.examples ?? {}).map(({ $ref }) => {
            const { value } = examples[$ref.split('/').at(-1) ?? ''] ?? {};
            return [path, status, String(value?.status)] as const;
          }),
        ),
      ),
    );
    expect(shown.length).toBeGreaterThan(1_000);
    expect(shown.filter(([, status, example]) => status !== example)).toEqual([]);
  });

  it('speaks of nothing by the numbers of our own papers', () => {
    const words: string[] = [];
    const collect = (value: unknown, name = ''): void => {
      if (['description', 'summary'].includes(name) && typeof value === 'string') words.push(value);
      else if (typeof value === 'object' && value !== null)
        Object.entries(value).forEach(([field, inside]) => collect(inside, field));
    };
    collect(document);
    expect(words.length).toBeGreaterThan(1_500);
    expect(words.filter((text) => /\b(R\d\d|[DHAGS]\d{1,2}|[a-d]\.\d)\b/.test(text))).toEqual([]);
  });

  it('says of each operation who may use it', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.length).toBeGreaterThan(90);
    const silent = operations.filter(({ description = '' }) => !/(Read|Sent) by: \w+/.test(description));
    expect(silent.map(({ operationId }) => operationId)).toEqual([]);
  });
});
