import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { numberOf } from '../node-id.js';
import { reportOutside } from './check-report-shape.js';
import {
  CheckIntegrationInput,
  CheckIntegrationPayload,
  ConnectIntegrationInput,
  IntegrationInput,
  IntegrationPayload,
  type IntegrationSettingInput,
  RotateCredentialInput,
  SyncPayload,
} from './integration.input.js';
import { runOutside } from './sync-run-shape.js';

const INPUT = { description: 'What is wanted.' };

const settingsOf = (given: readonly IntegrationSettingInput[]) =>
  Object.fromEntries(given.map(({ key, value }) => [key, value]));
const integrationOf = ({ integration }: IntegrationInput) => numberOf('Integration', integration);

@Resolver()
export class IntegrationChangeResolver {
  @Mutation(() => CheckIntegrationPayload, {
    description: 'Looks whether a source can be read; nothing is kept.',
  })
  checkIntegration(
    @Arg('input', () => CheckIntegrationInput, INPUT) { provider, settings }: CheckIntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const source = { provider, settings: settingsOf(settings) };
    return orUserErrors(async () => ({
      report: reportOutside(await services.ingestion.check(viewer, source)),
    }));
  }

  @Mutation(() => IntegrationPayload, {
    description:
      'Connects a source that can be read; one that is connected already answers as it is. It is synced by the clock from then on.',
  })
  connectIntegration(
    @Arg('input', () => ConnectIntegrationInput, INPUT) input: ConnectIntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const { provider, name = null } = input;
    const source = { provider, name, settings: settingsOf(input.settings) };
    return orUserErrors(async () => ({
      integration: await services.ingestion.connect(viewer, source),
    }));
  }

  @Mutation(() => IntegrationPayload, {
    description:
      'Replaces secrets of a source, also where the old ones cannot be opened any more. They are sealed and never shown again.',
  })
  rotateCredential(
    @Arg('input', () => RotateCredentialInput, INPUT) input: RotateCredentialInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const given = { integration: integrationOf(input), secrets: settingsOf(input.settings) };
    return orUserErrors(async () => ({
      integration: await services.ingestion.rotateCredential(viewer, given),
    }));
  }

  @Mutation(() => IntegrationPayload, {
    description: 'Stops the syncs of a source by the clock; what it told stays.',
  })
  pauseIntegration(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      integration: await services.ingestion.pause(viewer, integrationOf(input)),
    }));
  }

  @Mutation(() => IntegrationPayload, { description: 'Lets a paused source be synced again.' })
  resumeIntegration(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      integration: await services.ingestion.resume(viewer, integrationOf(input)),
    }));
  }

  @Mutation(() => IntegrationPayload, {
    description: 'Takes back everything a source told, in the background, then the source itself.',
  })
  removeIntegration(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      integration: await services.ingestion.removeNow(viewer, integrationOf(input)),
    }));
  }

  @Mutation(() => SyncPayload, {
    description: 'Begins a sync and answers at once; if one is under way, it is answered.',
  })
  syncIntegration(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      run: runOutside(await services.ingestion.syncNow(viewer, integrationOf(input))),
    }));
  }

  @Mutation(() => SyncPayload, {
    description:
      'Maps what the tool answered of late again and writes it; changes nothing unless this program reads it otherwise now.',
  })
  replayPages(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => ({
      run: runOutside(await services.ingestion.replayNow(viewer, integrationOf(input))),
    }));
  }
}
