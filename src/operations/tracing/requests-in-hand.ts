/** The running requests whose traces are recorded, by what their events will name: correlation id and idempotency key. */
export class RequestsInHand {
  readonly #spans = new Map<string, string>();

  enter(correlationId: string, key: string, spanId: string): void {
    this.#spans.set(nameOf(correlationId, key), spanId);
  }

  leave(correlationId: string, key: string): void {
    this.#spans.delete(nameOf(correlationId, key));
  }

  /** The span of the request that caused these events; `undefined` where its trace is not recorded. */
  spanId(correlationId: string, key: string): string | undefined {
    return this.#spans.get(nameOf(correlationId, key));
  }
}

function nameOf(correlationId: string, key: string): string {
  return `${correlationId} ${key}`;
}
