import type { Role } from './event.js';
import type { Matter } from './matter.js';

type Words = Readonly<{ en: string; vi: string }>;

/** The roles of callers. */
export const ROLE_WORDS = {
  administrator: { en: 'administrator', vi: 'quản trị viên' },
  council: { en: 'council', vi: 'hội đồng' },
  secretary: { en: 'secretary', vi: 'thư ký' },
  representative: { en: 'representative', vi: 'đại diện đơn vị' },
  appraiser: { en: 'appraiser', vi: 'thành viên tổ giúp việc' },
  inspector: { en: 'inspector', vi: 'thanh tra' },
  dashboard: { en: 'dashboard', vi: 'bảng theo dõi' },
} as const satisfies Record<Role, Words>;

/** What a route shows, in words for who may not see it. */
export const SIGHT_WORDS = {
  OPEN: { en: 'what is done in public', vi: 'nội dung công khai' },
  PLACES: { en: 'rankings', vi: 'kết quả xếp hạng' },
  CLASSES: { en: 'classes', vi: 'kết quả xếp loại' },
  CARD: { en: 'score sheets', vi: 'phiếu điểm' },
  VOTES: { en: 'votes', vi: 'kết quả bỏ phiếu' },
  PROPOSALS: { en: 'proposals', vi: 'đề nghị khen thưởng' },
  PAPERS: { en: 'working papers', vi: 'tài liệu làm việc' },
  TRAIL: { en: 'the audit trail', vi: 'nhật ký kiểm tra' },
  EVENT: { en: 'recorded events', vi: 'sự kiện đã ghi' },
  METRICS: { en: 'figures about the service', vi: 'số liệu vận hành' },
} as const satisfies Record<Matter | 'TRAIL' | 'EVENT' | 'METRICS', Words>;

/** What of a caller does not fit, whose role does. It says what the token and the request say, so that a stranger learns nothing of the record. */
export const DENIALS = {
  OTHER_BLOC: { en: 'it belongs to the bloc {own}', vi: 'người gửi thuộc khối, cụm {own}' },
  NOT_PRESIDING: {
    en: '{own} does not preside over {blocId}',
    vi: '{own} không phải đơn vị trưởng của {blocId}',
  },
  OTHER_UNIT: { en: 'it acts for {own} alone', vi: 'người gửi chỉ đại diện cho {own}' },
  NO_PAPER: {
    en: 'what {unitId} did is recorded with onBehalfOf, which names {unitId}',
    vi: 'việc của {unitId} phải ghi kèm văn bản của chính {unitId}',
  },
  NO_MEMBER: {
    en: '{unitId} is no member of its bloc {own}',
    vi: '{unitId} không thuộc khối, cụm {own} của người gửi',
  },
} as const satisfies Record<string, Words>;

export type Denial = keyof typeof DENIALS;

const COUNCIL: Words = { en: 'the council', vi: 'hội đồng' };
const KEEPERS: Words = {
  en: 'the council and the secretary of {blocId}',
  vi: 'hội đồng và thư ký của {blocId}',
};

/**
 * Who may send a command about a record: an act by whose act it is (`Actor`), a claim by what it is about. It names offices,
 * as the request does, and neither the unit that presides nor whether there is such a year.
 */
export const WHO_MAY = {
  REGISTRAR: { en: 'an administrator and the council', vi: 'quản trị viên và hội đồng' },
  COUNCIL,
  RULE_GIVER: COUNCIL,
  COUNCIL_OR_SECRETARY: KEEPERS,
  COUNCIL_OR_HEAD: {
    en: 'the council, the secretary of {blocId} and the unit that presides over it',
    vi: 'hội đồng, thư ký của {blocId} và đơn vị trưởng',
  },
  HEAD: {
    en: 'the secretary of {blocId} and the unit that presides over it',
    vi: 'thư ký của {blocId} và đơn vị trưởng',
  },
  UNIT: {
    en: 'the representative of {unitId}, and the secretary of {blocId} with a paper of {unitId}',
    vi: 'đại diện của {unitId}, và thư ký của {blocId} theo văn bản của {unitId}',
  },
  SECRETARIAT: { en: 'an appraiser of {blocId}', vi: 'thành viên tổ giúp việc của {blocId}' },
  LAUNCHER: {
    en: 'the council, and who speaks for the unit or bloc that launches the movement',
    vi: 'hội đồng, và đại diện đơn vị hoặc thư ký khối, cụm phát động phong trào',
  },
  PARTICIPANT: {
    en: 'the council, and who speaks for the unit or bloc that takes part in the movement',
    vi: 'hội đồng, và đại diện đơn vị hoặc thư ký khối, cụm tham gia phong trào',
  },
  CLAIM_OF_MOVEMENT: {
    en: 'the council, and the secretary of the bloc that launches the movement or takes part in it, itself or by a member',
    vi: 'hội đồng, và thư ký khối, cụm phát động, tham gia phong trào hoặc có thành viên phát động, tham gia',
  },
  SUBMITTER: {
    en: 'the secretary of the bloc that proposes, and the representative of the unit that is proposed',
    vi: 'thư ký của khối, cụm đề nghị và đại diện đơn vị được đề nghị',
  },
  COUNCIL_OR_UNIT: {
    en: 'the council, the secretary of the bloc, and the representative of a commended unit that complains',
    vi: 'hội đồng, thư ký của khối, cụm và đại diện đơn vị được khen thưởng có ý kiến',
  },
  CLAIM: KEEPERS,
  COUNCIL_OR_SECRETARY_OF_RECORD: {
    en: 'the council, and the secretary of the bloc in whose record it stands',
    vi: 'hội đồng, và thư ký của khối, cụm có hồ sơ này',
  },
  CLAIM_OF_UNIT: {
    en: 'the council, and the secretary of a bloc of {unitId}',
    vi: 'hội đồng, và thư ký của khối, cụm có {unitId}',
  },
} as const satisfies Record<string, Words>;

/** The fact `who` of a refusal. */
export type WhoMay = keyof typeof WHO_MAY;
