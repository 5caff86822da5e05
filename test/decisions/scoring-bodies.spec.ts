import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { PublishResultBody } from '../../src/emulation-years/ranking/publication.dto.js';
import { ComputeRankingBody } from '../../src/emulation-years/ranking/ranking.dto.js';
import { SelfScoreBody } from '../../src/emulation-years/scoring/scoring.dto.js';
import { InvalidInput } from '../../src/http/problems/fault.js';
import { validatedAs } from '../../src/http/shapes/validation.js';

/** The body as the decision sees it, or the fields that are wrong. */
async function received(metatype: Type<object>, body: object): Promise<unknown> {
  try {
    const read: unknown = await validatedAs(metatype, body);
    if (read instanceof InvalidInput) return pointersOf(read);
    return JSON.parse(JSON.stringify(read));
  } catch (error) {
    if (error instanceof InvalidInput) return pointersOf(error);
    throw error;
  }
}

function pointersOf({ errors }: InvalidInput): string[] {
  return errors.map(({ pointer }) => pointer);
}

describe('the body of a self-score', () => {
  const lines = [{ criterionId: 'phan-1', mark: '580.50', evidence: [{ title: 'Báo cáo năm 2024' }] }];

  it('is of the whole unit when it names no scope', async () => {
    expect(await received(SelfScoreBody, { unitId: 'dien-bien', lines })).toEqual({
      unitId: 'dien-bien',
      scope: {},
      lines,
    });
    const scope = { track: 'cong-doan' };
    expect(await received(SelfScoreBody, { unitId: 'dien-bien', scope, lines })).toEqual({
      unitId: 'dien-bien',
      scope,
      lines,
    });
  });
  it('takes measures of at most 16 digits before the point and 6 after it, marks of any decimal', async () => {
    const body = (line: object): object => ({ unitId: 'dien-bien', lines: [{ criterionId: 'phan-1', ...line }] });
    const widest = '9999999999999999.999999';
    const lawful = body({ value: widest, target: `-${widest}` });
    expect(await received(SelfScoreBody, lawful)).toEqual({ ...lawful, scope: {} });
    for (const value of [`1${widest}`, `${widest}9`, '-0', '-0.00']) {
      expect(await received(SelfScoreBody, body({ value, target: value }))).toEqual([
        '/lines/0/value',
        '/lines/0/target',
      ]);
    }
    const mark = body({ mark: '999999999999999999.999999999999' });
    expect(await received(SelfScoreBody, mark)).toEqual({ ...mark, scope: {} });
  });
  it('takes points as text only, and no points of its own making', async () => {
    const body = (line: object): object => ({ unitId: 'dien-bien', lines: [{ criterionId: 'phan-1', ...line }] });
    expect(await received(SelfScoreBody, body({ mark: 580.5 }))).toEqual(['/lines/0/mark']);
    expect(await received(SelfScoreBody, body({ mark: '5e2' }))).toEqual(['/lines/0/mark']);
    expect(await received(SelfScoreBody, body({ mark: '5', points: '600' }))).toEqual(['/lines/0/points']);
  });
});

describe('the bodies of rankings', () => {
  it('are of the whole bloc when they name no scope', async () => {
    expect(await received(ComputeRankingBody, {})).toEqual({ scope: {} });
    expect(await received(ComputeRankingBody, { scope: null })).toEqual(['/scope']);
  });
  it('publish ranks that are whole numbers from 1, each once', async () => {
    const publish = (ranks: readonly unknown[], more: object = {}): object => ({
      parts: [{ part: 'RANKING', ranks, pointsShown: false, ...more }],
    });
    expect(await received(PublishResultBody, publish([1, 2]))).toEqual(publish([1, 2], { scope: {} }));
    expect(await received(PublishResultBody, publish([0]))).toEqual(['/parts/0/ranks']);
    expect(await received(PublishResultBody, publish([1, 1]))).toEqual(['/parts/0/ranks']);
    expect(await received(PublishResultBody, publish([]))).toEqual(['/parts/0/ranks']);
    expect(await received(PublishResultBody, { parts: [{ part: 'EVERYTHING' }] })).toEqual(['/parts']);
  });
});
