import { batched } from '../batched.js';

/** Loads the places of the runs of a pipeline. */
export const placesOf = batched(({ services, viewer }, pipelines: readonly number[]) =>
  services.dimensions.places(viewer, pipelines),
);
