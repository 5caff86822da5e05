import { exemptionFrom } from '../../src/emulation-years/frame/frame.values.js';
import {
  type ClassBasis,
  classKey,
  type Exempt,
  type SheetDerivation,
} from '../../src/emulation-years/ranking/ranking.values.js';
import { isSame, type Subject } from '../../src/emulation-years/scoring/subject.values.js';
import { defined } from '../../src/kernel/defined.js';
import { vietnameseDate } from '../../src/kernel/partial-date.js';
import type { Scope } from '../../src/kernel/scope.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { RulebookReference } from '../../src/rulebooks/rulebook.values.js';
import { inForce, rankingOf, subjectName, type RankingVersion, type YearRanking } from '../ranking/ranking.js';
import type { Sourced } from '../recording.js';
import { agreementOf, type ScoreSheet } from '../score-sheet/score-sheet.js';
import { lineViews } from '../score-sheet/score-sheet-view.js';
import { leftOut } from './parts-left-out.js';
import { placeExplained } from './place-explained.js';
import { pointsExplained } from './points-explained.js';
import { sentence, type Sentence } from './sentence.js';

/** How one unit came to its place, step by step from events and rules. */
export type Explanation = Readonly<{
  blocId: string;
  year: string;
  unitId: string;
  /** What the member registered; absent of the member as a whole. */
  subjectId?: string;
  name: LocalizedText;
  scope: Scope;
  version: number;
  rulebook?: RulebookReference;
  /** Absent of what is not in the order. */
  rank?: number;
  total?: SheetDerivation['total'];
  steps: readonly Sentence[];
}>;

/** `undefined` when there is no ranking of that scope, or it says nothing about the subject. */
export function explanationOf(
  row: YearRanking,
  scope: Scope,
  subject: Subject,
  card: ScoreSheet | undefined,
): Explanation | undefined {
  const { unitId } = subject;
  const rankings = rankingOf(row, scope);
  const order = inForce(rankings.versions);
  if (order === undefined) return undefined;
  const computed = order.value.sheets.find((known) => isSame(known, subject));
  const steps = [
    ...(computed === undefined ? [] : totalExplained(row, order, computed, card)),
    ...placeExplained(row, order, subject),
    ...keptOut(row, order, { ...subject, scope }),
    ...classified(row, scope, unitId),
    ...changedSince(order, unitId),
    ...published(rankings.publications, subject),
  ];
  if (steps.length === 0) return undefined;
  const { version, rulebook, groups, apart } = order.value;
  const place = [...groups, ...apart.flatMap((like) => like.groups)].find(({ subjects }) =>
    subjects.some((one) => isSame(one, subject)),
  );
  return {
    blocId: row.blocId,
    year: row.year,
    ...subject,
    name: subjectName(row, subject),
    scope,
    version,
    ...defined({ rulebook, rank: place?.rank, total: computed?.total }),
    steps,
  };
}

function totalExplained(
  row: YearRanking,
  { recording: computed }: Sourced<RankingVersion>,
  steps: SheetDerivation,
  card: ScoreSheet | undefined,
): readonly Sentence[] {
  const { rulebook, subjects } = row;
  const { criteria = [], scopes = [] } = rulebook?.value ?? {};
  const basis = { criteria, subjects, scopes, leftOut: leftOut(row, computed, steps), computed };
  if (card === undefined) return pointsExplained(steps, { ...basis, lines: [] });
  const agreement = agreementUsed(card, steps);
  const lines = lineViews(card, rulebook?.value, agreement);
  return pointsExplained(steps, { ...basis, lines, ...(agreement && { agreement: agreement.recording }) });
}

/** The figures that the ranking was computed from, whatever was corrected since. */
function agreementUsed(card: ScoreSheet, { agreedAt }: SheetDerivation): ReturnType<typeof agreementOf> {
  return card.agreements.find(({ recording }) => recording.event.revision === agreedAt) ?? agreementOf(card);
}

function keptOut(
  row: YearRanking,
  { value: order, recording }: Sourced<RankingVersion>,
  subject: Subject & Readonly<{ scope: Scope }>,
): readonly Sentence[] {
  const { unitId } = subject;
  const unranked = order.unranked.find((known) => isSame(known, subject));
  const departed = order.departed.find((known) => known.unitId === unitId);
  const exempt =
    order.exempt.find((known) => isSame(known, subject)) ?? order.exempt.find((known) => isSame(known, { unitId }));
  const exclusion = row.exclusions.find(
    ({ excluded }) => excluded.value.unitId === unitId && excluded.value.ground === unranked?.ground,
  );
  return [
    ...(unranked === undefined
      ? []
      : [
          sentence(
            'NOT_RANKED',
            unranked.reason === undefined
              ? ['Không xếp hạng; chưa rõ lý do.', 'Kept out of the ranking; why is not known.']
              : [`Không xếp hạng: ${unranked.reason}`, `Kept out of the ranking: ${unranked.reason}`],
            unranked,
            [exclusion?.excluded.recording, recording],
          ),
        ]),
    ...(departed === undefined
      ? []
      : [
          sentence(
            'NOT_RANKED',
            [
              `Không xếp hạng: là thành viên đến ${vietnameseDate(departed.until)}, chưa được thống nhất điểm.`,
              `Not ranked: a member until ${departed.until}, without an agreed score.`,
            ],
            departed,
            [recording],
          ),
        ]),
    ...(exempt === undefined
      ? []
      : [sentence('EXEMPT', exemptBy(exempt), exempt, [exemptedBy(row, subject)?.recording, recording])]),
  ];
}

function exemptBy({ reason }: Exempt): readonly [string, string] {
  return reason === undefined
    ? ['Không chấm điểm, chưa rõ lý do.', 'Not scored; the reason is not known.']
    : [`Không chấm điểm: ${reason}`, `Not scored: ${reason}`];
}

/** What exempted it, as it is on record. */
function exemptedBy(
  { exempt }: YearRanking,
  subject: Subject & Readonly<{ scope: Scope }>,
): YearRanking['exempt'][number] | undefined {
  const found = exemptionFrom(
    exempt.map(({ value }) => value),
    subject,
    subject.scope,
  );
  return exempt.find(({ value }) => value === found);
}

function classified({ classifications }: YearRanking, scope: Scope, unitId: string): readonly Sentence[] {
  const key = classKey(scope, { unitId });
  return classifications
    .filter(({ value }) => classKey(value.scope, value) === key)
    .map(({ value: { classification, ...of }, recording }) => {
      const [vi, en] = basisOf(of);
      const said = [`Xếp loại: ${classification} (${vi}).`, `Class: ${classification} (${en}).`] as const;
      return sentence('CLASS', said, { unitId, classification }, [recording]);
    });
}

function basisOf({ basis, decision }: ClassBasis): readonly [vi: string, en: string] {
  if (basis !== undefined) return [basis, basis];
  return decision === undefined ? ['chưa rõ căn cứ', 'on what basis is unknown'] : ['theo biểu quyết', 'by vote'];
}

const CHANGES = {
  SCORE_CORRECTED: ['Điểm đã được đính chính sau khi xếp hạng', 'The score was corrected after the ranking'],
  SCORE_AGREED: ['Điểm được thống nhất sau khi xếp hạng', 'The score was agreed after the ranking'],
  UNIT_EXCLUDED: ['Đơn vị bị loại sau khi xếp hạng', 'The unit was excluded after the ranking'],
  SUBJECT_REGISTERED: [
    'Đơn vị đăng ký thêm đối tượng chấm điểm sau khi xếp hạng',
    'The unit registered another subject after the ranking',
  ],
  GROUP_CHANGED: [
    'Thành viên của nhóm thay đổi sau khi xếp hạng',
    'The members of the group changed after the ranking',
  ],
  EXCLUSION_LIFTED: ['Việc loại đã được bãi bỏ sau khi xếp hạng', 'The exclusion was lifted after the ranking'],
} as const;

function changedSince({ value }: Sourced<RankingVersion>, unitId: string): readonly Sentence[] {
  return value.changedSince
    .filter((change) => change.value.unitId === unitId)
    .map(({ value: { what, reason }, recording }) => {
      const [vi, en] = CHANGES[what];
      const why = reason === undefined ? '' : `: ${reason}`;
      return sentence('CHANGED_SINCE', [`${vi}${why}`, `${en}${why}`], { unitId, what }, [recording]);
    });
}

function published(publications: ReturnType<typeof rankingOf>['publications'], subject: Subject): readonly Sentence[] {
  const publication = inForce(publications);
  if (publication === undefined) return [];
  const { places, apart } = publication.value;
  const all = [...places, ...apart.flatMap((list) => list.places)];
  const place = all.find(({ subjects }) => subjects.some((one) => isSame(one, subject)));
  if (place === undefined) return [];
  return [
    sentence(
      'PUBLISHED',
      [`Đã công bố: hạng ${place.rank}.`, `Published: rank ${place.rank}.`],
      { ...subject, rank: place.rank, version: publication.value.version },
      [publication.recording],
    ),
  ];
}
