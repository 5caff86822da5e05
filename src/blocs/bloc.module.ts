import { Module } from '@nestjs/common';
import { BlocController } from './bloc.controller.js';
import { DecideForBlocHandler } from './bloc.handlers.js';

@Module({ controllers: [BlocController], providers: [DecideForBlocHandler] })
export class BlocModule {}
