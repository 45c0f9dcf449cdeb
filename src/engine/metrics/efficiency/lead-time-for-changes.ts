import type { PhaseEdge, PhaseKey } from '../../../model/profile/profile.js';
import type { Rules } from '../../../model/team.js';
import { isoDuration } from '../../../model/time.js';
import { defineMetric, exclude } from '../../define-metric.js';
import { type Finished, type Flag, finished, flags } from '../../delivery/finished.js';
import { type Passage, passageOf, unitOf } from '../../delivery/passage.js';
import type { Totals } from '../../metric.js';
import { stackedDuration } from '../../summary/stacked-duration.js';
import { describeCompletion } from '../../work/completion.js';

const stretches = [
  { key: 'PLANNING', part: 'planning', presence: 'withPlanning' },
  { key: 'CODING', part: 'coding', presence: 'withCoding' },
  { key: 'REVIEW', part: 'review', presence: 'withReview' },
  { key: 'BUILD', part: 'build', presence: 'withBuild' },
  { key: 'DEPLOYMENT', part: 'deployment', presence: 'withDeployment' },
  { key: 'COMMIT_TO_RELEASE', part: 'commitToRelease', presence: 'withCommitToRelease' },
] as const satisfies readonly { key: PhaseKey; part: string; presence: string }[];
type Part = Flag | (typeof stretches)[number]['part' | 'presence'];
const parts: readonly Part[] = [
  ...stretches.flatMap(({ part, presence }) => [part, presence]),
  ...flags,
];

const kinds = {
  WORK_ITEM: ['workItem'],
  PULL_REQUEST: ['pullRequest', 'change'],
  CHANGE: ['change', 'pullRequest'],
} as const;
const tagsOf = {
  WORK_ITEM: ['project', 'service', 'pipeline'],
  PULL_REQUEST: ['repository', 'service', 'pipeline'],
  CHANGE: ['repository'],
} as const;

function partsOf({ flags: known }: Finished, { phases, isOutOfOrder }: Passage) {
  const amounts = stretches.flatMap(({ key, part, presence }) => [
    [part, phases[key] ?? 0],
    [presence, Number(phases[key] !== undefined)],
  ]);
  const named = { ...known, outOfOrder: isOutOfOrder };
  const flagged = flags.map((flag) => [flag, Number(named[flag] ?? false)]);
  return Object.fromEntries([...amounts, ...flagged]) as Record<Part, number>;
}

/**
 * Returns the other developers who had a part in it, if the team asks for what its developers did.
 * A change is its author's alone.
 */
function othersOf({ input, contributors = [] }: Finished, { settings }: Rules): number[] {
  return settings.metricsUsingDeveloperFilters.includes('LEAD_TIME_FOR_CHANGES')
    ? contributors.filter((one) => one !== input.developer)
    : [];
}

function sight(found: Finished, rules: Rules) {
  const { efficiency } = rules;
  const { input, at, moments, project = null, carriedBy } = found;
  const passage = passageOf(moments, efficiency);
  if (!passage) return exclude(input, 'NO_EVENTS', at, { ...carriedBy });
  if (passage.isOutOfOrder && efficiency.leadTime.workflowOrder === 'ENFORCE')
    return exclude(input, 'OUT_OF_ORDER', at, { ...carriedBy });
  const { number: subject, developer, repository } = input;
  return {
    subject,
    developer,
    at,
    value: passage.milliseconds,
    others: othersOf(found, rules),
    parts: partsOf(found, passage),
    tags: { repository, project, service: null, pipeline: null, ...carriedBy },
  };
}

/** Returns how many went through each phase, if not all did, and how long those took. */
const phaseNotes = ({ counted, parts: sums }: Totals<Part>): string[] =>
  stretches.flatMap(({ key, part, presence }) => {
    const reached = sums[presence];
    if (reached === 0 || reached === counted) return [];
    const average = isoDuration(sums[part] / reached);
    return [`${key}: ${reached} of ${counted} went through it, in ${average} on average.`];
  });

function notes(totals: Totals<Part>): string[] {
  const { counted, parts: sums } = totals;
  const unknown = `${sums.firstCommitUnknown} of ${counted} changes were squashed, or came without any commit that is known: their first commit is not known, so their time begins at the squashed commit, or at the opening of the pull request.`;
  const clamped = `${sums.outOfOrder} of ${counted} have events out of order, by the dates given: a phase that ends before it begins counts as 0.`;
  const released = `${sums.releasedAfterMerge} of ${counted} are pull requests of repositories whose history is not known: they count with the first release tagged at their merge or after it (RELEASED_AFTER_MERGE).`;
  const associated = `${sums.withPullRequest} of ${counted} work items have a pull request.`;
  return [
    ...phaseNotes(totals),
    ...(sums.firstCommitUnknown > 0 ? [unknown] : []),
    ...(sums.outOfOrder > 0 ? [clamped] : []),
    ...(sums.releasedAfterMerge > 0 ? [released] : []),
    ...(sums.withPullRequest > 0 ? [associated] : []),
  ];
}

const edgeText = ({ event, status }: PhaseEdge): string =>
  event === 'TICKET_STATUS' ? `status "${status}"` : event;

function options({ efficiency, settings }: Rules): string[] {
  const { phases, workScope, workflowOrder } = efficiency.leadTime;
  const enabled = phases.filter((phase) => phase.enabled);
  const onlyDeployed = workScope === 'ONLY_DEPLOYED_WORK';
  return [
    ...enabled.map(({ key, start, end }) => `${key} from ${edgeText(start)} to ${edgeText(end)}`),
    onlyDeployed ? 'only deployed work counts' : 'all completed work counts',
    workflowOrder === 'ENFORCE'
      ? 'events out of order exclude'
      : 'a phase that ends before it begins counts as 0',
    ...(unitOf(efficiency) === 'WORK_ITEM' ? describeCompletion(settings) : []),
  ];
}

/**
 * Adds the phases (end - start) of finished work, in milliseconds, and aggregates the sums.
 * @see {@link https://dora.dev/guides/dora-metrics/ | DORA}: change lead time, from commit to production. Phases before the commit are those of {@link https://developer.harness.io/software-engineering-insights | Harness SEI}.
 */
export const leadTimeForChanges = defineMetric({
  id: 'LEAD_TIME_FOR_CHANGES',
  title: 'Lead time for changes',
  description:
    'Time through the phases of the profile, from request or first commit to production. It is measured of completed work items where a phase begins or ends in issue management, in the bucket of their completion, or of their deployment where only deployed work counts; else of merged pull requests, and of changes of the default branch in repositories without known merged pull requests, or of changes alone where the phases speak of releases alone, of merged pull requests in their place where the history of a repository is not known, in the bucket of the deployment or release. A phase whose start or end is not known adds nothing. Changes of the first deployment or release are excluded, since nobody knows when the one before was. A change counts with the first release that contains it; a pull request of a repository whose history is not known with the first that is tagged at its merge or after it. The service and the pipeline are those of the first production deployment that contains it, of a work item the last that carried any of it: of several services that this deploys, the first by name. What a release alone ships has neither. Where the team’s filter by developers is on, a work item or pull request counts whose assignee or author is a member, or any author of its commits or pull requests; by developer it is the assignee’s or author’s alone, so that these add up.',
  formula: 'sum over phases of (end - start), aggregated over what was finished',
  unit: 'DURATION',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  shared: true,
  inputs: { change: 'releasedAt', pullRequest: 'mergedAt', workItem: 'resolvedAt' },
  parts,
  flags: [...stretches.map(({ presence }) => presence), ...flags],
  tags: ['repository', 'project', 'service', 'pipeline'],
  summary: stackedDuration(stretches),
  reads: ({ efficiency }) => kinds[unitOf(efficiency)],
  tagged: ({ efficiency }) => tagsOf[unitOf(efficiency)],
  notes,
  options,
  *observe(inputs, rules) {
    for (const found of finished(inputs, rules))
      yield 'excluded' in found ? found : sight(found, rules);
  },
});
