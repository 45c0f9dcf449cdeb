import type { ProfileKind } from './profile.js';
import type { Rules } from './team.js';

/** Is the metric measured under these rules? A productivity profile may have some switched off. */
export const isEnabled = (
  { id, profile }: { readonly id: string; readonly profile: ProfileKind },
  { productivity: { disabledMetrics = [] } }: Pick<Rules, 'productivity'>,
): boolean => profile !== 'PRODUCTIVITY' || !disabledMetrics.includes(id);
