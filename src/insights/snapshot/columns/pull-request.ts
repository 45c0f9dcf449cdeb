import { momentsOfPullRequest, momentsOfRelease } from '../../../engine/delivery/moments.js';
import { unitOf } from '../../../engine/delivery/passage.js';
import { answersOf, cycleOf } from '../../../engine/review/cycle.js';
import { createLineCounter, type LineCounter } from '../../../engine/review/lines.js';
import type { PullRequestInput } from '../../../model/inputs/code-input.js';
import type { Rules } from '../../../model/team.js';
import { assemblePullRequests } from '../../../storage/inputs/pull-requests.js';
import { revertedBy, reviewersOf } from '../../../storage/records/record-facts.js';
import { onceByRules } from '../../keep.js';
import type { RecordColumns } from '../../records/record-columns.js';
import { phasesOf } from './phases.js';
import { byNumber, present, type ReadColumns } from './reading.js';

const filesOf = ({ files, ownAt, mergedAt }: PullRequestInput, { classOf }: LineCounter) =>
  files.map((file) => ({ ...file, class: classOf(file, mergedAt ?? ownAt) }));

/** The phases of what the profile measures by pull requests, or by those in the place of changes. */
function phasesOfPullRequest(pullRequest: PullRequestInput, { efficiency }: Rules) {
  const unit = unitOf(efficiency);
  if (unit === 'PULL_REQUEST') return phasesOf(momentsOfPullRequest(pullRequest), efficiency);
  if (unit === 'WORK_ITEM' || pullRequest.historyKnown) return [];
  return phasesOf(momentsOfRelease(pullRequest), efficiency);
}

function timesOf(pullRequest: PullRequestInput, rules: Rules): RecordColumns {
  const { mergedAt, deployedAt, firstDeploymentRule: rideRule } = pullRequest;
  const { answeredAt, approvedAt } = answersOf(pullRequest);
  const cycle =
    mergedAt === null ? null : cycleOf({ ...pullRequest, mergedAt }, rules.productivity);
  return {
    firstReviewAt: answeredAt,
    approvedAt,
    deployedAt,
    rideRule,
    cycleTime: cycle?.milliseconds ?? null,
    phases: phasesOfPullRequest(pullRequest, rules),
  };
}

export const readPullRequests: ReadColumns = async (reading) => {
  const { session, metric, numbers, rulesOf, releaseOf } = reading;
  const inputs = byNumber(await assemblePullRequests(session, numbers, null));
  const counterOf = onceByRules(({ productivity }) => createLineCounter(productivity));
  const acts = await reviewersOf(session, numbers);
  const reviewers = Map.groupBy(acts, ({ pullRequest }) => pullRequest);
  const reverted = await revertedBy(session, numbers);
  const deployments = [...inputs.values()].map(({ deployment }) => deployment);
  return {
    mentions: [...present(deployments), ...reverted.values()],
    of({ subject }, { person, link }) {
      const input = inputs.get(subject);
      if (!input) return {};
      const rules = rulesOf(subject);
      const acting = reviewers.get(subject) ?? [];
      return {
        ...timesOf({ ...input, releasedAt: releaseOf(subject)?.at ?? null }, rules),
        reviewers: acting.map(({ developer, at }) => ({ developer: person(developer), at })),
        deployment: link(input.deployment),
        reverts: link(reverted.get(subject) ?? null),
        files: metric.byFile ? filesOf(input, counterOf(rules)) : null,
      };
    },
  };
};
