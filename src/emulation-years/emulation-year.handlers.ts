import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { blocStream } from '../blocs/bloc.events.js';
import { blocHistories, standingOfBloc, type Bloc } from '../blocs/bloc.fold.js';
import type { CommandRequest } from '../event-store/decided-events.js';
import type { Folded } from '../event-store/folded-streams.js';
import { gatheredFrom, Ledger } from '../event-store/ledger.js';
import type { Receipt } from '../event-store/receipt.js';
import type { Requested } from '../http/command-request.js';
import { comparedWith, type Histories } from '../kernel/decider.js';
import type { Gathered, Mode } from '../kernel/event.js';
import type { LocalDate } from '../kernel/instant.js';
import { rulebookStream } from '../rulebooks/rulebook.events.js';
import { publishedVersions, versionOf, type Published } from '../rulebooks/rulebook.fold.js';
import { unitStream } from '../units/unit.events.js';
import { standingOfUnit, unitHistories, type Unit } from '../units/unit.fold.js';
import { unitsActing } from './acting.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import { emulationYearDecider } from './emulation-year.decider.js';
import type { AdoptRulebook } from './year/year.commands.js';
import { emulationYearStream } from './year/year.events.js';
import { dayOf } from './year/year.fold.js';

/** One command about a year, as it came in. */
export class DecideForYear extends Command<Receipt> {
  constructor(
    readonly command: EmulationYearCommand,
    readonly requested: Requested,
  ) {
    super();
  }
}

type ReadBy<S> = (stream: string) => Promise<Folded<Histories<S>>>;

/** Gathers what the decision rests on beyond the year's own stream, then lets the year decide. */
@CommandHandler(DecideForYear)
export class DecideForYearHandler implements ICommandHandler<DecideForYear> {
  private readonly decide: (request: CommandRequest<EmulationYearCommand>) => Promise<Receipt>;
  private readonly units: ReadBy<Unit | undefined>;
  private readonly blocs: ReadBy<Bloc | undefined>;
  private readonly rulebooks: (stream: string) => Promise<Folded<Published>>;

  constructor(ledger: Ledger) {
    this.decide = ledger.handler(emulationYearDecider);
    this.units = ledger.reader(unitHistories);
    this.blocs = ledger.reader(blocHistories);
    this.rulebooks = ledger.reader(publishedVersions);
  }

  async execute({ command, requested }: DecideForYear): Promise<Receipt> {
    const { blocId, year } = command.data;
    const gathered = await this.gather(command, requested.mode);
    return this.decide({ stream: emulationYearStream(blocId, year), command, gathered, ...requested });
  }

  private async gather(command: EmulationYearCommand, mode: Mode): Promise<readonly Gathered[]> {
    const day = dayOf(command.data);
    if (RESTS_ON_BLOC.has(command.type)) return this.gatherBloc(command.data.blocId, day, mode);
    if (command.type === 'AdoptRulebook') return this.gatherRulebook(command, mode);
    return this.gatherUnits(unitsActing(command), day, mode);
  }

  /** The bloc as it stands that day, and each unit that ever was a member of it. */
  private async gatherBloc(blocId: string, day: LocalDate, mode: Mode): Promise<readonly Gathered[]> {
    const stream = blocStream(blocId);
    const folded = await this.blocs(stream);
    const bloc = comparedWith(folded.state, mode);
    if (bloc === undefined) return [];
    const standing = gatheredFrom(stream, folded, 'BlocStanding', standingOfBloc(bloc, day));
    const units = await this.gatherUnits([...bloc.members.keys()], day, mode);
    return [...(standing === undefined ? [] : [standing]), ...units];
  }

  private async gatherUnits(unitIds: readonly string[], day: LocalDate, mode: Mode): Promise<readonly Gathered[]> {
    const found: Gathered[] = [];
    for (const unitId of unitIds) {
      const stream = unitStream(unitId);
      const folded = await this.units(stream);
      const unit = comparedWith(folded.state, mode);
      if (unit === undefined) continue;
      const standing = gatheredFrom(stream, folded, 'UnitStanding', standingOfUnit(unit, day));
      if (standing !== undefined) found.push(standing);
    }
    return found;
  }

  private async gatherRulebook(
    { data: { rulebookId, version } }: AdoptRulebook,
    mode: Mode,
  ): Promise<readonly Gathered[]> {
    const stream = rulebookStream(rulebookId);
    const folded = await this.rulebooks(stream);
    const content = versionOf(folded.state, version, mode);
    if (content === undefined) return [];
    const published = gatheredFrom(stream, folded, 'RulebookVersion', { rulebookId, version, content });
    return published === undefined ? [] : [published];
  }
}

/** What takes a copy of the bloc as it stands, or asks which steps are done: the hand-over is on the bloc's stream. */
const RESTS_ON_BLOC: ReadonlySet<EmulationYearCommand['type']> = new Set([
  'OpenEmulationYear',
  'UpdateYearMembers',
  'RecordHeadOfYear',
  'SkipStep',
  'CloseEmulationYear',
]);
