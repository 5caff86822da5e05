import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { variesBy } from './cross-origin.js';

/** In the order of preference. */
const ENCODINGS = {
  br: (content: Buffer) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (content: Buffer) => promisify(gzip)(content),
} as const;
type Encoding = keyof typeof ENCODINGS;

/** What is shorter than a packet gains nothing. */
const WORTH_IT = 1_400;

/**
 * An answer that is the same for everybody: made once, compressed once for each encoding that is asked for, and sent from
 * the same bytes however many ask, so that it costs no memory for each of them.
 */
export class StaticAnswer {
  readonly #tag: string;
  readonly #encoded = new Map<Encoding, Promise<Buffer>>();

  constructor(
    private readonly content: Buffer,
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    this.#tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  }

  static text(content: string, headers: Readonly<Record<string, string>>): StaticAnswer {
    return new StaticAnswer(Buffer.from(content), headers);
  }

  async send({ headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.headers({ 'cache-control': 'no-cache', ...this.headers, etag: this.#tag });
    variesBy(reply, 'accept-encoding');
    if (headers['if-none-match']?.includes(this.#tag) === true) return reply.status(304).send();
    const encoding = this.content.length < WORTH_IT ? undefined : encodingFor(headers['accept-encoding']);
    if (encoding === undefined) return reply.send(this.content);
    return reply.header('content-encoding', encoding).send(await this.#in(encoding));
  }

  /** Compressed by a thread of Node's own pool. */
  #in(encoding: Encoding): Promise<Buffer> {
    const known = this.#encoded.get(encoding);
    if (known !== undefined) return known;
    const encoded = ENCODINGS[encoding](this.content);
    this.#encoded.set(encoding, encoded);
    encoded.catch(() => this.#encoded.delete(encoding));
    return encoded;
  }
}

/** The best encoding that the caller takes (RFC 9110, section 12.5.3). */
function encodingFor(acceptEncoding: string | string[] | undefined): Encoding | undefined {
  const taken = String(acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim().split(/\s*;\s*/))
    .filter(([, quality]) => quality === undefined || Number(quality.replace('q=', '')) > 0)
    .map(([name]) => name);
  return (Object.keys(ENCODINGS) as Encoding[]).find((encoding) => taken.includes(encoding));
}
