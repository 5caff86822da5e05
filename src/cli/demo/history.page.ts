import type { YearView } from '../../../read-models/bloc-history/year-view.js';
import type { PledgeStatus } from '../../../read-models/pledge-status/pledge-status.js';
import type { Recording } from '../../../read-models/recording.js';
import type { Leadership } from '../../blocs/bloc.values.js';
import { vietnameseDate } from '../../kernel/partial-date.js';
import { figure, table } from './paper.js';
import type { Reader } from './reader.js';
/** A line of a year's history: what, in words, and the event it rests on. */
type Line = readonly [what: string, words: string, event: string];

/** Lịch sử năm: one year of a bloc from its opening to its close, each line with its event. */
export function historyPage(year: YearView, reader: Reader): readonly string[] {
  const lines = [
    ...opening(year, reader),
    ...sessions(year, reader),
    ...results(year, reader),
    ...decisions(year, reader),
    ...conferral(year, reader),
    ...passing(year, reader),
    ...ending(year, reader),
  ];
  return [
    `LỊCH SỬ NĂM ${year.year} · HISTORY: ${year.status}`,
    ...table([{ title: 'Việc · What' }, { title: 'Nội dung · Content' }, { title: 'Sự kiện · Event' }], lines),
  ];
}

function opening({ leadership, pledge }: YearView, { nameOf, eventOf }: Reader): readonly Line[] {
  return [
    ['Trưởng · Head', leaders(leadership?.value, nameOf), eventOf(leadership?.recording)],
    ...(pledge === undefined ? [] : [pledged(pledge, eventOf)]),
  ];
}

/** The head is unknown. */
function leaders({ head, deputies }: Leadership = { deputies: [] }, nameOf: Reader['nameOf']): string {
  const first = head === undefined ? 'chưa rõ · unknown' : nameOf(head);
  return deputies.length === 0
    ? first
    : `${first}; phó · deputy: ${deputies.map(({ unitId }) => nameOf(unitId)).join(', ')}`;
}

function pledged({ signed, expected, status, completed }: PledgeStatus, eventOf: Reader['eventOf']): Line {
  return ['Giao ước · Pledge', `${signed}/${expected} ${status}`, eventOf(completed?.recording)];
}

function sessions({ sessions: held }: YearView, { eventOf }: Reader): readonly Line[] {
  return held.map(({ convened, units }) => {
    const { kind, from, place = '' } = convened.value;
    const words = [vietnameseDate(from.date), place, `${units.length} đơn vị dự`].filter((part) => part !== '');
    return [kind, words.join(', '), eventOf(convened.recording)];
  });
}

function results({ rankings }: YearView, { nameOf, eventOf }: Reader): readonly Line[] {
  return rankings.map(({ places, recording }) => [
    'Xếp hạng · Ranking',
    firstPlaces(places, nameOf),
    eventOf(recording),
  ]);
}

/** The first three; the whole order has a page of its own. */
function firstPlaces(places: YearView['rankings'][number]['places'], nameOf: Reader['nameOf']): string {
  const first = places
    .slice(0, 3)
    .map(({ rank, subjects }) => `${rank}. ${subjects.map(({ unitId }) => nameOf(unitId)).join(' = ')}`);
  return places.length > first.length ? `${first.join('  ')}  …` : first.join('  ');
}

function decisions(
  { ballots = [], agreedLists = [], choices }: YearView,
  { nameOf, eventOf }: Reader,
): readonly Line[] {
  return [
    ...ballots.flatMap(({ ballotId, tallied }) =>
      (tallied?.value.questions ?? []).map((question): Line => {
        const words = `${ballotId}: ${figure(question.for)}/${figure(question.base)} ${question.reported ?? question.outcome}`;
        return ['Bỏ phiếu · Ballot', words, eventOf(tallied?.recording)];
      }),
    ),
    ...agreedLists.map(({ value, recording }): Line => {
      const entries = value.entries.map(({ form, count }) => `${form} × ${count}`).join(', ');
      return ['Danh sách · Agreed list', entries, eventOf(recording)];
    }),
    ...choices.map(({ value, recording, ...choice }): Line => {
      const who = value.unitId === undefined ? 'chưa rõ' : nameOf(value.unitId);
      const mark = choice.void === true ? ' (đã hủy · void)' : '';
      return ['Bầu · Election', `${value.duty} ${value.forYear}: ${who}${mark}`, eventOf(recording)];
    }),
  ];
}

function conferral({ proposals = [], awards, statistics }: YearView, { nameOf, eventOf }: Reader): readonly Line[] {
  return [
    ...proposals.map(({ proposed: { value, recording } }): Line => {
      const whom = value.nominees.length === 0 ? 'chưa nêu tên · unnamed' : value.nominees.map(nameOf).join(', ');
      return ['Đề nghị · Proposal', `${value.form} × ${value.count ?? 'chưa rõ'}: ${whom}`, eventOf(recording)];
    }),
    ...awards.map(({ conferred: { value, recording } }): Line => {
      const words = `${value.collectives.count} tập thể + ${value.individuals.count} cá nhân: ${value.form ?? 'chưa rõ'}`;
      return ['Khen thưởng · Award', words, eventOf(recording)];
    }),
    ...statistics.map(({ value, recording }): Line => {
      return ['Số liệu · Figure', `${value.title}: ${value.text.vi}`, eventOf(recording)];
    }),
  ];
}

function passing({ handOvers }: YearView, { nameOf, eventOf }: Reader): readonly Line[] {
  return handOvers.map(({ value, recording }) => [
    value.what === 'FLAG' ? 'Cờ luân lưu · Flag' : 'Bàn giao · Hand-over',
    `${value.from === undefined ? 'chưa rõ' : nameOf(value.from)} → ${nameOf(value.to)}, ${vietnameseDate(recording.occurredOn.date)}, năm ${value.forYear}`,
    eventOf(recording),
  ]);
}

function ending({ skipped, closed }: YearView, { eventOf }: Reader): readonly Line[] {
  return [
    ...skipped.map(({ value, recording }): Line => {
      return ['Bỏ bước · Skipped', `${value.step}: ${value.reason}`, eventOf(recording)];
    }),
    ...(closed === undefined ? [] : [ended(closed.recording, eventOf)]),
  ];
}

function ended(recording: Recording, eventOf: Reader['eventOf']): Line {
  return ['Kết thúc · Closed', vietnameseDate(recording.occurredOn.date), eventOf(recording)];
}
