import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RulebookVersionView, RulebookView } from '../../read-models/rulebook-directory/rulebook-directory.dto.js';
import type { Answered, Listed } from '../../read-models/rows.js';
import { DEFAULT_RULEBOOK } from '../../src/rulebooks/default-rulebook.js';
import { published, RULEBOOK } from '../support/mothers/rulebooks.js';
import { ShownHistory } from '../support/shown-history.js';

const LATER = { ...DEFAULT_RULEBOOK, title: { vi: 'Quy chế năm 2025' } };
const OTHER = { ...DEFAULT_RULEBOOK, title: { vi: 'Ăn mừng' } };
const PATH = `/rulebooks/${RULEBOOK}`;

describe('rulebooks over HTTP', () => {
  let shown: ShownHistory;
  beforeAll(async () => {
    const other = published(1, OTHER);
    shown = await ShownHistory.of(
      published(1),
      { ...other, data: { ...other.data, rulebookId: 'khac' } },
      published(2, LATER, '2025-01-02'),
    );
  });
  afterAll(() => shown.stop());

  const version = async (path: string) =>
    shown.get<Answered<RulebookVersionView>>('representative', `/rulebooks/${path}`);

  it('are listed in Vietnamese order, each with its versions', async () => {
    const { body } = await shown.get<Listed<RulebookView>>('dashboard', '/rulebooks');
    const listed = body.items.map(({ row }) => [row.rulebookId, row.versions.map(({ value }) => value.version)]);
    expect(listed).toEqual([
      ['khac', [1]],
      [RULEBOOK, [1, 2]],
    ]);
  });

  it('show each version as it was published, whoever reads it, with the event it stands in', async () => {
    for (const [number, content] of [
      [1, DEFAULT_RULEBOOK],
      [2, LATER],
    ] as const) {
      const { status, body } = await version(`${RULEBOOK}/versions/${number}`);
      const { title } = content;
      expect([status, body.row]).toEqual([200, { rulebookId: RULEBOOK, version: number, title, content }]);
      expect(body.provenance).toEqual({ [`rulebook-${RULEBOOK}`]: String(number - 1) });
    }
  });

  it.each(['versions/3', 'versions/0', 'versions/01', 'versions/một', 'versions/999999999'])(
    'have no %s',
    async (path) => {
      const { status } = await version(`${RULEBOOK}/${path}`);
      expect([400, 404]).toContain(status);
    },
  );

  it('show as of a day what was published by then', async () => {
    const { body } = await shown.get<Answered<RulebookView>>('inspector', `${PATH}?asOf=2024-06-01`);
    expect([body.row.title, body.row.versions.length]).toEqual([DEFAULT_RULEBOOK.title, 1]);
    expect((await shown.get('inspector', `${PATH}?asOf=2023-06-01`)).status).toBe(404);
  });
});
