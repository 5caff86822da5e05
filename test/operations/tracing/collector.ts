import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { eventually } from '../../support/eventually.js';

type Value = Readonly<{ stringValue?: string; intValue?: number; arrayValue?: Readonly<{ values: readonly Value[] }> }>;
type Attribute = Readonly<{ key: string; value: Value }>;
type Sent = Readonly<{
  resourceSpans: readonly Readonly<{
    resource: Readonly<{ attributes: readonly Attribute[] }>;
    scopeSpans: readonly Readonly<{ spans: readonly SentSpan[] }>[];
  }>[];
}>;
type SentSpan = Readonly<{
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: readonly Attribute[];
  status: Readonly<{ code: number; message?: string }>;
}>;

/** A span with its attributes by name, those of the resource among them. */
export type Span = Omit<SentSpan, 'attributes'> & Readonly<{ attributes: Readonly<Record<string, unknown>> }>;

/** A collector that accepts OTLP as JSON over HTTP and keeps the spans. */
export class Collector {
  readonly spans: Span[] = [];
  /** The number of requests, whatever they asked. */
  requests = 0;
  /** `REFUSES` answers a status that is not tried again; `SILENT` accepts requests and never answers. */
  mood: 'TAKES' | 'REFUSES' | 'SILENT' = 'TAKES';

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Collector> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const collector = new Collector(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request: IncomingMessage, response) => {
      collector.requests += 1;
      if (collector.mood === 'SILENT') return;
      response.statusCode = collector.mood === 'TAKES' ? 200 : 400;
      response.setHeader('content-type', 'application/json');
      void json(request).then((sent) => {
        if (collector.mood === 'TAKES' && request.url === '/v1/traces') collector.spans.push(...spansOf(sent as Sent));
        response.end('{}');
      });
    });
    return collector;
  }

  /** Waits for that many spans of the trace. @throws when they do not come in time. */
  async trace(traceId: string, spans: number): Promise<readonly Span[]> {
    const found = () => this.spans.filter((span) => span.traceId === traceId);
    await eventually(() => found().length >= spans);
    return found();
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

function spansOf({ resourceSpans }: Sent): readonly Span[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({ ...span, attributes: named([...resource.attributes, ...span.attributes]) })),
    ),
  );
}

function named(attributes: readonly Attribute[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));
}

function plain({ stringValue, intValue, arrayValue }: Value): unknown {
  return stringValue ?? intValue ?? arrayValue?.values.map(plain);
}
