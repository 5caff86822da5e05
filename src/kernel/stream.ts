/** The kinds of record that the ledger keeps; a slice decides on the streams of one of them. */
export const CATEGORIES = [
  'unit',
  'bloc',
  'rulebook',
  'emulationYear',
  'movement',
  'commendation',
  'councilReview',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Ids are words with single dashes between them, so two dashes tell where one ends. */
const BETWEEN_IDS = '--';

/** A stream as receipts, entries and provenances name it. */
export const STREAM_NAME = new RegExp(`^(${CATEGORIES.join('|')})-[a-z0-9]+(-{1,2}[a-z0-9]+)*$`);
export const LONGEST_STREAM_NAME = 280;

/** `emulationYear-cum-7-tinh--2025`. A name is only ever compared; {@link blocOf} alone takes it apart again. */
export function streamName(category: Category, ...ids: readonly [string, ...string[]]): string {
  return `${prefixOf(category)}${ids.join(BETWEEN_IDS)}`;
}

export function isStreamName(text: string): boolean {
  return text.length <= LONGEST_STREAM_NAME && STREAM_NAME.test(text);
}

/** What the names of all streams of a category begin with. */
export function prefixOf(category: string): string {
  return `${category}-`;
}

/** The home of what is at home in no bloc: of no bloc's id, since it is a dash alone. */
export const IN_NO_BLOC = '-';

/** What a secretary of any bloc keeps in order with the others. */
const OF_EVERYBODY: Readonly<Record<Category, boolean>> = {
  unit: true,
  bloc: true,
  rulebook: true,
  emulationYear: true,
  movement: true,
  commendation: false,
  councilReview: false,
};

/**
 * The bloc whose record the stream stands in, by what {@link blocOf} says of its events. The empty text for the register, the
 * rulebooks and movements of no bloc: everybody is at home there; {@link IN_NO_BLOC} for commendations and reviews of no bloc.
 */
export function homeBlocOf(stream: string, blocId: string): string {
  if (blocId !== '') return blocId;
  return CATEGORIES.some((category) => OF_EVERYBODY[category] && stream.startsWith(prefixOf(category)))
    ? blocId
    : IN_NO_BLOC;
}

const OF_BLOC = new RegExp(`^(?:bloc|emulationYear)-(.+?)(?:${BETWEEN_IDS}.*)?$`);

/**
 * The bloc that an event belongs to. Of the record of a bloc and of its years the stream names it, whatever the data leave
 * out; of other streams the data do. The empty text where none is named: {@link homeBlocOf} says who is at home there.
 */
export function blocOf({ stream, data }: Readonly<{ stream: string; data: object }>): string {
  const { blocId = '' } = data as Readonly<{ blocId?: string }>;
  return OF_BLOC.exec(stream)?.[1] ?? blocId;
}
