import fc from 'fast-check';
import type { RankingCommand } from '../../src/emulation-years/ranking/ranking.commands.js';
import type { ScoringCommand } from '../../src/emulation-years/scoring/scoring.commands.js';
import type { LineInput, ReviewedLine } from '../../src/emulation-years/scoring/scoring.values.js';
import { defined } from '../../src/kernel/defined.js';
import type {
  Criterion,
  CriterionLine,
  LineRule,
  NotApplicablePolicy,
  Rulebook,
} from '../../src/rulebooks/rulebook.values.js';
import { heading, line, scoringRules } from './mothers/scoring.js';
import { inYear } from './mothers/seven-provinces.js';

/** A decimal as people write it: up to three digits, a point, up to three more. */
const decimal = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min, max }), fc.option(fc.integer({ min: 0, max: 999 })))
    .map(([whole, part]) => (part === null ? `${whole}` : `${whole}.${`${part}`.padStart(3, '0')}`));

const rule = fc.oneof<fc.Arbitrary<LineRule>[]>(
  fc.constantFrom<LineRule>(
    { kind: 'JUDGED' },
    { kind: 'MEAN' },
    { kind: 'PASS_FAIL' },
    { kind: 'BONUS' },
    { kind: 'DEDUCTION' },
    { kind: 'CURVE', curve: { shape: 'PROPORTIONAL' } },
    { kind: 'CURVE', curve: { shape: 'PROPORTIONAL', floor: '1/2' } },
    { kind: 'CURVE', curve: { shape: 'RELATIVE_TO_LEADER' } },
    { kind: 'STEP', bands: [{ upTo: '0', points: '5' }, { upTo: '2', points: '3' }, { points: '1' }] },
    {
      kind: 'STEP',
      bands: [{ from: '0', below: '1.5', points: '5' }, { from: '2', upTo: '9', notDefined: true }, { points: '1' }],
      gaps: 'ABOVE',
      negativeValues: 'ALLOWED',
    },
    { kind: 'OPTIONS', options: [{ id: 'tot', title: { vi: 'Tốt' }, points: '7.5' }] },
    { kind: 'LINEAR', pointsEach: '0.25', from: '20' },
    { kind: 'LINEAR', pointsEach: '2', min: '-7', negativeValues: 'ALLOWED' },
    { kind: 'PENALTY', pointsEach: '0.5', losesAtMost: '1.5' },
  ),
  decimal(0, 9).map((pointsEach): LineRule => ({ kind: 'COUNT', pointsEach })),
);
const policy = fc.constantFrom<NotApplicablePolicy>('FORBIDDEN', 'FULL', 'RESCALE', 'DROP', 'SEPARATE_GROUP');

const anyLine = (id: string): fc.Arbitrary<CriterionLine> =>
  fc
    .tuple(rule, decimal(1, 300), policy, fc.boolean(), fc.constantFrom('ALLOWED' as const, 'CAPPED' as const))
    .map(([of, max, notApplicable, knockOutAtZero, overflow]) =>
      line(id, max, of, { notApplicable, knockOutAtZero, overflow }),
    );

const table: fc.Arbitrary<readonly Criterion[]> = fc
  .tuple(
    fc.tuple(anyLine('a'), anyLine('b'), anyLine('c'), anyLine('d')),
    fc.option(decimal(1, 400)),
    fc.option(decimal(-9, 9)),
  )
  .map(([[a, b, c, d], cap, min]) => {
    const floored = {
      ...heading('nhom', cap ?? undefined, b, heading('nhom-con', undefined, c)),
      ...defined({ min: min ?? undefined }),
    };
    return [a, floored, d];
  });

/** Rules of scoring of every kind. */
export const anyRules: fc.Arbitrary<Rulebook['scoring']> = fc
  .record({
    criteria: table,
    overflow: fc.constantFrom('ALLOWED', 'CAPPED'),
    decimals: fc.integer({ min: 0, max: 3 }),
    mode: fc.constantFrom('HALF_UP', 'HALF_EVEN', 'DOWN'),
    stage: fc.constantFrom('LINE', 'TOTAL'),
  })
  .map(({ criteria, overflow, ...rounding }) => scoringRules(criteria, { scale: '500', overflow, rounding }));

/** An input for the line: mostly of its kind, sometimes out of range, not applicable or of another kind. */
const anyInput = (criterionId: string): fc.Arbitrary<LineInput> =>
  fc
    .record(
      {
        value: decimal(-5, 300),
        target: decimal(-1, 200),
        option: fc.constantFrom('tot', 'kem'),
        values: fc.array(decimal(-1, 300), { maxLength: 4 }),
        passed: fc.boolean(),
        mark: decimal(-300, 310),
        notApplicable: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .map((fields) => ({ criterionId, ...fields }));

/** An input for each of the lines, with all the fields of its kind. */
const fullInput = (criterionId: string): fc.Arbitrary<LineInput> =>
  fc
    .record({
      value: decimal(-5, 300),
      target: decimal(1, 200),
      option: fc.constant('tot'),
      values: fc.array(decimal(0, 300), { minLength: 1, maxLength: 4 }),
      passed: fc.boolean(),
      mark: decimal(-300, 310),
      notApplicable: fc.boolean(),
    })
    .map((fields) => ({ criterionId, ...fields }));

const IDS = ['a', 'b', 'c', 'd'];
export const anyInputs: fc.Arbitrary<readonly LineInput[]> = fc.tuple(...IDS.map(anyInput));
export const fullInputs: fc.Arbitrary<readonly LineInput[]> = fc.tuple(...IDS.map(fullInput));

/** The inputs as a careful unit hands them in: with only the fields that each line of the table asks for. */
export function fitting(lines: readonly CriterionLine[], inputs: readonly LineInput[]): readonly LineInput[] {
  return lines.flatMap((of) => {
    const { criterionId, ...input } = inputs.find((one) => one.criterionId === of.id) ?? { criterionId: of.id };
    return input.notApplicable === true && of.notApplicable !== 'FORBIDDEN'
      ? [{ criterionId, notApplicable: true }]
      : [{ criterionId, ...asked(of, input) }];
  });
}

const PLAIN = { value: '1', target: '2', option: 'tot', values: ['1'], passed: true, mark: '1' };

function asked(of: CriterionLine, input: Omit<LineInput, 'criterionId'>): Omit<LineInput, 'criterionId'> {
  const { value, target, option, values, passed, mark } = { ...PLAIN, ...input };
  switch (of.kind) {
    case 'CURVE':
      return { value: value.replace('-', ''), target };
    case 'STEP':
    case 'LINEAR':
      return { value: of.negativeValues === 'ALLOWED' ? value : value.replace('-', '') };
    case 'COUNT':
    case 'PENALTY':
      return { value: value.replace(/\..*|-/g, '') || '0' };
    case 'OPTIONS':
      return { option };
    case 'MEAN':
      return { values: values.map((one) => within(one, of.max)) };
    case 'PASS_FAIL':
      return { passed };
    case 'JUDGED':
    case 'BONUS':
      return { mark: within(mark, of.max) };
    case 'DEDUCTION':
      return { mark: mark.startsWith('-') ? `-${within(mark.slice(1), of.max)}` : '0' };
  }
}

/**
 * The mark where it is surely within `max`, else `max`. Compares lengths of text: with a digit less it is surely less.
 */
function within(mark: string, max: string): string {
  const [whole = ''] = mark.split('.');
  const [most = ''] = max.split('.');
  return whole.startsWith('-') || whole.length >= most.length ? max : mark;
}

const unit = fc.constantFrom('dien-bien', 'lao-cai', 'yen-bai');
const reviewed = fc
  .tuple(anyInputs, fc.option(fc.constant('Theo hồ sơ')))
  .map(([inputs, reason]): readonly ReviewedLine[] =>
    inputs.map((input) => (reason === null ? input : { ...input, reason })),
  );
const about = unit.map((unitId) => ({ ...inYear('2025-03-21'), unitId, scope: {} }));

/** Any command of scoring and ranking, sensible or not. */
export const anyScoringCommand: fc.Arbitrary<ScoringCommand> = fc.oneof(
  fc
    .tuple(fc.constantFrom('SubmitSelfScore', 'ReviseSelfScore'), about, fc.oneof(anyInputs, fullInputs))
    .map(([type, of, lines]): ScoringCommand => ({ type, data: { ...of, lines } })),
  fc
    .tuple(fc.constantFrom('AppraiseScore', 'AgreeScore'), about, fc.oneof(reviewed, fc.constant([])))
    .map(([type, of, lines]): ScoringCommand => ({ type, data: { ...of, lines } })),
  fc
    .tuple(about, reviewed)
    .map(([of, lines]): ScoringCommand => ({ type: 'CorrectRecord', data: { ...of, lines, reason: 'Sai sót' } })),
  about.map((of): ScoringCommand => ({ type: 'ReturnScore', data: of })),
  fc
    .tuple(fc.constantFrom('RecordBonus', 'RecordDeduction'), about, fc.constantFrom('a', 'b'), decimal(-9, 9))
    .map(([type, of, criterionId, mark]): ScoringCommand => ({
      type,
      data: { ...of, criterionId, mark, reason: 'Theo văn bản' },
    })),
);

export const anyRankingCommand: fc.Arbitrary<RankingCommand> = fc.oneof(
  fc.constant<RankingCommand>({ type: 'ComputeRanking', data: { ...inYear('2025-07-21'), scope: {} } }),
  fc.integer({ min: 1, max: 4 }).map((rank): RankingCommand => ({
    type: 'BreakTie',
    data: {
      ...inYear('2025-07-21'),
      scope: {},
      rank,
      order: [{ unitId: 'lao-cai' }, { unitId: 'dien-bien' }],
      key: 'HEAD_DECIDES',
      reason: '–',
    },
  })),
  fc.integer({ min: 1, max: 4 }).map((rank): RankingCommand => ({
    type: 'PublishResult',
    data: {
      ...inYear('2025-07-21'),
      parts: [{ part: 'RANKING', scope: {}, ranks: [rank], pointsShown: true }],
    },
  })),
);
