import type { Dimensions } from '../../insights/dimensions.js';

export interface DimensionServices {
  readonly dimensions: Dimensions;
}
