import { setTimeout as pause } from 'node:timers/promises';
import type { Receipt } from '../../deciding/receipt.js';
import type { Problem } from '../../http/problems/problem.js';
import type { TokenClaims } from '../../identity/signing-key.js';
import type { Chapter, Request, Step } from './story.js';

/** What the service answered to one request. */
export type Reply = Readonly<{ status: number; request: Request }> &
  Readonly<{ receipt: Receipt; problem?: never } | { problem: Problem; receipt?: never }>;

/** A step with its answers; it holds when each was what the story says. */
export type Played = Readonly<{ step: Step; replies: readonly Reply[]; holds: boolean }>;

/** An answer to a query. */
export type Shown<Body> = Readonly<{ status: number; body: Body }>;

/** So often the same is asked where the service says that it will answer later: a busy machine folds, and decides, late. */
const MOST_ASKED = 60;
const LATER = 503;

/** Plays stories through the HTTP API of a running service, each request under the token of who sends it. */
export class Player {
  /** Ids of the events that the story says it made up. */
  readonly invented = new Set<string>();
  readonly #tokens = new Map<string, Promise<string>>();
  #position = '';

  constructor(
    private readonly url: string,
    private readonly mint: (claims: TokenClaims) => Promise<string>,
  ) {}

  async *playing(chapters: readonly Chapter[]): AsyncGenerator<Readonly<{ chapter: Chapter; played: Played }>> {
    for (const chapter of chapters) {
      for (const step of chapter.steps) yield { chapter, played: await this.#play(step) };
    }
  }

  async play(chapters: readonly Chapter[]): Promise<readonly Played[]> {
    const all: Played[] = [];
    for await (const { played } of this.playing(chapters)) all.push(played);
    return all;
  }

  /** Sends one command, under the same key again as it is told to. */
  async send(request: Request, idempotencyKey: string = crypto.randomUUID()): Promise<Reply> {
    const { by, path, body } = request;
    const headers = {
      authorization: `Bearer ${await this.#tokenOf(by)}`,
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
    };
    const response = await this.#answer(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const { status } = response;
    if (!response.ok) return { status, request, problem: (await response.json()) as Problem };
    const receipt = (await response.json()) as Receipt;
    if (receipt.position > this.#position) this.#position = receipt.position;
    return { status, request, receipt };
  }

  /** Reads a resource once everything that this player has sent can be read in it: asks again as it is told to. */
  async read<Body>(by: TokenClaims, path: string): Promise<Shown<Body>> {
    const headers = {
      authorization: `Bearer ${await this.#tokenOf(by)}`,
      ...(this.#position === '' ? {} : { 'if-position': this.#position }),
    };
    const response = await this.#answer(path, { headers });
    return { status: response.status, body: (await response.json()) as Body };
  }

  async #answer(path: string, request: RequestInit): Promise<Response> {
    for (let asked = 1; ; asked += 1) {
      const response = await fetch(`${this.url}${path}`, request);
      if (response.status !== LATER || asked === MOST_ASKED) return response;
      await response.body?.cancel();
      await pause(Number(response.headers.get('retry-after')) * 1000);
    }
  }

  /** Sends the requests in the order of the story; a step ends at the first unexpected answer. */
  async #play(step: Step): Promise<Played> {
    const replies: Reply[] = [];
    for (const request of step.sends) {
      const reply = await this.send(request);
      replies.push(reply);
      if (step.invented !== undefined) reply.receipt?.events.forEach(({ id }) => this.invented.add(id));
      if (reply.problem?.code !== step.refused) return { step, replies, holds: false };
    }
    return { step, replies, holds: true };
  }

  #tokenOf(claims: TokenClaims): Promise<string> {
    const token = this.#tokens.get(claims.subject) ?? this.mint(claims);
    this.#tokens.set(claims.subject, token);
    return token;
  }
}
