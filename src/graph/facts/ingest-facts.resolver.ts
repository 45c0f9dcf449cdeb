import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { writtenOutside } from '../integration/sync-run-shape.js';
import { IngestFactsInput, IngestFactsPayload } from './ingest-facts.type.js';

@Resolver()
export class IngestFactsResolver {
  @Mutation(() => IngestFactsPayload, {
    description:
      'Ingests facts of any tool. Ingesting one again changes nothing; of two versions the later `updatedAt` is effective.',
  })
  ingestFacts(
    @Arg('input', () => IngestFactsInput, { description: 'The facts.' })
    { source, lines }: IngestFactsInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => {
      const { integration, written, ...ingested } = await services.ingestion.ingest(viewer, {
        source,
        lines: lines.split('\n'),
      });
      return {
        ...ingested,
        integration:
          integration === null ? null : await services.ingestion.integration(viewer, integration),
        written: writtenOutside(written),
      };
    });
  }
}
