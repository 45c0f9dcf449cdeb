import type { Dimensions } from '../../insights/dimensions.js';
import type { GraphContext } from '../context.js';

type PipelinePlaces = Awaited<ReturnType<Dimensions['places']>>[number];

const placesByPipeline = ({ services, viewer }: GraphContext, pipelines: readonly number[]) =>
  services.dimensions.places(viewer, pipelines);

/** Loads the places of the runs of a pipeline. */
export const placesOf = (context: GraphContext, pipeline: number): Promise<PipelinePlaces> =>
  context.loaders
    .of<number, PipelinePlaces, GraphContext>(placesByPipeline, context)
    .load(pipeline);
