import type { BuildState, Checkpoint, ModelId, ReadModelStore } from '../../read-models/read-model-store.js';
import { BEGINNING } from '../../src/kernel/event.js';
import type { EventStore } from '../../src/log/event-store.js';
import { forCertain } from '../../src/log/for-certain.js';
import type { Patience } from './patience.js';
import { Persistence } from './persistence.js';

/** What is asked of a log about the read models that were folded from it. */
export type LogSeen = Pick<KnownLog, 'identity' | 'bearsOut'>;

/** A log, as read models know it again. */
export class KnownLog {
  constructor(private readonly events: EventStore) {}

  /** @throws what the event store throws when it cannot be asked. */
  identity(): Promise<string> {
    return this.events.identity();
  }

  /**
   * Whether the log has the event of that checkpoint at its place. A command that is sent again to a log that was put back
   * makes an event with the id of the one that was lost, and perhaps with its instant; its salt is its own. That it has not is said for
   * certain alone: a node that leads no more does not know what was folded since, and rows would be withdrawn that are sound.
   * @throws as {@link identity} does.
   */
  async bearsOut({ position, eventId, salt }: Checkpoint): Promise<boolean> {
    if (position === BEGINNING) return true;
    const isThere = async (): Promise<boolean> => {
      const found = await this.events.at(position);
      return found?.id === eventId && found.metadata.salt === salt;
    };
    try {
      return await forCertain(this.events, isThere, { answers: (is) => !is });
    } catch (error) {
      // It is no position of this engine.
      if (error instanceof RangeError) return false;
      throw error;
    }
  }
}

/** The log as it is seen by who takes a read model up: asked until it answers. */
export class PatientLog implements LogSeen {
  private readonly persistence: Persistence;

  constructor(
    private readonly setting: Readonly<{ known: LogSeen; patience: Patience; report: Report }>,
    model: string,
  ) {
    const { patience, report } = setting;
    const problem = `The event store cannot be asked where the read model ${model} stands`;
    this.persistence = new Persistence(patience, (error) => report(problem, error));
  }

  identity(): Promise<string> {
    return this.persistence.ask(() => this.setting.known.identity());
  }

  bearsOut(checkpoint: Checkpoint): Promise<boolean> {
    return this.persistence.ask(() => this.setting.known.bearsOut(checkpoint));
  }
}

type Report = (problem: string, error: unknown) => void;

/**
 * The builds of a read model after what serves was asked for its log. WITHDRAWN: it was folded from what this log is not,
 * and queries read it no longer. FOREIGN: it is another log's, in a store that several may share; it is left to that one.
 */
export type Vetted = Readonly<{
  outcome: 'SOUND' | 'WITHDRAWN' | 'FOREIGN';
  log: string;
  builds: readonly BuildState[];
  serving: BuildState | undefined;
}>;

/** Withdraws the build that serves when the log does not bear it out. @throws what either store throws. */
export async function vet(store: ReadModelStore, name: string, known: LogSeen): Promise<Vetted> {
  const log = await known.identity();
  store.belongsTo(log);
  const builds = await store.builds(name);
  const serving = builds.find(({ serves }) => serves);
  if (!serving || (serving.log === log && (await known.bearsOut(serving.checkpoint)))) {
    return { outcome: 'SOUND', log, builds, serving };
  }
  if (store.shared && serving.log !== '' && serving.log !== log) {
    return { outcome: 'FOREIGN', log, builds, serving: undefined };
  }
  await store.withdraw({ name, version: serving.version, build: serving.build });
  return { outcome: 'WITHDRAWN', log, builds, serving: undefined };
}

/** The build that this code is to fold; `checkpoint` is absent where there is no room for it yet. */
export type Placing = Readonly<{
  log: string;
  build: number;
  serves: boolean;
  withdrawn: boolean;
  /** What became of the rows that the store had to give up, if it did. */
  lost?: string | undefined;
  checkpoint: Checkpoint | undefined;
}>;

/** Why a read model is not this code's to fold: its store has it from another log, or newer code serves it. */
export type LeftAlone = 'FOREIGN' | 'SUPERSEDED';

/** What is to be folded of a read model in that version, by its log. @throws what either store throws. */
export async function placingOf(
  store: ReadModelStore,
  { name, version }: Pick<ModelId, 'name' | 'version'>,
  known: LogSeen,
): Promise<Placing | LeftAlone> {
  const vetted = await vet(store, name, known);
  const { serving, outcome } = vetted;
  if (outcome === 'FOREIGN') return 'FOREIGN';
  if (serving && serving.version > version) return 'SUPERSEDED';
  if (serving?.version !== version) {
    const lost = vetted.builds.length === 0 ? store.lost : undefined;
    return { ...(await beside(store, vetted, { version, known })), lost };
  }
  const { build, checkpoint } = serving;
  return { log: vetted.log, build, serves: true, withdrawn: false, checkpoint };
}

/** The build to be made beside the one that serves, whichever log that is of: an unfinished one that the log bears out, or the next. */
export async function placingBeside(
  store: ReadModelStore,
  { name, version }: Pick<ModelId, 'name' | 'version'>,
  known: LogSeen,
): Promise<Placing> {
  return beside(store, await vet(store, name, known), { version, known });
}

/**
 * Who withdrew the build that served tells it, and so does whoever finds it withdrawn: it may be another process, or the start of
 * this one.
 */
async function beside(
  store: ReadModelStore,
  { builds, serving, log }: Vetted,
  { version, known }: Readonly<{ version: number; known: LogSeen }>,
): Promise<Placing> {
  const sound = new Set<BuildState>();
  for (const build of builds) {
    if (build.log === log && (await known.bearsOut(build.checkpoint))) sound.add(build);
  }
  const ofThisLog = ({ log: from }: BuildState): boolean => !store.shared || from === log || from === '';
  const withdrawn = serving === undefined && builds.some((build) => ofThisLog(build) && !sound.has(build));
  const place = { log, serves: false, withdrawn };
  const ours = builds.filter((build) => build.version === version);
  const unfinished = ours.filter(({ build }) => serving?.version !== version || build > serving.build);
  const goesOn = unfinished.findLast((build) => sound.has(build));
  if (goesOn) return { ...place, build: goesOn.build, checkpoint: goesOn.checkpoint };
  return { ...place, build: Math.max(0, ...ours.map(({ build }) => build)) + 1, checkpoint: undefined };
}

/**
 * Whether the store still has what was kept at that place, which one no longer has that was put back or failed over to an older copy,
 * and the log still bears it out.
 */
export async function stillStands(
  { store, known }: Readonly<{ store: ReadModelStore; known: KnownLog }>,
  model: ModelId,
  place: Checkpoint,
): Promise<boolean> {
  return (await store.checkpoint(model)).position >= place.position && (await known.bearsOut(place));
}
