import { Readable } from 'node:stream';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  preSerializationHookHandler,
  preValidationHookHandler,
} from 'fastify';
import { csvWriter } from '../../sheets/csv-writer.js';
import type { SheetWriter } from '../../sheets/value.js';
import { xlsxWriter } from '../../sheets/xlsx-writer.js';
import { InvalidInput } from '../problems/fault.js';
import type { Table } from '../shapes/table.js';
import { variesBy } from './cross-origin.js';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Kind = Readonly<{ media: string; write: (table: Table) => SheetWriter }>;

/** What answers can be asked for beside JSON, by the name that `format` has for it. */
const SHEETS = {
  csv: { media: CSV, write: ({ headers }: Table) => csvWriter(headers) },
  xlsx: { media: XLSX, write: ({ title, headers }: Table) => xlsxWriter(title, headers) },
} as const satisfies Record<string, Kind>;

type Format = keyof typeof SHEETS | 'json';

export const FORMATS: readonly Format[] = ['json', 'csv', 'xlsx'];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How the answer is shown as a sheet, to whom asks for one. */
    table?: Table;
  }
  interface FastifyRequest {
    /** Asked for in place of JSON. */
    sheet?: keyof typeof SHEETS;
  }
}

const NO_FORMAT = { vi: 'phải là json, csv hoặc xlsx', en: 'must be json, csv or xlsx' };
/** As many entries as a page may have. */
const PAGE = 200;
/** A list is a sheet up to so many pages: beyond, its answer breaks off, so that nobody takes a part for the whole. */
const MOST_PAGES = 500;

/**
 * Answers as .csv or .xlsx where the caller asks for it, by `format` or by `Accept`: what is answered is the same view, written another
 * way. A list is written to its end, page by page, unless the caller asks for one page of it.
 */
export function answerInSheets(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    const { table } = route.config ?? {};
    if (table === undefined) return;
    route.preValidation = [takeFormat, route.preValidation ?? []].flat();
    route.preSerialization = [route.preSerialization ?? [], writeSheet(server, table)].flat();
  });
}

/** Removes the format from the query, so that the query's DTO need not declare it. */
const takeFormat: preValidationHookHandler = (request, reply, done) => {
  const fields = request.query as Record<string, unknown>;
  const { format } = fields;
  delete fields['format'];
  if (format === undefined) variesBy(reply, 'accept');
  const asked = format === undefined ? acceptedFormat(request.headers.accept) : FORMATS.find((each) => each === format);
  if (asked === undefined) return done(new InvalidInput([{ pointer: '/format', messages: NO_FORMAT }]));
  if (asked !== 'json') request.sheet = asked;
  done();
};

/** The format that `Accept` prefers; JSON where it names none of them. */
function acceptedFormat(accept = ''): Format {
  const wanted = accept
    .toLowerCase()
    .split(',')
    .map((each) => each.trim().split(/\s*;\s*/))
    .map(([media = '', ...parameters]) => ({ media, quality: qualityIn(parameters) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { media } of wanted) {
    if (media === CSV) return 'csv';
    if (media === XLSX) return 'xlsx';
    if (/^(application\/json|application\/\*|\*\/\*)$/.test(media)) return 'json';
  }
  return 'json';
}

function qualityIn(parameters: readonly string[]): number {
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return Number.isNaN(quality) ? 0 : quality;
}

function writeSheet(server: FastifyInstance, table: Table): preSerializationHookHandler<unknown> {
  return (request, reply, payload, done) => {
    const { sheet } = request;
    if (sheet === undefined || reply.statusCode !== 200) return done(null, payload);
    const { media, write } = SHEETS[sheet];
    const kind = sheet === 'csv' ? `${media}; charset=utf-8; header=present` : media;
    void reply.headers({ 'content-type': kind, 'content-disposition': disposition(`${table.title}.${sheet}`) });
    const writer = write(table);
    const next = nextIn(payload);
    const isOnePage = next === undefined || /[?&](limit|cursor)=/.test(request.url);
    if (isOnePage) {
      if (next !== undefined) void reply.header('link', `<${pageUrl(request.url, next)}>; rel="next"`);
      return done(null, sent(reply, Buffer.concat([writer.take(table.rows(payload)), writer.end()])));
    }
    done(null, sent(reply, Readable.from(written(payload))));

    async function* written(first: unknown): AsyncGenerator<Uint8Array> {
      let page: unknown = first;
      for (let pages = 1; ; pages += 1) {
        const piece = writer.take(table.rows(page));
        if (piece.length > 0) yield piece;
        const after = nextIn(page);
        if (after === undefined) break;
        if (pages === MOST_PAGES) throw new Error(`${request.url} has more than ${MOST_PAGES} pages`);
        page = await pageAfter(server, request, after);
      }
      yield writer.end();
    }
  };
}

/** The next page as the same caller is answered it: by the same route, with the same rights and limits. */
async function pageAfter(server: FastifyInstance, { url, headers }: FastifyRequest, cursor: string): Promise<unknown> {
  const { authorization = '', 'accept-language': language = '' } = headers;
  const answer = await server.inject({
    url: pageUrl(url, cursor, { limit: String(PAGE), format: 'json' }),
    headers: { authorization, 'accept-language': language, host: headers.host ?? 'localhost' },
  });
  if (answer.statusCode !== 200) throw new Error(`A page of ${url} was answered ${answer.statusCode}`);
  return JSON.parse(answer.body) as unknown;
}

function pageUrl(url: string, cursor: string, more: Readonly<Record<string, string>> = {}): string {
  // A question mark may stand in the question itself.
  const [path = ''] = url.split('?', 1);
  const parameters = new URLSearchParams(url.slice(path.length));
  for (const [name, value] of Object.entries({ ...more, cursor })) parameters.set(name, value);
  return `${path}?${parameters.toString()}`;
}

function nextIn(payload: unknown): string | undefined {
  return (payload as Readonly<{ next?: string }>).next;
}

/** Lets the answer be sent as these bytes: the hooks behind this one see the view, and the serializer gives what was written. */
function sent(reply: FastifyReply, bytes: Buffer | Readable): object {
  void reply.serializer(() => bytes as never);
  return {};
}

/** The name of the file in Vietnamese (RFC 8187), and for old clients without marks. */
function disposition(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^ -~]|["\\]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
