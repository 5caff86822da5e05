import { Module } from '@nestjs/common';
import { UnitController } from './unit.controller.js';
import { DecideForUnitHandler } from './unit.handlers.js';

@Module({ controllers: [UnitController], providers: [DecideForUnitHandler] })
export class UnitModule {}
