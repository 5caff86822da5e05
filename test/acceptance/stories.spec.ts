import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Player } from '../../src/cli/demo/player.js';
import { QUANG_NGAI } from '../../src/cli/demo/quang-ngai.js';
import { SEVEN_PROVINCES } from '../../src/cli/demo/seven-provinces.js';
import { TestService } from '../support/service.js';

describe('the stories of the demo', () => {
  let service: TestService;
  let player: Player;

  beforeAll(async () => {
    service = await TestService.start();
    player = new Player(service.url, (claims) => service.token(claims));
  });

  afterAll(() => service.stop());

  it.each([
    ['S2', SEVEN_PROVINCES],
    ['S4', QUANG_NGAI],
  ])('%s ends step by step as it is told', async (_, story) => {
    const played = await player.play(story.chapters);
    const otherwise = played
      .filter(({ holds }) => !holds)
      .map(({ step, replies }) => ({
        said: step.says.en,
        expected: step.refused ?? 'RECORDED',
        got: replies.at(-1)?.problem,
      }));
    expect(otherwise).toEqual([]);
  });
});
