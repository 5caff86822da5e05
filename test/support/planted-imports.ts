import type { Import } from './cruise.js';

const STEPS = 'src/emulation-years/course/steps.fold.ts';

/** A small tree that breaks every rule, each beside an import that keeps it. A package is named as it is imported. */
export const IMPORTS: readonly Import[] = [
  { from: 'src/kernel/fraction.ts', to: 'fraction.js' },
  { from: 'src/kernel/points.ts', to: 'src/kernel/fraction.ts' },
  { from: 'src/kernel/quantity.ts', to: 'src/rulebooks/rulebook.values.ts', breaks: 'kernel-imports-nothing' },
  { from: 'src/kernel/quantity.ts', to: 'node:crypto', breaks: 'kernel-imports-nothing' },
  { from: 'src/kernel/quantity.ts', to: '@nestjs/common', breaks: 'kernel-imports-nothing' },

  { from: 'src/units/unit.decider.ts', to: 'src/kernel/points.ts' },
  { from: 'src/units/unit.decider.ts', to: 'src/units/unit.events.ts' },
  { from: 'src/units/unit.decider.ts', to: '@nestjs/common', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.decider.ts', to: 'node:crypto', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.decider.ts', to: 'fraction.js', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.decider.ts', to: 'src/log/event-store.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.decider.ts', to: 'src/units/unit.dto.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit.events.ts', to: 'src/rulebooks/rulebook.events.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/units/unit-name.ts', to: 'src/http/problems/problem.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/emulation-years/scoring/score.decider.ts', to: 'src/rulebooks/rulebook.values.ts' },
  { from: 'src/emulation-years/scoring/score.decider.ts', to: 'src/units/unit.standing.ts' },
  {
    from: 'src/emulation-years/scoring/score.decider.ts',
    to: 'src/rulebooks/rulebook.events.ts',
    breaks: 'the-domain-is-pure',
  },
  {
    from: 'src/emulation-years/scoring/score.decider.ts',
    to: 'src/units/unit.events.ts',
    breaks: 'the-domain-is-pure',
  },
  {
    from: 'src/emulation-years/scoring/score.decider.ts',
    to: 'src/units/unit.decider.ts',
    breaks: 'the-domain-is-pure',
  },
  {
    from: 'src/emulation-years/scoring/score.decider.ts',
    to: 'src/rulebooks/rulebook.decider.ts',
    breaks: 'the-domain-is-pure',
  },
  { from: 'src/emulation-years/scoring/score.decider.ts', to: '@nestjs/cqrs', breaks: 'the-domain-is-pure' },

  { from: 'src/emulation-years/voting/tally.ts', to: 'src/emulation-years/scoring/line-points.ts' },
  { from: STEPS, to: 'src/emulation-years/conferral/conferral.events.ts' },
  { from: STEPS, to: 'src/emulation-years/emulation-year.events.ts', breaks: 'parts-stand-in-order' },
  { from: 'src/emulation-years/voting/voting.controller.ts', to: 'src/emulation-years/frame/year.dto.ts' },
  {
    from: 'src/emulation-years/voting/voting.controller.ts',
    to: 'src/emulation-years/emulation-year.slice.ts',
    breaks: 'parts-stand-in-order',
  },
  {
    from: 'src/emulation-years/voting/tally.ts',
    to: 'src/emulation-years/ranking/ranking-order.ts',
    breaks: 'parts-stand-in-order',
  },
  {
    from: 'src/emulation-years/leadership/leadership.decider.ts',
    to: 'src/emulation-years/ranking/ranking-order.ts',
    breaks: 'parts-stand-in-order',
  },
  {
    from: 'src/emulation-years/pledge/pledge.decider.ts',
    to: 'src/emulation-years/emulation-year.fold.ts',
    breaks: 'parts-stand-in-order',
  },

  { from: 'src/emulation-years/scoring/scoring.values.ts', to: 'src/kernel/points.ts' },
  { from: 'src/emulation-years/scoring/scoring.values.ts', to: 'src/rulebooks/rulebook.values.ts' },
  { from: 'projections/unit-directory.projection.ts', to: 'src/emulation-years/scoring/scoring.values.ts' },
  {
    from: 'read-models/unit-directory/unit-directory.controller.ts',
    to: 'src/emulation-years/scoring/scoring.values.ts',
  },
  {
    from: 'src/emulation-years/scoring/scoring.values.ts',
    to: 'src/emulation-years/scoring/scoring.events.ts',
    breaks: 'values-are-data',
  },

  { from: 'src/blocs/bloc.controller.ts', to: 'src/deciding/receipt.ts' },
  { from: 'src/blocs/bloc.controller.ts', to: 'src/log/event-store.ts', breaks: 'slices-know-no-log' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/deciding/gathering.ts' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/deciding/folded-streams.ts', breaks: 'the-domain-is-pure' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/log/event-store.ts', breaks: 'the-domain-is-pure' },

  { from: 'src/log/sqlite/writer-loop.ts', to: 'src/log/sqlite/group-commit.ts' },
  { from: 'src/log/sqlite/writer-loop.ts', to: 'src/slices.ts', breaks: 'the-log-knows-no-slice' },
  { from: 'src/log/sqlite/writer.ts', to: 'src/deciding/decision.ts', breaks: 'the-log-knows-no-slice' },
  { from: 'src/log/upcasting.ts', to: 'src/units/unit.events.ts', breaks: 'the-log-knows-no-slice' },
  { from: 'src/deciding/in-writer/decide-in-writer.ts', to: 'src/log/sqlite/group-commit.ts' },
  { from: 'src/deciding/ledger.ts', to: 'src/slices.ts', breaks: 'deciding-knows-no-slice' },
  { from: 'src/deciding/slice.ts', to: 'src/units/unit.slice.ts', breaks: 'deciding-knows-no-slice' },
  { from: 'src/writer-thread.ts', to: 'src/slices.ts' },
  { from: 'src/http/frame/command-sender.ts', to: 'src/slices.ts', breaks: 'the-composition-stands-on-top' },
  { from: 'projections/projector/projector.ts', to: 'src/ledger-on.ts', breaks: 'the-composition-stands-on-top' },

  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.standing.ts' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.values.ts' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.events.ts', breaks: 'slices-share-what-they-publish' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.fold.ts', breaks: 'slices-share-what-they-publish' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.decider.ts', breaks: 'slices-share-what-they-publish' },
  { from: 'src/blocs/bloc.slice.ts', to: 'src/units/unit.commands.ts', breaks: 'slices-share-what-they-publish' },
  { from: 'src/blocs/bloc.controller.ts', to: 'src/units/unit.dto.ts', breaks: 'slices-share-what-they-publish' },

  { from: 'projections/unit-directory.projection.ts', to: 'src/units/unit.events.ts' },
  { from: 'projections/unit-directory.projection.ts', to: 'src/kernel/points.ts' },
  { from: 'projections/unit-directory.projection.ts', to: 'read-models/unit-directory/unit-directory.ts' },
  {
    from: 'projections/unit-directory.projection.ts',
    to: 'read-models/unit-directory/unit-view.ts',
    breaks: 'projections-are-pure',
  },
  {
    from: 'projections/unit-directory.projection.ts',
    to: 'src/units/unit.decider.ts',
    breaks: 'projections-are-pure',
  },
  { from: 'projections/unit-directory.projection.ts', to: 'node:fs', breaks: 'projections-are-pure' },
  { from: 'projections/unit-directory.projection.ts', to: 'projections/recording/recording.ts' },
  { from: 'projections/recording/recording.ts', to: 'read-models/recording.ts' },
  {
    from: 'projections/recording/recording.ts',
    to: 'src/emulation-years/frame/frame.fold.ts',
    breaks: 'projections-are-pure',
  },
  { from: 'projections/recording/recording.ts', to: 'node:crypto', breaks: 'projections-are-pure' },
  { from: 'projections/bloc-history/steps.ts', to: 'src/emulation-years/frame/steps.values.ts' },
  { from: 'projections/bloc-history/steps.ts', to: STEPS },
  {
    from: 'projections/ranking/ranking.projection.ts',
    to: 'projections/projector/lane.ts',
    breaks: 'projections-are-pure',
  },
  { from: 'projections/all.ts', to: 'projections/ranking/ranking.projection.ts' },
  { from: 'projections/projector/projector.ts', to: 'projections/all.ts' },
  { from: 'projections/projector/lane.ts', to: 'lru-cache' },
  { from: 'projections/projector/projector.ts', to: 'src/log/event-store.ts' },

  {
    from: 'src/operations/health.controller.ts',
    to: 'projections/projector/projector.ts',
    breaks: 'the-write-side-never-reads',
  },
  {
    from: 'src/blocs/bloc.controller.ts',
    to: 'read-models/unit-directory/unit-directory.ts',
    breaks: 'the-write-side-never-reads',
  },
  { from: 'src/app.module.ts', to: 'projections/projector/projector.ts' },
  { from: 'src/cli/rebuild.ts', to: 'projections/projector/projector.ts' },
  { from: 'src/operations/progress.ts', to: 'projections/projector/projector.ts' },

  { from: 'read-models/unit-directory/unit-view.ts', to: 'src/kernel/points.ts' },
  { from: 'read-models/unit-directory/unit-directory.controller.ts', to: 'src/http/problems/problem.ts' },
  { from: 'read-models/unit-directory/unit-directory.controller.ts', to: 'src/http/frame/access.ts' },
  { from: 'read-models/bloc-history/steps-of-year.ts', to: 'src/emulation-years/frame/steps.values.ts' },
  { from: 'read-models/bloc-history/steps-of-year.ts', to: STEPS, breaks: 'the-read-side-knows-no-history' },
  {
    from: 'read-models/unit-directory/unit-view.ts',
    to: 'src/units/unit.events.ts',
    breaks: 'the-read-side-knows-no-history',
  },
  {
    from: 'read-models/unit-directory/unit-view.ts',
    to: 'src/log/event-store.ts',
    breaks: 'the-read-side-knows-no-history',
  },
  {
    from: 'read-models/unit-directory/unit-directory.controller.ts',
    to: 'projections/projector/replay.ts',
    breaks: 'the-read-side-knows-no-history',
  },

  { from: 'src/sheets/value.ts', to: 'src/kernel/instant.ts' },
  { from: 'read-models/bloc-directory/bloc-directory.table.ts', to: 'src/sheets/value.ts' },
  { from: 'src/sheets/csv-writer.ts', to: 'src/units/unit.values.ts', breaks: 'sheets-are-bytes-and-cells' },
  { from: 'src/sheets/csv-writer.ts', to: 'src/http/shapes/table.ts', breaks: 'sheets-are-bytes-and-cells' },
  { from: 'src/imports/members.import.ts', to: 'src/blocs/bloc.dto.ts' },
  { from: 'src/imports/import-run.ts', to: 'src/deciding/ledger.ts' },
  { from: 'src/imports/import-run.ts', to: 'src/log/event-store.ts', breaks: 'imports-only-send' },
  { from: 'src/imports/members.import.ts', to: 'src/blocs/bloc.decider.ts', breaks: 'imports-only-send' },
  { from: 'src/imports/import.controller.ts', to: 'src/deciding/gathering.ts', breaks: 'imports-only-send' },
  { from: 'src/identity/token-verifier.ts', to: 'src/kernel/points.ts' },
  { from: 'src/identity/token-verifier.ts', to: 'jose' },
  { from: 'src/identity/policy.ts', to: 'src/units/unit.values.ts', breaks: 'identity-knows-no-room' },
  { from: 'src/identity/policy.ts', to: 'src/http/frame/access.ts', breaks: 'identity-knows-no-room' },

  { from: 'src/log/sqlite/sqlite.event-store.ts', to: 'better-sqlite3' },
  { from: 'read-models/sqlite/sqlite.read-model-store.ts', to: 'better-sqlite3' },
  { from: 'src/log/eventstoredb/esdb.event-store.ts', to: '@eventstore/db-client' },
  { from: 'read-models/mongodb/mongodb.read-model-store.ts', to: 'mongodb' },
  { from: 'src/cli/backup.ts', to: 'better-sqlite3', breaks: 'one-file-knows-the-engine' },
  { from: 'src/log/event-store.ts', to: '@eventstore/db-client', breaks: 'one-file-knows-the-engine' },
  { from: 'projections/projector/replay.ts', to: 'mongodb', breaks: 'one-file-knows-the-engine' },
  {
    from: 'read-models/mongodb/mongodb.read-model-store.ts',
    to: 'better-sqlite3',
    breaks: 'one-file-knows-the-engine',
  },

  { from: 'src/http/origin.ts', to: 'src/http/problems/problem.ts', breaks: 'no-cycles' },

  { from: 'src/operations/metrics.ts', to: 'src/identity/index.ts', breaks: 'no-barrels' },
];

/** Closes the cycle, which is reported once, at its other import. */
export const BACK: Import = { from: 'src/http/problems/problem.ts', to: 'src/http/origin.ts' };
