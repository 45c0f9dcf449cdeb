import type { Dice } from '../dice.js';
import type { DemoRepository } from '../organisation.js';
import type { Employee } from '../people.js';
import { type ForgeRequest, type Line, personOf } from './forge.js';
import type { HistoryTag } from './read-history.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Place {
  readonly repository: DemoRepository;
  readonly repositoryId: string;
}

/** The build after a merge; one that fails is tried again. */
export function buildLines(
  { repository, repositoryId, number, history, request }: ForgeRequest,
  dice: Dice,
): Line[] {
  const sha = history.merges.get(number)?.sha;
  if (sha === undefined) return [];
  const run = `${repository.name} build ${number}`;
  const attempts = dice.chance(0.09) ? ['FAILURE', 'SUCCESS'] : ['SUCCESS'];
  return attempts.map((status, index) => {
    const startedAt = request.mergedAt.at + (1 + 25 * index) * MINUTE;
    const endedAt = startedAt + dice.between(4, 18) * MINUTE;
    return {
      kind: 'PIPELINE_RUN',
      id: `${run}.${index + 1}`,
      updatedAt: endedAt,
      pipeline: `${repository.name} build`,
      kinds: ['CI'],
      run,
      attempt: index + 1,
      repository: repositoryId,
      branch: 'main',
      commits: [sha],
      status,
      startedAt,
      endedAt,
      artifactsOut: [{ location: 'registry', name: repository.name, qualifier: sha.slice(0, 12) }],
    };
  });
}

/** The deployments that follow a release: to staging first, then to production, where some fail. */
function deploymentLines(place: Place, { name, sha, at }: HistoryTag, dice: Dice): Line[] {
  const { repository, repositoryId } = place;
  const status = dice.chance(0.06) ? 'FAILURE' : 'SUCCESS';
  return ['staging', 'live'].map((environment, index) => {
    const startedAt = at + (5 + 40 * index) * MINUTE;
    const endedAt = startedAt + dice.between(3, 14) * MINUTE;
    return {
      kind: 'PIPELINE_RUN',
      id: `${repository.name} ${name} ${environment}`,
      updatedAt: endedAt,
      pipeline: `${repository.name} deploy`,
      kinds: ['CD'],
      repository: repositoryId,
      branch: 'main',
      commits: [sha],
      services: [repository.name],
      environment,
      environmentType: environment === 'live' ? 'PRODUCTION' : 'PRE_PRODUCTION',
      status: environment === 'live' ? status : 'SUCCESS',
      startedAt,
      endedAt,
    };
  });
}

/** Returns an incident that follows a deployment; the next deployment fixes some incidents. */
function incidentLine(
  { repository, repositoryId }: Place,
  tag: HistoryTag,
  next: HistoryTag | undefined,
  owner: Employee,
  dice: Dice,
): Line {
  const createdAt = tag.at + HOUR + dice.between(20, 400) * MINUTE;
  const resolvedAt =
    createdAt + Math.round(dice.between(12, 60) * MINUTE * (1 + 12 * dice.roll() ** 3));
  const key = `INC-${repository.name}-${tag.name.replace(/^.*\//, '')}`;
  const live = (one: HistoryTag) => `${repository.name} ${one.name} live`;
  const isFixedForward = next !== undefined && next.at < resolvedAt;
  return {
    kind: 'INCIDENT',
    id: key,
    updatedAt: resolvedAt,
    key,
    status: 'Resolved',
    title: `${repository.name} answers with errors`,
    priority: dice.one(['P1', 'P2', 'P3']),
    service: repository.name,
    repository: repositoryId,
    owner: personOf(owner),
    createdAt,
    resolvedAt,
    labels: ['production', isFixedForward ? 'fixed-forward' : 'healed'],
    causedBy: dice.chance(0.6) ? [live(tag)] : [],
    fixedBy: isFixedForward ? [live(next)] : [],
  };
}

const changeRequestLine = ({ repository }: Place, { name, at }: HistoryTag): Line => ({
  kind: 'CHANGE_REQUEST',
  id: `CHG ${repository.name} ${name}`,
  key: `CHG-${name}`,
  updatedAt: at + HOUR,
  title: `Ship ${repository.name} ${name}`,
  status: 'Closed',
  service: repository.name,
  assignmentGroup: 'Change board',
  createdAt: at - 48 * HOUR,
  closedAt: at + HOUR,
});

/** Returns all lines that delivery and operations report of a repository. */
export function operationsLines(
  place: Place,
  tags: readonly HistoryTag[],
  owners: readonly Employee[],
  end: number,
  dice: Dice,
): Line[] {
  return tags
    .filter(({ at }) => at + 24 * HOUR < end)
    .flatMap((tag, index) => [
      ...deploymentLines(place, tag, dice),
      ...(dice.chance(0.11)
        ? [incidentLine(place, tag, tags[index + 1], dice.one(owners), dice)]
        : []),
      ...(place.repository.style === 'DIRECT' ? [changeRequestLine(place, tag)] : []),
    ]);
}
