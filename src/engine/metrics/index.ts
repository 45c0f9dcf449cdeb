import type { Metric } from '../metric.js';
import { deploymentFrequency } from './efficiency/deployment-frequency.js';
import { leadTimeForChanges } from './efficiency/lead-time-for-changes.js';
import { codeRework } from './productivity/code-rework.js';
import { codingDays } from './productivity/coding-days.js';
import { commentsPerPullRequest } from './productivity/comments-per-pull-request.js';
import { pullRequestCycleTime } from './productivity/pull-request-cycle-time.js';
import { pullRequestVelocity } from './productivity/pull-request-velocity.js';
import { timeToComplete } from './productivity/time-to-complete.js';
import { timeToFirstComment } from './productivity/time-to-first-comment.js';
import { workCompleted } from './productivity/work-completed.js';

/** Every metric there is. A new one is a file beside these and two lines here. */
export const metrics: readonly Metric[] = Object.freeze([
  deploymentFrequency,
  leadTimeForChanges,
  codingDays,
  codeRework,
  pullRequestVelocity,
  pullRequestCycleTime,
  timeToFirstComment,
  commentsPerPullRequest,
  workCompleted,
  timeToComplete,
]);
