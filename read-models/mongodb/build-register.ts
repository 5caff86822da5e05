import { type Collection, type Db, MongoServerError } from 'mongodb';
import { BEGINNING, type Position } from '../../src/kernel/event.js';
import type { Index } from '../../src/kernel/projection.js';
import {
  type Build,
  BuildGone,
  type BuildState,
  type Checkpoint,
  CheckpointMoved,
  type Lease,
  LeaseLost,
  type LeaseSeen,
  type ModelId,
  ReadModelNotBuilt,
  type Serving,
  type Step,
  UNFOLDED,
  UNLEASED,
} from '../read-model-store.js';
import { buildIn, collectionOf } from './build-documents.js';
import { QUERY_MS } from './connection.js';
import { DUPLICATE_KEY } from './guarded-writes.js';

/** How servers refuse to drop a collection that does not exist. Newer ones do not mind; not all give the code 26. */
const NOT_THERE = 'ns not found';

/**
 * What is known of one build. `indexes` is JSON text: a changed declaration is a changed text. A build of an older release
 * has no log, and its checkpoint no event.
 */
type BuildRecord = Build &
  Readonly<{ indexes: string; log?: string; checkpoint: string; event?: string; salt?: string; lease: Lease }>;

/** A read model: its builds by {@link idOf}, null once dropped, and the one that serves. */
type ModelRecord = Readonly<{
  _id: string;
  serves: string | null;
  builds: Readonly<Record<string, BuildRecord | null>>;
}>;

export type ServedBuild = Build & Readonly<{ indexes: readonly Index[] }>;

/**
 * Which builds there are, how far each is and which one serves. All of a read model is one document, so that every change
 * of it, a switch above all, is seen whole or not at all.
 */
export class MongodbBuildRegister {
  constructor(private readonly server: Readonly<{ database: Db }>) {}

  /** Collections of rows have an underscore in their name. */
  private get models(): Collection<ModelRecord> {
    return this.server.database.collection('models');
  }

  /** The builds that queries of that log read, by their read models. */
  async serving(names: readonly string[], log: string | undefined): Promise<ReadonlyMap<string, Serving>> {
    const models = await this.models.find({ _id: { $in: [...names] } }, { maxTimeMS: QUERY_MS }).toArray();
    return new Map(
      models.flatMap((model): [string, Serving][] => {
        const record = servingIn(model, log);
        if (record === undefined) return [];
        const { version, build, checkpoint } = record;
        return [[model._id, { version, build, position: checkpoint as Position }]];
      }),
    );
  }

  /** The older first. */
  async all(name: string): Promise<readonly BuildState[]> {
    const model = await this.find(name);
    return Object.values(model?.builds ?? {})
      .filter((record) => record !== null)
      .sort((a, b) => (isOlder(a, b) ? -1 : 1))
      .map(({ version, build, log = '', ...record }) => {
        return {
          version,
          build,
          log,
          checkpoint: checkpointIn(record),
          serves: model?.serves === idOf({ version, build }),
        };
      });
  }

  /** The build that queries of that log read. @throws ReadModelNotBuilt when none serves it. */
  async served(name: string, log?: string): Promise<ServedBuild> {
    const record = servingIn(await this.find(name), log);
    if (record === undefined) throw new ReadModelNotBuilt(name);
    const { version, build, indexes } = record;
    return { version, build, indexes: JSON.parse(indexes) as readonly Index[] };
  }

  /** @throws Error when the same version was declared with other indexes. */
  async declare({ name, version, build, indexes }: ModelId, log: string): Promise<void> {
    const path = pathOf({ version, build });
    const empty = { checkpoint: BEGINNING, lease: UNLEASED };
    const record: BuildRecord = { version, build, indexes: JSON.stringify(indexes), log, ...empty };
    // Two writes that change nothing when they come again, or from two processes at once.
    if (!(await this.find(name)))
      await this.models.insertOne({ _id: name, serves: null, builds: {} }).catch(unlessThere);
    await this.models.updateOne({ _id: name, [path]: null }, { $set: { [path]: record } });
    const known = (await this.find(name))?.builds[idOf({ version, build })];
    if (known && known.indexes !== record.indexes) {
      throw new Error(`${name} version ${version} has other indexes in the database: give it a new version`);
    }
  }

  /** @throws BuildGone */
  async checkpoint(model: ModelId): Promise<Checkpoint> {
    return checkpointIn(await this.existing(model));
  }

  /** @throws BuildGone */
  async lease(model: ModelId): Promise<Lease> {
    return (await this.existing(model)).lease;
  }

  /** @returns whether the lease seen still stood. @throws BuildGone */
  async replaceLease(model: ModelId, { fence, beat }: LeaseSeen, next: Lease): Promise<boolean> {
    const path = `${pathOf(model)}.lease`;
    const seen = { _id: model.name, [`${path}.fence`]: fence, ...(beat !== undefined && { [`${path}.beat`]: beat }) };
    const { matchedCount } = await this.models.updateOne(seen, { $set: { [path]: next } });
    if (matchedCount === 0) await this.existing(model);
    return matchedCount > 0;
  }

  /** @throws BuildGone @throws LeaseLost @throws CheckpointMoved */
  async advance(model: ModelId, step: Step): Promise<void> {
    const path = pathOf(model);
    const { from, to, fence } = step;
    const place = { $in: [from.position, to.position] };
    const here = { _id: model.name, [`${path}.lease.fence`]: fence, [`${path}.checkpoint`]: place };
    const moved = {
      [`${path}.checkpoint`]: to.position,
      [`${path}.event`]: to.eventId,
      [`${path}.salt`]: to.salt,
    };
    const { matchedCount } = await this.models.updateOne(here, { $set: moved });
    if (matchedCount > 0) return;
    const { lease, checkpoint } = await this.existing(model);
    if (lease.fence !== fence) throw new LeaseLost(model, fence);
    throw new CheckpointMoved(model, step, checkpoint as Position);
  }

  /** Lets queries read it no longer. */
  async withdraw({ name, ...build }: Build & Readonly<{ name: string }>): Promise<void> {
    await this.models.updateOne({ _id: name, serves: idOf(build) }, { $set: { serves: null } });
  }

  /** Lets queries read this build and gives the older ones up, in one write. @throws BuildGone */
  async switchTo(model: ModelId): Promise<void> {
    const builds = Object.values((await this.find(model.name))?.builds ?? {});
    const older = builds.filter((build) => build !== null).filter((build) => isOlder(build, model));
    const changes = Object.fromEntries(older.map((build) => [pathOf(build), null]));
    const there = { _id: model.name, [pathOf(model)]: { $ne: null } };
    const { matchedCount } = await this.models.updateOne(there, { $set: { ...changes, serves: idOf(model) } });
    if (matchedCount === 0) throw new BuildGone(model);
  }

  /** Drops the rows of all older builds, those included that a killed process left behind. */
  async dropOlder(model: ModelId): Promise<void> {
    const collections = await this.server.database.listCollections({}, { nameOnly: true }).toArray();
    for (const { name } of collections) {
      const build = buildIn(name, model.name);
      if (build && isOlder(build, model)) await this.dropRows({ ...model, ...build });
    }
  }

  /** Drops the rows of a build, if there are any. */
  async dropRows(model: ModelId): Promise<void> {
    try {
      await this.server.database.dropCollection(collectionOf(model));
    } catch (error) {
      if (!(error instanceof MongoServerError) || !error.message.includes(NOT_THERE)) throw error;
    }
  }

  private async existing(model: ModelId): Promise<BuildRecord> {
    const record = (await this.find(model.name))?.builds[idOf(model)];
    if (!record) throw new BuildGone(model);
    return record;
  }

  private find(name: string): Promise<ModelRecord | null> {
    return this.models.findOne({ _id: name }, { maxTimeMS: QUERY_MS });
  }
}

/** The build that queries of that log read, or of any where none is given. */
function servingIn(model: ModelRecord | null, log: string | undefined): BuildRecord | undefined {
  const record = model?.serves ? model.builds[model.serves] : undefined;
  return record && (log === undefined || log === (record.log ?? '')) ? record : undefined;
}

function unlessThere(error: unknown): void {
  if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
}

function checkpointIn({
  checkpoint,
  event = UNFOLDED.eventId,
  salt = UNFOLDED.salt,
}: Pick<BuildRecord, 'checkpoint' | 'event' | 'salt'>): Checkpoint {
  return { position: checkpoint as Position, eventId: event, salt };
}

function isOlder(one: Build, other: Build): boolean {
  return one.version < other.version || (one.version === other.version && one.build < other.build);
}

/** The name of a build within the document of its read model: without dots, which servers take for paths. */
function idOf({ version, build }: Build): string {
  return `v${version}b${build}`;
}

function pathOf(build: Build): `builds.${string}` {
  return `builds.${idOf(build)}`;
}
