import { expect } from '@jest/globals';
import { Player, type Reply, type Shown } from '../../src/cli/demo/player.js';
import { type Chapter, type Request, type Story, upTo } from '../../src/cli/demo/story.js';
import type { TokenClaims } from '../../src/identity/signing-key.js';
import { openEventStore } from '../../src/log/open-event-store.js';
import { decidedAgain } from '../support/decided-again.js';
import { TestService } from '../support/service.js';

export const INSPECTOR: TokenClaims = { subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' };
/** A reader with the rights of the public. */
export const PUBLIC: TokenClaims = { subject: 'bang-tin', name: 'Bảng tin', role: 'dashboard' };

/** A service for one scenario, and a player that sends commands and reads what they did. */
export class Stage {
  private constructor(
    readonly service: TestService,
    readonly player: Player,
  ) {}

  /** On stores of its own unless the settings name others. */
  static async open(settings: Readonly<Record<string, string>> = {}): Promise<Stage> {
    const service = await TestService.start(settings);
    return new Stage(service, new Player(service.url, (claims) => service.token(claims)));
  }

  /** Given: plays the story up to and including that chapter. */
  async given(story: Story, chapterId: string): Promise<void> {
    await this.play(...upTo(story, chapterId));
  }

  /** @throws when a step ends otherwise than the story says. */
  async play(...chapters: readonly Chapter[]): Promise<void> {
    const played = await this.player.play(chapters);
    const otherwise = played.filter(({ holds }) => !holds);
    expect(otherwise.map(({ step, replies }) => [step.says.en, replies.at(-1)?.problem])).toEqual([]);
  }

  /** Sends requests that must all be recorded. @returns the answer to the last. */
  async recorded(...requests: readonly Request[]): Promise<Reply> {
    let last: Reply | undefined;
    for (const request of requests) {
      last = await this.player.send(request);
      expect(last.problem).toBeUndefined();
    }
    if (last === undefined) throw new RangeError('Nothing was sent');
    return last;
  }

  /** Sends a request that must be refused. */
  async refused(request: Request): Promise<Readonly<{ code: string | undefined; facts: unknown }>> {
    const { problem } = await this.player.send(request);
    return { code: problem?.code, facts: problem?.facts };
  }

  /** The resource as that reader sees it. */
  async seen<Body>(path: string, by: TokenClaims = INSPECTOR): Promise<Body> {
    const shown: Shown<Body> = await this.player.read(by, path);
    expect([path, shown.status]).toEqual([path, 200]);
    return shown.body;
  }

  /** Ends it, unless a decision of the scenario comes out otherwise when it is made again. */
  async close(): Promise<void> {
    const store = await openEventStore(this.service.config.eventStore, { readOnly: true, writesNothing: true });
    const otherwise = await decidedAgain(store);
    await store.close();
    await this.service.stop();
    expect(otherwise).toEqual([]);
  }
}
