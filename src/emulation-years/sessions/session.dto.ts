import { IsFlag, IsName, IsOneOf, IsProse, IsSlug } from '../../http/shapes/field.decorators.js';
import { Nested, NestedList } from '../../http/shapes/nested.decorators.js';
import {
  CommandBody,
  IsParty,
  PartialDateBody,
  PersonBody,
  ReferenceDocumentBody,
} from '../../http/shapes/shapes.dto.js';
import type { Party } from '../../kernel/party.js';
import { type YearBody, YearPath } from '../frame/year.dto.js';
import type { SessionCommand } from './session.commands.js';
import {
  ATTENDEE_ROLES,
  type Attendee,
  SESSION_KINDS,
  type SessionKind,
  TIMES_OF_DAY,
  type TimeOfDay,
} from './session.values.js';

/** The path of one session. */
export class SessionPath extends YearPath {
  @IsSlug({ example: 'tong-ket' }) sessionId!: string;
}

export class ConveneSessionBody extends CommandBody implements YearBody<SessionCommand, 'ConveneSession'> {
  @IsSlug({ example: 'tong-ket' }) sessionId!: string;
  @IsOneOf(SESSION_KINDS, { description: 'Phiên trù bị, hội nghị tổng kết, sơ kết 6 tháng' }) kind!: SessionKind;
  @Nested(() => PartialDateBody, { description: 'Its first day' }) from!: PartialDateBody;
  @Nested(() => PartialDateBody, { description: 'Its last day' }) to!: PartialDateBody;
  @IsOneOf(TIMES_OF_DAY, { optional: true }) timeOfDay?: TimeOfDay;
  @IsName(300, { optional: true, example: 'thành phố Lào Cai' }) place?: string;
  @IsFlag({ optional: true, description: 'Whether it is held at a distance; absent: it is not told', example: false })
  online?: boolean;
  @IsParty({ optional: true, description: 'Who hosts; it need not be the head' }) host?: Party;
  @IsParty({ optional: true, description: 'Who presides; it need not be the head' }) chair?: Party;
  @Nested(() => PersonBody, { optional: true }) secretary?: PersonBody;
  @IsProse(500, { optional: true, list: { max: 50 }, example: ['Báo cáo tổng kết phong trào thi đua năm 2024'] })
  agenda: string[] = [];
}

class AttendeeBody implements Attendee {
  @Nested(() => PersonBody, { optional: true, description: 'An act says it' }) person?: PersonBody;
  @IsName(200, {
    optional: true,
    description: 'Of a claim that names no person: an office, or who came in its own words',
    example: 'Lãnh đạo các đơn vị thành viên',
  })
  office?: string;
  @IsSlug({ optional: true, description: 'The unit spoken for; a member always names it' }) unitId?: string;
  @IsOneOf(ATTENDEE_ROLES, { description: 'Guests never vote' }) role!: Attendee['role'];
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'The written authority of a substitute' })
  authority?: ReferenceDocumentBody;
}

export class AttendanceBody
  extends CommandBody
  implements Omit<YearBody<SessionCommand, 'RecordAttendance'>, 'sessionId'>
{
  @NestedList(() => AttendeeBody, { min: 1, max: 300, description: 'Added to who is known to have come' })
  attendees!: AttendeeBody[];
}

export class CloseSessionBody
  extends CommandBody
  implements Omit<YearBody<SessionCommand, 'CloseSession'>, 'sessionId'>
{
  @Nested(() => ReferenceDocumentBody, { optional: true, description: 'Biên bản' }) minutes?: ReferenceDocumentBody;
}

export class RecommendationBody extends CommandBody implements YearBody<SessionCommand, 'RecordRecommendation'> {
  @IsSlug({ optional: true, example: 'tong-ket' }) sessionId?: string;
  @IsParty({ optional: true, description: 'Absent: the bloc as a whole' }) from?: Party;
  @IsParty() to!: Party;
  @IsProse(4000, { example: 'Đề nghị bố trí vốn bảo trì đường biên giới' }) text!: string;
}
