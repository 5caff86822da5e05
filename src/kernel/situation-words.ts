type Words = Readonly<{ en: string; vi: string }>;

/** Where things stand, which leaves no room for what was asked: the fact `step` of INVALID_TRANSITION. Other facts fill the places. */
export const SITUATION_WORDS = {
  CLOSED: { en: 'the year is closed', vi: 'năm thi đua đã kết thúc' },
  DRAFT: { en: 'the pledge has no draft', vi: 'chưa có dự thảo giao ước thi đua' },
  BLANK: { en: 'no self-score was handed in', vi: 'đơn vị chưa nộp bản tự chấm' },
  RETURNED: { en: 'the self-score was given back to the unit', vi: 'bản tự chấm đã trả lại đơn vị, chưa nộp lại' },
  SUBMITTED: { en: 'the score was not appraised', vi: 'điểm chưa được thẩm định' },
  APPRAISED: { en: 'the score was not agreed', vi: 'điểm chưa được thống nhất' },
  RANKED_BY_SCORES: {
    en: 'all scores are agreed, so the ranking is computed from them; agree on an order where scoring is skipped',
    vi: 'đã thống nhất điểm nên xếp hạng theo điểm; chỉ thống nhất thứ hạng khi bỏ qua bước chấm điểm',
  },
  BEGUN: {
    en: 'the step has begun, it can only be brought to its end',
    vi: 'bước này đã bắt đầu, chỉ có thể làm cho xong',
  },
  SCORING_BEGUN: {
    en: 'scoring has begun; a unit that is not to be scored is exempted',
    vi: 'đã bắt đầu chấm điểm; đơn vị không phải chấm thì ghi miễn chấm điểm',
  },
  MOVEMENT_CLOSED: { en: 'the movement is over', vi: 'phong trào thi đua đã kết thúc' },
  SESSION_CLOSED: { en: 'the session is over', vi: 'phiên họp đã kết thúc' },
  BALLOT_CLOSED: { en: 'the ballot is closed', vi: 'cuộc bỏ phiếu đã kết thúc' },
  SECRET_PAPER: {
    en: 'the ballot is secret, its papers are counted together',
    vi: 'cuộc bỏ phiếu là bỏ phiếu kín, chỉ ghi kết quả kiểm phiếu chung',
  },
  WITHDRAWN: { en: 'the proposal was withdrawn', vi: 'đề nghị khen thưởng đã rút' },
  PROPOSAL_VOID: {
    en: 'the decision that carries the proposal is void',
    vi: 'kết quả suy tôn làm căn cứ cho đề nghị đã bị hủy',
  },
  DOSSIER_NOT_SUBMITTED: { en: 'no dossier was handed in', vi: 'chưa nộp hồ sơ đề nghị khen thưởng' },
  DOSSIER_RETURNED: {
    en: 'the dossier was given back and is to be supplemented',
    vi: 'hồ sơ đã trả lại, chưa bổ sung',
  },
  DOSSIER_NOT_RETURNED: { en: 'the dossier was not given back', vi: 'hồ sơ chưa bị trả lại' },
  COMMENDATION_DECIDED: { en: 'the commendation is decided', vi: 'đã có quyết định khen thưởng' },
  COMMENDATION_REJECTED: { en: 'the commendation was rejected', vi: 'đề nghị khen thưởng không được chấp thuận' },
  COMMENDATION_NOT_DECIDED: {
    en: 'there is no decision to commend; a proposal is no award',
    vi: 'chưa có quyết định khen thưởng; đề nghị chưa phải là khen thưởng',
  },
  AWARD_REVOKED: { en: 'the award was revoked', vi: 'khen thưởng đã bị thu hồi' },
  AWARD_NOT_REVOKED: { en: 'the award was not revoked', vi: 'khen thưởng chưa bị thu hồi' },
  FIRST_PLACE_TIED: {
    en: 'several units share the first place, their tie is not broken',
    vi: 'nhiều đơn vị đồng hạng nhất, chưa phân định',
  },
  DEPUTY: {
    en: 'there is no deputy number {ordinal}, the rulebook knows {most}',
    vi: 'không có phó thứ {ordinal}, quy chế quy định số phó là {most}',
  },
} as const satisfies Record<string, Words>;

/** Ways of deciding, of which a rulebook offers some: the facts `step` and `allowed` of INVALID_TRANSITION. */
export const WAY_WORDS = {
  UNANIMOUS_ASSENT: { en: 'agreement without a vote', vi: 'nhất trí không bỏ phiếu' },
  SHOW_OF_HANDS: { en: 'a show of hands', vi: 'biểu quyết giơ tay' },
  SECRET_PAPER: { en: 'a secret ballot', vi: 'bỏ phiếu kín' },
  AGREED_LIST: { en: 'a list agreed without a vote', vi: 'thống nhất danh sách' },
  MEMBERS_VOTE: { en: 'a vote of the members on the tie', vi: 'thành viên biểu quyết khi đồng hạng' },
  HEAD_DECIDES: { en: 'a decision of the head on the tie', vi: 'đơn vị trưởng quyết định khi đồng hạng' },
} as const satisfies Record<string, Words>;
