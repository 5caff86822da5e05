import type { Leadership } from '../../src/blocs/bloc.values.js';
import type { BlocYear, YearMembers, YearOpened } from '../../read-models/bloc-history/bloc-history.js';
import type {
  EmulationYearOpened,
  YearEvent,
  YearMembersUpdated,
} from '../../src/emulation-years/frame/frame.events.js';
import { eachOnce } from '../../src/emulation-years/frame/frame.values.js';
import { defined } from '../../src/kernel/defined.js';
import { namedBeside } from '../members-named.js';
import type { Exemption } from '../../src/emulation-years/frame/frame.values.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { withValue, type YearFolds } from './entries.js';
import { renewed, currentVersion } from '../recording/recording.js';

/** The course of the year: opening, members, leaders, rulebook, what is left out, the close. */
export const courseRowFolds: YearFolds<YearEvent> = {
  EmulationYearOpened: (row, event) => {
    const { label, period, blocName, actingHead, leadership } = event.data;
    const value: YearOpened = { label, period, blocName, ...defined({ actingHead }) };
    const opened = currentVersion(row.opened, value, event);
    return {
      ...row,
      opened,
      status: row.status === 'NOT_OPENED' ? 'OPEN' : row.status,
      from: opened.value.period.from,
      members: currentVersion(row.members, membersIn(event.data, row), event),
      leadership: currentVersion(row.leadership, leadersIn(leadership), event),
    };
  },
  YearMembersUpdated: (row, event) => {
    return { ...row, members: renewed(row.members, membersIn(event.data, row), event) };
  },
  HeadOfYearRecorded: (row, event) => ({
    ...row,
    leadership: renewed(row.leadership, leadersIn(event.data.leadership), event),
  }),
  RulebookAdopted: (row, event) => {
    const { rulebookId, version } = event.data;
    return { ...row, rulebook: renewed(row.rulebook, { rulebookId, version }, event) };
  },
  UnitExempted: (row, event) => {
    const { unitId, scope, reason } = event.data;
    const key = scopeKey(scope ?? {});
    const isSame = (known: Exemption): boolean => known.unitId === unitId && scopeKey(known.scope ?? {}) === key;
    return { ...row, exempt: withValue(row.exempt, { unitId, ...defined({ scope, reason }) }, event, isSame) };
  },
  StepSkipped: (row, event) => {
    const { step, reason } = event.data;
    const value = { step, ...defined({ reason }) };
    return { ...row, skipped: withValue(row.skipped, value, event, (known) => known.step === step) };
  },
  EmulationYearClosed: (row, event) => {
    const { done, skipped } = event.data;
    const value = { done, skipped: skipped.map(({ step }) => step) };
    return { ...row, status: 'CLOSED', closed: currentVersion(row.closed, value, event) };
  },
};

function membersIn(
  { blocName, members: told, declaredSizes }: (EmulationYearOpened | YearMembersUpdated)['data'],
  { members: before }: BlocYear,
): YearMembers {
  const members = eachOnce(told).map(({ unitId, name }) => ({ unitId, name: name.full }));
  return { blocName, members, namedBeside: namedBeside(members, [], before?.value), ...defined({ declaredSizes }) };
}

function leadersIn({ head, deputies }: Leadership): Leadership {
  return { deputies, ...defined({ head }) };
}
