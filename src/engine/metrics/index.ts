import type { Metric } from '../metric.js';
import { deploymentFrequency } from './efficiency/deployment-frequency.js';
import { leadTimeForChanges } from './efficiency/lead-time-for-changes.js';
import { codeRework } from './productivity/code-rework.js';
import { codingDays } from './productivity/coding-days.js';

/** Every metric there is. A new one is a file beside these and two lines here. */
export const metrics: readonly Metric[] = Object.freeze([
  deploymentFrequency,
  leadTimeForChanges,
  codingDays,
  codeRework,
]);
