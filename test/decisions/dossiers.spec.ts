import { describe, it } from '@jest/globals';
import type { CommendationCommand } from '../../src/commendations/commendation.commands.js';
import { commendationDecider } from '../../src/commendations/commendation.decider.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { Instant } from '../../src/kernel/instant.js';
import { claimed, scenarios } from '../support/given.js';
import {
  decided,
  decisionOf,
  FLAG,
  onFlag,
  PARTS,
  proposalStanding,
  registered,
  returned,
  submitted,
  takenUp,
} from '../support/mothers/commendations.js';
import { council, report, secretary } from '../support/mothers/origins.js';
import { BLOC } from '../support/mothers/seven-provinces.js';

const given = scenarios(commendationDecider, { origin: council, gathered: [proposalStanding()] });

const submit = (day = '2025-04-01', parts = PARTS): CommendationCommand => ({
  type: 'SubmitDossier',
  data: { ...onFlag(day), parts },
});
const giveBack = (day: string, reason?: string): CommendationCommand => ({
  type: 'ReturnDossier',
  data: { ...onFlag(day), ...(reason === undefined ? {} : { reason }) },
});
const decide = (day: string, changes: object = {}): CommendationCommand => ({
  type: 'DecideCommendation',
  data: { ...onFlag(day), document: decisionOf(day), legalBases: [{ number: '98/2023/NĐ-CP' }], ...changes },
});

describe('the dossier', () => {
  it('holds the request, the report and the minutes with the vote (R30), and says what is missing', () => {
    given(takenUp).by(secretary()).when(submit()).then(submitted());
    const [request, achievements] = PARTS;
    const without = (parts: typeof PARTS, missing: readonly string[]): void =>
      given(takenUp).by(secretary()).when(submit('2025-04-01', parts)).thenRefused({
        code: 'DOSSIER_INCOMPLETE',
        facts: { missing },
      });
    without(
      [request, achievements].filter((part) => part !== undefined),
      ['MINUTES'],
    );
    without([...PARTS.slice(0, 2), { kind: 'MINUTES' }], ['MINUTES']);
    without([], ['SUBMISSION', 'ACHIEVEMENT_REPORT', 'MINUTES']);
  });

  it('of a claim is taken as its source tells it', () => {
    const data = onFlag('2025-04-01');
    given(claimed(takenUp))
      .claiming(report)
      .when({ type: 'SubmitDossier', data })
      .then({ type: 'DossierSubmitted', data: { ...data, blocId: BLOC, year: '2024' } });
    given(claimed(takenUp))
      .claiming(report)
      .when(submit('2025-04-01', []))
      .thenWarns(
        [{ code: 'DOSSIER_INCOMPLETE', facts: { missing: ['SUBMISSION', 'ACHIEVEMENT_REPORT', 'MINUTES'] } }],
        submitted('2025-04-01', { parts: [] }),
      );
  });

  it('is handed in once, of a commendation that there is, and not before it was taken up', () => {
    given(takenUp, submitted())
      .when(submit('2025-04-02'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'dossier', id: FLAG } });
    given()
      .when(submit())
      .thenRefused({ code: 'UNKNOWN_REFERENCE', facts: { kind: 'commendation', id: FLAG } });
    given(takenUp)
      .when(submit('2025-03-24'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-03-25', second: '2025-03-24', order: 'COMMENDATION' },
      });
  });

  it('is not handed in for a proposal that was withdrawn meanwhile', () => {
    given(takenUp)
      .knowing(proposalStanding({ withdrawn: true }))
      .when(submit())
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'WITHDRAWN' } });
  });

  it('is given back with a reason, once it was handed in', () => {
    const reason = 'Biên bản chưa có kết quả bỏ phiếu';
    given(takenUp, submitted()).when(giveBack('2025-04-04', reason)).then(returned());
    given(takenUp, submitted())
      .when(giveBack('2025-04-04'))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'reason' } });
    given(takenUp)
      .when(giveBack('2025-04-04', reason))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'DOSSIER_NOT_SUBMITTED' } });
  });

  it('is given back within the term that it was handed in under: 5 working days of 1/4/2025 end on 8/4/2025', () => {
    const reason = 'Biên bản chưa có kết quả bỏ phiếu';
    const returnTerm = { days: 5, counted: 'WORKING_DAYS' } as const;
    const handedIn = submitted('2025-04-01', { returnTerm });
    given(takenUp, handedIn).when(giveBack('2025-04-08', reason)).then(returned('2025-04-08'));
    const late = { code: 'RETURN_TERM_PASSED', facts: { date: '2025-04-08' } } as const;
    given(takenUp, handedIn).when(giveBack('2025-04-09', reason)).thenRefused(late);
    given(takenUp, handedIn)
      .claiming(report)
      .when(giveBack('2025-04-09', reason))
      .thenWarns([late], returned('2025-04-09'));
    const off = submitted('2025-04-01', { returnTerm: { ...returnTerm, daysOff: ['2025-04-07' as never] } });
    given(takenUp, off).when(giveBack('2025-04-09', reason)).then(returned('2025-04-09'));
  });

  it('is supplemented after it was given back, and is whole then', () => {
    const minutes = PARTS.slice(2);
    const data = { ...onFlag('2025-04-10'), parts: minutes };
    const handedIn = submitted('2025-04-01', { parts: PARTS.slice(0, 2) });
    given(takenUp, handedIn, returned())
      .by(secretary())
      .when({ type: 'SupplementDossier', data })
      .then({ type: 'DossierSupplemented', data: { ...data, blocId: BLOC, year: '2024' } });
    given(takenUp, handedIn, returned())
      .by(secretary())
      .when({ type: 'SupplementDossier', data: { ...data, parts: [] } })
      .thenRefused({ code: 'DOSSIER_INCOMPLETE', facts: { missing: ['MINUTES'] } });
    given(takenUp, handedIn)
      .by(secretary())
      .when({ type: 'SupplementDossier', data })
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'DOSSIER_NOT_RETURNED' } });
  });
});

describe('the decision to commend', () => {
  it('has number, date and issuer (R31), and names what is missing', () => {
    given(takenUp, submitted()).when(decide('2025-05-20')).then(decided());
    const document = { number: '123/QĐ-TTg', issuer: { kind: 'UNKNOWN' } } as const;
    const incomplete = { code: 'DECISION_INCOMPLETE', facts: { missing: ['date', 'issuer'] } } as const;
    given(takenUp, submitted()).when(decide('2025-05-20', { document })).thenRefused(incomplete);
    given(takenUp, submitted())
      .claiming(report)
      .when(decide('2025-05-20', { document }))
      .thenWarns([incomplete], decided('2025-05-20', { document }));
  });

  it('rests on legal texts in force on its date: 98/2023 on 22/3/2025, 152/2025 on 15/7/2025', () => {
    const at = (day: string, number: string) => decide(day, { legalBases: [{ number }] });
    const handedIn = submitted('2025-03-20');
    given(takenUp, handedIn)
      .when(at('2025-06-30', '98/2023/nđ-cp'))
      .then(decided('2025-06-30', { legalBases: [{ number: '98/2023/nđ-cp' }] }));
    given(takenUp, handedIn)
      .when(at('2025-07-15', '152/2025/NĐ-CP'))
      .then(decided('2025-07-15', { legalBases: [{ number: '152/2025/NĐ-CP' }] }));
    const outdated = {
      code: 'LEGAL_BASIS_NOT_IN_FORCE',
      facts: { basis: '98/2023/NĐ-CP', date: '2025-07-01' },
    } as const;
    given(takenUp, handedIn).when(at('2025-07-01', '98/2023/NĐ-CP')).thenRefused(outdated);
    given(takenUp, handedIn)
      .claiming(report)
      .when(at('2025-07-01', '98/2023/NĐ-CP'))
      .thenWarns([outdated], decided('2025-07-01'));
    given(takenUp, handedIn)
      .when(at('2025-06-30', '152/2025/NĐ-CP'))
      .thenRefused({ code: 'LEGAL_BASIS_NOT_IN_FORCE', facts: { basis: '152/2025/NĐ-CP', date: '2025-06-30' } });
  });

  it('says which texts it rests on; one whose days are not known is not judged', () => {
    given(takenUp, submitted())
      .when(decide('2025-05-20', { legalBases: [] }))
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'legal basis' } });
    const legalBases = [{ number: '86/2025/QĐ-UBND', article: 'Điều 12' }];
    given(takenUp, submitted()).when(decide('2025-05-20', { legalBases })).then(decided('2025-05-20', { legalBases }));
  });

  it('is taken on a dossier, where there is a proposal, and not before it was handed in', () => {
    given(takenUp)
      .when(decide('2025-05-20'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'DOSSIER_NOT_SUBMITTED' } });
    given(takenUp, submitted(), returned())
      .when(decide('2025-05-20'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'DOSSIER_RETURNED' } });
    given(takenUp, submitted('2025-05-21'))
      .when(decide('2025-05-20'))
      .thenRefused({
        code: 'INVALID_DATES',
        facts: { first: '2025-05-21', second: '2025-05-20', order: 'COMMENDATION' },
      });
    given(takenUp, claimed(submitted()))
      .when(decide('2025-05-20'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'DOSSIER_NOT_SUBMITTED' } });
  });

  it('is not dated after the day on which it is recorded as taken, nor in the future', () => {
    const facts = { first: '2025-05-21', second: '2025-05-20', order: 'DECISION_DATED' };
    given(takenUp, submitted())
      .when(decide('2025-05-20', { document: decisionOf('2025-05-21') }))
      .thenRefused({ code: 'INVALID_DATES', facts });
    given(takenUp, submitted())
      .at('2025-05-20T02:00:00.000Z' as Instant)
      .when(decide('2025-05-20', { document: decisionOf('2025-05-21') }))
      .thenRefused({ code: 'DATE_IN_FUTURE', facts: { date: '2025-05-21' } });
  });

  it('is taken once; an act after a claim of it', () => {
    given(takenUp, submitted(), decided())
      .when(decide('2025-05-21'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'commendation decision', id: FLAG } });
    given(takenUp, submitted(), claimed(decided())).when(decide('2025-05-20')).then(decided());
  });

  it('may be known alone: a claim of it needs neither dossier nor document', () => {
    const data = { commendationId: 'dien-hinh-2015-2020', occurredOn: onDay('2020-07-03') };
    given(claimed(registered()))
      .claiming(report)
      .when({ type: 'DecideCommendation', data })
      .then({ type: 'CommendationDecided', data });
  });
});

describe('a rejection', () => {
  const reject = (reason?: string): CommendationCommand => ({
    type: 'RejectCommendation',
    data: { ...onFlag('2025-05-20'), ...(reason === undefined ? {} : { reason }) },
  });
  const rejected = {
    type: 'CommendationRejected',
    data: { ...onFlag('2025-05-20'), blocId: BLOC, year: '2024' },
  } as const;

  it('by an act says why, and a claim as its source does', () => {
    const reason = 'Chưa đạt tiêu chuẩn';
    given(takenUp, submitted())
      .when(reject(reason))
      .then({ ...rejected, data: { ...rejected.data, reason } });
    given(takenUp, submitted())
      .when(reject())
      .thenRefused({ code: 'UNKNOWN_IN_ACT', facts: { kind: 'reason' } });
    given(takenUp, submitted()).claiming(report).when(reject()).then(rejected);
  });

  it('leaves no room for a decision, and a decision none for it', () => {
    given(takenUp, submitted(), rejected)
      .when(decide('2025-05-21'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'COMMENDATION_REJECTED' } });
    given(takenUp, submitted(), decided())
      .when(reject('Sai'))
      .thenRefused({ code: 'INVALID_TRANSITION', facts: { step: 'COMMENDATION_DECIDED' } });
    given(takenUp, submitted(), rejected)
      .when(reject('Sai'))
      .thenRefused({ code: 'ALREADY_EXISTS', facts: { kind: 'rejection', id: FLAG } });
  });
});
