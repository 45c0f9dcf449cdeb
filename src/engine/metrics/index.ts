import type { Metric } from '../metric.js';
import { businessAlignment } from './alignment/business-alignment.js';
import { changeFailureRate } from './efficiency/change-failure-rate.js';
import { deploymentFrequency } from './efficiency/deployment-frequency.js';
import { deploymentReworkRate } from './efficiency/deployment-rework-rate.js';
import { failedDeploymentRecoveryTime } from './efficiency/failed-deployment-recovery-time.js';
import { leadTimeForChanges } from './efficiency/lead-time-for-changes.js';
import { meanTimeToRestore } from './efficiency/mean-time-to-restore.js';
import { codeRework } from './productivity/code-rework.js';
import { codingDays } from './productivity/coding-days.js';
import { commentsPerPullRequest } from './productivity/comments-per-pull-request.js';
import { pullRequestCycleTime } from './productivity/pull-request-cycle-time.js';
import { pullRequestVelocity } from './productivity/pull-request-velocity.js';
import { timeToComplete } from './productivity/time-to-complete.js';
import { timeToFirstComment } from './productivity/time-to-first-comment.js';
import { workCompleted } from './productivity/work-completed.js';
import { sprintChurn } from './sprint/sprint-churn.js';
import { sprintDeliveredToCommitted } from './sprint/sprint-delivered-to-committed.js';
import { sprintPredictability } from './sprint/sprint-predictability.js';
import { sprintScopeCreep } from './sprint/sprint-scope-creep.js';
import { sprintVelocity } from './sprint/sprint-velocity.js';

/** Every metric there is. A new one is a file beside these and two lines here. */
export const metrics: readonly Metric[] = Object.freeze([
  deploymentFrequency,
  leadTimeForChanges,
  changeFailureRate,
  meanTimeToRestore,
  failedDeploymentRecoveryTime,
  deploymentReworkRate,
  codingDays,
  codeRework,
  pullRequestVelocity,
  pullRequestCycleTime,
  timeToFirstComment,
  commentsPerPullRequest,
  workCompleted,
  timeToComplete,
  sprintVelocity,
  sprintScopeCreep,
  sprintDeliveredToCommitted,
  sprintChurn,
  sprintPredictability,
  businessAlignment,
]);
