import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { refuse } from '../../model/errors.js';
import type { GraphContext } from '../context.js';
import { orUserErrors, renamingErrors } from '../errors.js';
import { DeploymentPreview, DeploymentPreviewInput } from './deployment-preview.type.js';
import { nodeNumber, pipelinesOf, savePath } from './settings-input-shape.js';

const MOST_RUNS = 200;
const USUAL_RUNS = 50;

function countOf(first: number | null | undefined): number {
  const most = first ?? USUAL_RUNS;
  if (most < 1 || most > MOST_RUNS)
    refuse('OUT_OF_RANGE', ['first'], `Ask for 1 to ${MOST_RUNS} runs.`);
  return most;
}

@Resolver()
export class DeploymentPreviewResolver {
  @Query(() => DeploymentPreview, {
    description:
      'Which of the newest runs would count as deployments to production under settings of pipelines, and why. The rules are those of the numbers. Nothing is written.',
  })
  deploymentPreview(
    @Arg('input', () => DeploymentPreviewInput, { description: 'Whose, and which.' })
    { node, pipelines, search, first }: DeploymentPreviewInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const given = pipelines ? pipelinesOf(pipelines) : null;
    return orUserErrors(async () => {
      const trial = {
        node: nodeNumber(node),
        settings: given?.pipelines ?? null,
        search: search?.trim() || null,
        most: countOf(first),
      };
      const runs = await renamingErrors(
        (error) =>
          given && error.field[0] === 'pipelines'
            ? { ...error, field: ['pipelines', ...savePath(error.field, given).slice(1)] }
            : error,
        () => services.previewDeployments(viewer, trial),
      );
      return { runs };
    });
  }
}
