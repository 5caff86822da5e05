import type { BlocView } from '../../read-models/bloc-directory/bloc-directory.dto.js';
import type { YearView } from '../../read-models/bloc-history/year-view.js';
import type { PledgeStatus } from '../../read-models/pledge-status/pledge-status.js';
import type { Answered } from '../../read-models/rows.js';
import type { TokenClaims } from '../../src/identity/signing-key.js';
import type { Stage } from './stage.js';

/** The bloc now, or as the query asks: `?on=2025-03-01`. */
export async function blocSeen(stage: Stage, blocId: string, query = ''): Promise<BlocView> {
  return (await stage.seen<Answered<BlocView>>(`/blocs/${blocId}${query}`)).row;
}

/** One year of a bloc: `/blocs/cum-7-tinh/years/2024`. */
export async function yearSeen(stage: Stage, path: string, by?: TokenClaims): Promise<YearView> {
  return (await stage.seen<Answered<YearView>>(path, by)).row;
}

export async function pledgeSeen(stage: Stage, path: string, query = ''): Promise<PledgeStatus> {
  return (await stage.seen<Answered<PledgeStatus>>(`${path}/pledge${query}`)).row;
}

/** How far a pledge is signed, in the fields that the scenarios name. */
export function signing({ status, signed, expected, pending }: PledgeStatus): unknown {
  return { status, signed: `${signed}/${expected}`, pending: pending.map(({ unitId }) => unitId).sort() };
}
