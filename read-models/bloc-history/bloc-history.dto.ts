import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { answerOf, answersOf } from '../answer.dto.js';
import { PledgeStatusView } from '../pledge-status/pledge-status.dto.js';
import type { BlocYear } from './bloc-history.js';
import { list, RECORDING, shown, sourced } from './year-examples.js';
import type { RankingOfYearView, YearView } from './year-view.js';

const QUESTION = { questionId: 'dien-bien', unitId: 'dien-bien', form: 'GOVERNMENT_FLAG' };
const TALLY = { questionId: 'dien-bien', for: 6, against: 1, blank: 0, base: 7, needed: 6, outcome: 'PASSED' };
const FIGURE = {
  quantity: { value: '113000', qualifier: 'AT_LEAST', unit: 'lao động' },
  text: { vi: 'trên 113.000 lao động', en: 'over 113,000 lao động' },
};
const BATCH = { count: 7, named: [], presenter: { name: 'Trịnh Xuân Trường' } };
const INSIDERS = 'For those who may see the working papers. ';

/** One year of a bloc: the page that tells what happened. */
export class BlocYearView implements YearView {
  @ApiProperty({ example: 'cum-7-tinh' }) blocId!: string;
  @ApiProperty({ example: '2024' }) year!: string;
  @ApiProperty({ enum: ['NOT_OPENED', 'OPEN', 'CLOSED'] }) status!: YearView['status'];
  @ApiPropertyOptional(
    shown(
      'Label, period, name of the bloc and acting head at the opening',
      sourced({ label: { vi: 'Năm thi đua 2024' } }),
    ),
  )
  opened?: NonNullable<BlocYear['opened']>;
  @ApiPropertyOptional(
    shown(
      'Members by the names of the time, who else was once named as one, and the sizes declared where not all are named',
      sourced({
        blocName: { vi: 'Cụm thi đua 7 tỉnh' },
        declaredSizes: [{ size: 7, from: '2024-01-01' }],
        ...{ members: [], namedBeside: [] },
      }),
    ),
  )
  members?: NonNullable<BlocYear['members']>;
  @ApiPropertyOptional(
    shown(
      'Head and deputies of the year; no head where nobody has said',
      sourced({ head: 'lao-cai', deputies: [{ unitId: 'cao-bang', ordinal: 1 }] }),
    ),
  )
  leadership?: NonNullable<BlocYear['leadership']>;
  @ApiPropertyOptional({ description: 'The head, or who acted as head at the opening', example: 'lao-cai' })
  presiding?: string;
  @ApiPropertyOptional(
    shown('The rulebook version of the year', sourced({ rulebookId: 'quy-che-cum-7-tinh', version: 1 })),
  )
  rulebook?: NonNullable<BlocYear['rulebook']>;
  @ApiProperty(
    list('Meetings of the year, whenever they were held', {
      sessionId: 'hoi-nghi-tong-ket',
      convened: sourced({ kind: 'CLOSING', from: { date: '2025-03-22' }, to: { date: '2025-03-22' }, online: false }),
      units: ['cao-bang', 'dien-bien'],
      guests: 3,
    }),
  )
  sessions!: YearView['sessions'];
  @ApiPropertyOptional({ type: PledgeStatusView }) pledge!: YearView['pledge'];
  @ApiProperty(
    list('Rankings; for the public the published places alone; `supersededBy` names the version that counts', {
      version: 1,
      scope: {},
      basis: 'SCORES',
      partial: true,
      places: [{ rank: 1, subjects: [{ unitId: 'dien-bien' }], orderKnown: true }],
      recording: RECORDING,
      tiesBroken: [],
    }),
  )
  rankings!: readonly RankingOfYearView[];
  @ApiProperty(
    list(
      'Heads and deputies elected or designated in this year',
      sourced({ duty: 'HEAD', forYear: '2025', method: 'ELECTED' }),
    ),
  )
  choices!: YearView['choices'];
  @ApiProperty(
    list('Awards conferred; collectives and individuals are counted apart', {
      awardId: 'bang-khen-2024',
      conferred: sourced({ form: 'CHAIRMAN_CERTIFICATE', exemplars: true, collectives: BATCH, individuals: BATCH }),
      named: [],
    }),
  )
  awards!: YearView['awards'];
  @ApiProperty(
    list('Commendations counted by kind, never added up', sourced({ summaryId: 'khen-thuong', counts: [FIGURE] })),
  )
  summaries!: YearView['summaries'];
  @ApiProperty(
    list(
      'What places the offices of a unit took, each in a bloc of its own',
      sourced({ unitId: 'lao-cai', counts: [{ place: 1, count: 3 }] }),
    ),
  )
  placements!: YearView['placements'];
  @ApiProperty(list('Figures of the year', sourced({ statisticId: 'viec-lam', title: 'Việc làm mới', ...FIGURE })))
  statistics!: YearView['statistics'];
  @ApiProperty(
    list('Kiến nghị to superiors', sourced({ to: { kind: 'EXTERNAL', name: 'Bộ GTVT' }, text: 'Kiến nghị' })),
  )
  recommendations!: YearView['recommendations'];
  @ApiProperty(
    list('Duty and flag handed over', sourced({ what: 'FLAG', from: 'lao-cai', to: 'cao-bang', forYear: '2025' })),
  )
  handOvers!: YearView['handOvers'];
  @ApiProperty(list('Steps left out, with the reason', sourced({ step: 'ELECTION', reason: 'Chưa bầu' })))
  skipped!: YearView['skipped'];
  @ApiPropertyOptional(shown('The close of the year', sourced({ done: ['SCORING'], skipped: ['ELECTION'] })))
  closed?: NonNullable<YearView['closed']>;
  @ApiProperty({ description: 'Whether every list shows all there is; lists hold at most 200 entries' })
  complete!: boolean;

  @ApiPropertyOptional(
    shown(`${INSIDERS}Steps done, left out, and still open`, { done: [], skipped: [], open: ['VOTE'] }),
  )
  steps?: NonNullable<YearView['steps']>;
  @ApiPropertyOptional(shown(`${INSIDERS}The draft of the pledge as it stands`, sourced({ contents: [], targets: [] })))
  pledgeDraft?: NonNullable<YearView['pledgeDraft']>;
  @ApiPropertyOptional(
    list(
      `${INSIDERS}Forms that units aim at (đăng ký thi đua)`,
      sourced({ unitId: 'lao-cai', forms: ['GOVERNMENT_FLAG'] }),
    ),
  )
  registrations?: NonNullable<YearView['registrations']>;
  @ApiPropertyOptional(
    list(
      `${INSIDERS}Units that may hand in after the deadline`,
      sourced({ unitId: 'son-la', until: '2025-03-01', reason: 'Mưa lũ' }),
    ),
  )
  reopenings?: NonNullable<YearView['reopenings']>;
  @ApiPropertyOptional(
    list(
      `${INSIDERS}Inspections of members by members (kiểm tra chéo)`,
      sourced({ inspector: 'lao-cai', inspected: 'son-la', findings: 'Đúng quy định' }),
    ),
  )
  crossInspections?: NonNullable<YearView['crossInspections']>;
  @ApiPropertyOptional(shown(`${INSIDERS}Sheets agreed so far`, { sheets: ['lao-cai'], latest: RECORDING }))
  scoresAgreed?: NonNullable<YearView['scoresAgreed']>;
  @ApiPropertyOptional(
    list(`${INSIDERS}Reports of the secretariat`, sourced({ version: 1, title: 'Báo cáo chấm điểm' })),
  )
  scoreReports?: NonNullable<YearView['scoreReports']>;
  @ApiPropertyOptional(
    list(`${INSIDERS}Units that need not be scored`, sourced({ unitId: 'lai-chau', reason: 'Sáp nhập' })),
  )
  exempt?: NonNullable<YearView['exempt']>;
  @ApiPropertyOptional(list(`${INSIDERS}Units barred`, { unitId: 'son-la', ground: 'vi-pham', excluded: sourced({}) }))
  exclusions?: NonNullable<YearView['exclusions']>;
  @ApiPropertyOptional(
    list(`${INSIDERS}Classes`, sourced({ scope: {}, unitId: 'lao-cai', classification: 'Xuất sắc' })),
  )
  classifications?: NonNullable<YearView['classifications']>;
  @ApiPropertyOptional(
    list('Classes that are public', sourced({ scope: {}, unitId: 'lao-cai', classification: 'Xuất sắc' })),
  )
  publishedClasses?: NonNullable<YearView['publishedClasses']>;
  @ApiPropertyOptional(
    list(`${INSIDERS}Corrections of agreed scores`, sourced({ unitId: 'lao-cai', reason: 'Nhầm số' })),
  )
  corrections?: NonNullable<YearView['corrections']>;
  @ApiPropertyOptional(
    list(`${INSIDERS}Ballots with their outcome`, {
      ballotId: 'co-chinh-phu',
      opened: sourced({ purpose: 'COMMENDATION', method: 'SECRET_PAPER', questions: [QUESTION] }),
      tallied: sourced({ present: 7, voted: 7, written: 0, questions: [TALLY] }),
      tiesBroken: [],
    }),
  )
  ballots?: NonNullable<YearView['ballots']>;
  @ApiPropertyOptional(list(`${INSIDERS}Assents and objections`, { assentId: 'nhat-tri', objections: [] }))
  assents?: NonNullable<YearView['assents']>;
  @ApiPropertyOptional(list(`${INSIDERS}Agreed lists`, sourced({ listId: 'danh-sach', entries: [] })))
  agreedLists?: NonNullable<YearView['agreedLists']>;
  @ApiPropertyOptional(
    list(`${INSIDERS}Nominations`, sourced({ duty: 'HEAD', forYear: '2024', unitId: 'so-xay-dung' })),
  )
  nominations?: NonNullable<YearView['nominations']>;
  @ApiPropertyOptional(
    list('Proposals upwards, as their own page shows them: requests, not awards', {
      proposalId: 'co-chinh-phu',
      status: 'PROPOSED',
      proposed: sourced({ form: 'GOVERNMENT_FLAG', count: 1, nominees: ['dien-bien'] }),
      ...{ recipients: ['dien-bien'], named: [] },
    }),
  )
  proposals?: NonNullable<YearView['proposals']>;
  @ApiPropertyOptional(
    list(`${INSIDERS}Warnings of all events`, {
      warning: { code: 'HEAD_UNKNOWN', rule: 'R35', facts: {} },
      event: RECORDING.event,
    }),
  )
  warnings?: NonNullable<YearView['warnings']>;
}

export const BlocYearAnswerView = answerOf(BlocYearView);
export const BlocYearListView = answersOf(BlocYearAnswerView);
