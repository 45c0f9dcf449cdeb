import type { Rules } from '../team.js';
import type { ProfileKind } from './profile.js';

/** True if the metric is measured under these rules: a productivity profile may switch some off. */
export const isEnabled = (
  { id, profile }: { readonly id: string; readonly profile: ProfileKind },
  { productivity: { disabledMetrics = [] } }: Pick<Rules, 'productivity'>,
): boolean => profile !== 'PRODUCTIVITY' || !disabledMetrics.includes(id);
