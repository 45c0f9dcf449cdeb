import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type * as model from '../../model/export.js';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { queryOf } from '../insight/insight.input.js';
import { numberOf } from '../node-id.js';
import { ExportJob, StartExportInput, StartExportPayload } from './export.type.js';

@Resolver(() => ExportJob)
export class ExportResolver {
  @Query(() => ExportJob, {
    nullable: true,
    description: 'An export job; null where there is none that this key may see.',
  })
  exportJob(
    @Arg('id', () => ID, { description: 'The id of the job.' }) id: string,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<model.ExportJob | null> {
    return services.exports.find(viewer, numberOf('ExportJob', id));
  }

  @Mutation(() => StartExportPayload, {
    description:
      'Begins to write an answer down as CSV. Identical requests of one local day share one job while nothing has changed.',
  })
  startExport(
    @Arg('input', () => StartExportInput, { description: 'What shall be in it.' })
    input: StartExportInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const { by, includeRatings } = input;
    return orUserErrors(async () => ({
      job: await services.exports.start(viewer, { query: queryOf(input), by, includeRatings }),
    }));
  }
}
