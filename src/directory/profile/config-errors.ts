import type { UserError } from '../../model/errors.js';
import type { BusinessAlignmentConfig } from '../../model/profile/alignment-profile.js';
import type { ProductivityConfig } from '../../model/profile/productivity-profile.js';
import type {
  EfficiencyConfig,
  ProfileConfigOf,
  ProfileKind,
} from '../../model/profile/profile.js';
import { alignmentErrors } from './alignment-errors.js';
import { efficiencyErrors } from './efficiency-errors.js';
import { productivityErrors } from './productivity-errors.js';

/**
 * Returns why a configuration cannot be effective, with paths from the profile on; empty if it can.
 */
export function configErrors(kind: ProfileKind, config: ProfileConfigOf[ProfileKind]): UserError[] {
  if (kind === 'EFFICIENCY') return efficiencyErrors(config as EfficiencyConfig);
  if (kind === 'PRODUCTIVITY') return productivityErrors(config as ProductivityConfig);
  return alignmentErrors(config as BusinessAlignmentConfig);
}
