/** The part of autocannon 9 that the load generator uses; the package brings no types. */
declare module 'autocannon' {
  type Request = Readonly<{ method: 'POST'; path: string; headers: Readonly<Record<string, string>>; body: string }>;

  type Client = Readonly<{
    setRequests: (requests: readonly Request[]) => void;
    on: (event: 'response', heard: () => void) => void;
  }>;

  type Options = Readonly<{
    url: string;
    connections: number;
    /** Requests in all, shared evenly by the connections. */
    amount: number;
    setupClient: (client: Client) => void;
  }>;

  type Result = Readonly<{
    '2xx': number;
    non2xx: number;
    errors: number;
    statusCodeStats: Readonly<Record<string, Readonly<{ count: number }>>>;
    /** Milliseconds. */
    latency: Readonly<{ p50: number; p99: number }>;
  }>;

  function autocannon(options: Options): Promise<Result>;
  export = autocannon;
}
