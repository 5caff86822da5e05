import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { demo } from '../../src/cli/demo.js';
import { table, width } from '../../src/cli/demo/paper.js';
import { Player } from '../../src/cli/demo/player.js';
import { QUANG_NGAI } from '../../src/cli/demo/quang-ngai.js';
import { SEVEN_PROVINCES } from '../../src/cli/demo/seven-provinces.js';
import { COUNCIL } from '../../src/cli/demo/seven-provinces.cast.js';
import { readConfig } from '../../src/config.js';
import { INSPECTOR, Stage } from './stage.js';

/** The refusals that the demo must show. */
const REFUSALS = [
  'ALREADY_SIGNED',
  'NOT_A_MEMBER',
  'SIGNATORY_NOT_AUTHORISED',
  'CONTENT_NOT_AGREED',
  'PLEDGE_FROZEN',
  'SELF_APPRAISAL',
  'REASON_REQUIRED',
  'SCORES_NOT_AGREED',
  'RANKING_INCOMPLETE',
  'SCORE_FROZEN',
  'NOT_LEADING',
  'QUOTA_EXCEEDED',
  'NOMINATION_REQUIRED',
  'ROLE_CONFLICT',
  'NOT_FLAG_HOLDER',
  'INVALID_DATES',
];

describe('the demo', () => {
  it('ends with exit code 0 when all was as reported, and has shown every refusal with its rule', async () => {
    const lines: string[] = [];
    const code = await demo(readConfig({}), { once: true }, (line) => lines.push(line));
    // The legend has the sign too.
    const wrong = lines.filter((line) => line.startsWith('!!') && !line.includes('otherwise than told'));
    expect([code, wrong]).toEqual([0, []]);
    const refused = lines.flatMap((line) => /^ {6}\d{3} ([A-Z_]+) \(R\d\d\)/.exec(line)?.[1] ?? []);
    expect(REFUSALS.filter((code) => !refused.includes(code))).toEqual([]);
    expect(lines.at(-1)).toBe('Tất cả đúng như báo cáo · All is as reported');
    expect(lines.some((line) => line.includes('5/7 FAILED'))).toBe(true);
  });

  it('notices a step that ends otherwise than it is told', async () => {
    const stage = await Stage.open();
    const [founding] = SEVEN_PROVINCES.chapters;
    const steps = founding?.steps.slice(0, 1).map((step) => ({ ...step, refused: 'ALREADY_EXISTS' as const })) ?? [];
    const played = await stage.player.play([{ id: 'sai', title: { vi: 'Sai', en: 'Wrong' }, steps }]);
    await stage.close();
    expect(played.map(({ holds, replies }) => [holds, replies.map(({ status }) => status)])).toEqual([[false, [201]]]);
  });

  it('asks again for what is not readable yet, as it is told to', async () => {
    const answers = [503, 503, 200].values();
    const server = createServer((_, response) => {
      const status = answers.next().value ?? 500;
      response.writeHead(status, { 'retry-after': '0' });
      response.end(JSON.stringify(status === 503 ? { code: 'NOT_READABLE_YET' } : { year: 2025 }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const player = new Player(`http://127.0.0.1:${port}`, async () => 'token');
    const shown = await player.read(INSPECTOR, '/blocs');
    server.closeAllConnections();
    server.close();
    expect(shown).toEqual({ status: 200, body: { year: 2025 } });
  });

  it('says of every invented event that it is', async () => {
    const stage = await Stage.open();
    await stage.play(...QUANG_NGAI.chapters.slice(0, 1));
    const { receipt } = await stage.recorded({
      by: COUNCIL,
      path: `/blocs/${QUANG_NGAI.blocId}/aliases`,
      body: { alias: 'Khối Kinh tế ngành' },
    });
    const invented = [...stage.player.invented];
    await stage.close();
    expect(invented.length).toBeGreaterThan(0);
    expect(invented).not.toContain(receipt?.events[0]?.id);
  });
});

describe('a printed table', () => {
  it('counts letters as a reader does, however they are spelt', () => {
    expect(['Điện Biên', 'Điện Biên'.normalize('NFD')].map(width)).toEqual([9, 9]);
  });

  it('aligns its columns', () => {
    const rows = [
      ['Điện Biên'.normalize('NFD'), '968,50', 'x'],
      ['Lào Cai', '61,25', 'y'],
    ];
    expect(table([{ title: 'Đơn vị' }, { title: 'Điểm', right: true }, { title: '' }], rows).map(width)).toEqual([
      17, 20, 20, 20,
    ]);
  });
});
