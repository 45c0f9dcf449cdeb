import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type * as model from '../../model/integration.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { numberOf } from '../node-id.js';
import {
  CheckIntegrationInput,
  CheckIntegrationPayload,
  ConnectIntegrationInput,
  IntegrationInput,
  IntegrationPayload,
  ReingestInput,
  RotateCredentialInput,
  SyncPayload,
  UpdateIntegrationInput,
} from './integration.input.js';
import { settingsOf } from './settings-of.js';
import { runOutside } from './sync-run-shape.js';

const INPUT = { description: 'What is wanted.' };

const integrationOf = ({ integration }: IntegrationInput) => numberOf('Integration', integration);

const integrationAfter = (change: () => Promise<model.Integration>): Promise<object> =>
  orUserErrors(async () => ({ integration: await change() }));

const runBegunBy = (begin: () => Promise<model.SyncRun>): Promise<object> =>
  orUserErrors(async () => ({ run: runOutside(await begin()) }));

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
    return orUserErrors(async () => {
      const { ok, items } = await services.ingestion.check(viewer, source);
      return { report: { ok, items: items.map((item) => ({ optional: false, ...item })) } };
    });
  }

  @Mutation(() => IntegrationPayload, {
    description:
      'Connects a source that can be read; one that is connected already answers as it is. It is synced by the clock from then on.',
  })
  connectIntegration(
    @Arg('input', () => ConnectIntegrationInput, INPUT) input: ConnectIntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const { provider, name = null, intervalMinutes, since } = input;
    const settings = settingsOf(input.settings);
    const source = { provider, name, settings, intervalMinutes, since };
    return integrationAfter(() => services.ingestion.connect(viewer, source));
  }

  @Mutation(() => IntegrationPayload, {
    description: 'Changes the name, the interval or the settings of a source.',
  })
  updateIntegration(
    @Arg('input', () => UpdateIntegrationInput, INPUT) input: UpdateIntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const { name, intervalMinutes, settings } = input;
    const changed = {
      integration: integrationOf(input),
      intervalMinutes,
      name: name ?? undefined,
      settings: settings ? settingsOf(settings) : undefined,
    };
    return integrationAfter(() => services.ingestion.update(viewer, changed));
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
    return integrationAfter(() => services.ingestion.rotateCredential(viewer, given));
  }

  @Mutation(() => IntegrationPayload, {
    description: 'Stops the syncs of a source by the clock; what it reported stays.',
  })
  pauseIntegration(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return integrationAfter(() => services.ingestion.pause(viewer, integrationOf(input)));
  }

  @Mutation(() => IntegrationPayload, { description: 'Lets a paused source be synced again.' })
  resumeIntegration(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return integrationAfter(() => services.ingestion.resume(viewer, integrationOf(input)));
  }

  @Mutation(() => IntegrationPayload, {
    description:
      'Retracts everything a source reported, in the background, then removes the source itself.',
  })
  removeIntegration(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return integrationAfter(() => services.ingestion.removeNow(viewer, integrationOf(input)));
  }

  @Mutation(() => SyncPayload, {
    description: 'Begins a sync and answers at once; if one is under way, it is answered.',
  })
  syncIntegration(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return runBegunBy(() => services.ingestion.syncNow(viewer, integrationOf(input)));
  }

  @Mutation(() => SyncPayload, {
    description:
      'Reads a source again from a timestamp on and answers at once; what is known already changes nothing, and nothing is deleted.',
  })
  reingest(
    @Arg('input', () => ReingestInput, INPUT) input: ReingestInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const wanted = { integration: integrationOf(input), from: input.from ?? null };
    return runBegunBy(() => services.ingestion.reingestNow(viewer, wanted));
  }

  @Mutation(() => SyncPayload, {
    description:
      'Maps what the tool answered of late again and writes it; changes nothing unless this program reads it otherwise now.',
  })
  replayPages(
    @Arg('input', () => IntegrationInput, INPUT) input: IntegrationInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return runBegunBy(() => services.ingestion.replayNow(viewer, integrationOf(input)));
  }
}
