import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type * as directory from '../../directory/developer-file/import-preview.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { numberOf } from '../node-id.js';
import {
  ActivateDeveloperImportInput,
  ActivateDeveloperImportPayload,
  DeveloperImportPayload,
  MapDeveloperColumnsInput,
  UploadDevelopersInput,
} from './developer-import.input.js';
import { DeveloperDifference, DeveloperImport } from './developer-import.type.js';

const SHOWN = 100;

function differenceOutside(
  difference: NonNullable<directory.DeveloperImport['difference']>,
): DeveloperDifference {
  const { adds, updates, removals, unchanged } = difference;
  return {
    addCount: adds.length,
    updateCount: updates.length,
    removalCount: removals.length,
    unchangedCount: unchanged,
    adds: adds.slice(0, SHOWN).map(({ email }) => email),
    updates: updates.slice(0, SHOWN).map(({ developer, changes }) => ({
      email: developer.email,
      isReturning: !developer.active,
      changes,
    })),
    removals: removals.slice(0, SHOWN).map(({ email }) => email),
  };
}

@Resolver(() => DeveloperImport)
export class DeveloperImportResolver {
  @Query(() => DeveloperImport, {
    nullable: true,
    description: 'A developers file that was uploaded; null where there is none.',
  })
  developerImport(
    @Arg('id', () => ID, { description: 'The id of the import.' }) id: string,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<directory.DeveloperImport | null> {
    return services.imports.find(viewer, numberOf('DeveloperImport', id));
  }

  @Mutation(() => DeveloperImportPayload, {
    description:
      'Takes a developers file for a look at what it says and would change; nothing of it is effective yet.',
  })
  uploadDevelopers(
    @Arg('input', () => UploadDevelopersInput, { description: 'The file.' })
    { content, fileName, effectiveOn }: UploadDevelopersInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const upload = { content, fileName: fileName ?? null, effectiveOn: effectiveOn ?? null };
    return orUserErrors(async () => ({ import: await services.imports.upload(viewer, upload) }));
  }

  @Mutation(() => DeveloperImportPayload, { description: 'Says what the columns of a file hold.' })
  mapDeveloperColumns(
    @Arg('input', () => MapDeveloperColumnsInput, { description: 'Which file and what.' })
    input: MapDeveloperColumnsInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const number = numberOf('DeveloperImport', input.import);
    const mapping = input.mapping.map(({ column, target }) => ({ column, target }));
    return orUserErrors(async () => ({
      import: await services.imports.map(viewer, number, mapping),
    }));
  }

  @Mutation(() => ActivateDeveloperImportPayload, {
    description: 'Puts a file into force, all or nothing: developers, org trees and teams.',
  })
  activateDeveloperImport(
    @Arg('input', () => ActivateDeveloperImportInput, { description: 'Which file.' })
    input: ActivateDeveloperImportInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const number = numberOf('DeveloperImport', input.import);
    return orUserErrors(() => services.imports.activate(viewer, number));
  }

  @FieldResolver(() => DeveloperDifference, { nullable: true })
  difference(@Root() { difference }: directory.DeveloperImport): DeveloperDifference | null {
    return difference && differenceOutside(difference);
  }
}
