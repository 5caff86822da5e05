import { expect } from '@jest/globals';
import { Player, type Reply, type Shown } from '../../src/cli/demo/player.js';
import { type Chapter, type Request, type Story, upTo } from '../../src/cli/demo/story.js';
import type { TokenClaims } from '../../src/identity/signing-key.js';
import { TestService } from '../support/service.js';

export const INSPECTOR: TokenClaims = { subject: 'thanh-tra', name: 'Thanh tra', role: 'inspector' };
/** What the public sees. */
export const PUBLIC: TokenClaims = { subject: 'bang-tin', name: 'Bảng tin', role: 'dashboard' };

/** A service of its own for one scenario, and a player who reads what he has sent. */
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

  /** Given: the story is told up to and with that chapter. */
  async given(story: Story, chapterId: string): Promise<void> {
    await this.play(...upTo(story, chapterId));
  }

  /** @throws when a step ends otherwise than it is told. */
  async play(...chapters: readonly Chapter[]): Promise<void> {
    const played = await this.player.play(chapters);
    const otherwise = played.filter(({ holds }) => !holds);
    expect(otherwise.map(({ step, replies }) => [step.says.en, replies.at(-1)?.problem])).toEqual([]);
  }

  /** Sends these one after the other, all of which are recorded; answers the last. */
  async recorded(...requests: readonly Request[]): Promise<Reply> {
    let last: Reply | undefined;
    for (const request of requests) {
      last = await this.player.send(request);
      expect(last.problem).toBeUndefined();
    }
    if (last === undefined) throw new RangeError('Nothing was sent');
    return last;
  }

  /** The code and facts of the refusal. */
  async refused(request: Request): Promise<Readonly<{ code: string | undefined; facts: unknown }>> {
    const { problem } = await this.player.send(request);
    return { code: problem?.code, facts: problem?.facts };
  }

  /** The resource as the inspector sees it, unless somebody else asks. */
  async seen<Body>(path: string, by: TokenClaims = INSPECTOR): Promise<Body> {
    const shown: Shown<Body> = await this.player.read(by, path);
    expect([path, shown.status]).toEqual([path, 200]);
    return shown.body;
  }

  close(): Promise<void> {
    return this.service.stop();
  }
}
