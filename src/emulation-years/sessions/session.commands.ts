import type { Command } from '../../kernel/decider.js';
import type { AttendanceRecorded, RecommendationRecorded, SessionClosed, SessionConvened } from './session.events.js';

export type ConveneSession = Command<'ConveneSession', SessionConvened['data']>;
export type RecordAttendance = Command<'RecordAttendance', AttendanceRecorded['data']>;
export type CloseSession = Command<'CloseSession', SessionClosed['data']>;
export type RecordRecommendation = Command<'RecordRecommendation', RecommendationRecorded['data']>;

export type SessionCommand = ConveneSession | RecordAttendance | CloseSession | RecordRecommendation;
