import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphContext } from '../context.js';
import { orUserErrors } from '../errors.js';
import { recordTypeOf } from '../insight/record/record.type.js';
import { numberOf } from '../node-id.js';
import { MarkDeploymentInput, MarkDeploymentPayload } from './mark-deployment.type.js';

@Resolver()
export class MarkDeploymentResolver {
  @Mutation(() => MarkDeploymentPayload, {
    description: 'Says by hand that a deployment failed, repaired something, or was none.',
  })
  markDeployment(
    @Arg('input', () => MarkDeploymentInput, { description: 'What is said.' })
    { deployment, mark = null }: MarkDeploymentInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => {
      await services.ingestion.mark(viewer, numberOf(recordTypeOf.run, deployment), mark);
      return { mark };
    });
  }
}
