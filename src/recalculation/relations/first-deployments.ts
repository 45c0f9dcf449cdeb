import { createCommitGraph } from '../../engine/correlate/commit-graph.js';
import {
  type DeploymentHistory,
  firstDeploymentsOfChanges,
  firstDeploymentsOfPullRequests,
  settledChanges,
} from '../../engine/correlate/first-deployments.js';
import { offLineOf } from '../../engine/correlate/line.js';
import type { Relation } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { type ChangeText, changesBy } from '../../storage/relations/change-facts.js';
import { loadGraph } from '../../storage/relations/commit-graph.js';
import type { AffectedPlace } from '../../storage/relations/deployment-places.js';
import type { FactLink } from '../../storage/relations/fact-links.js';
import {
  findChangesFirstDeployedSince,
  findPullRequestsFirstDeployedSince,
  stepsFor,
} from '../../storage/relations/first-deployments.js';
import { type PullRequestText, textsNumbered } from '../../storage/relations/linkable-facts.js';
import type { Session } from '../../storage/sql/session.js';
import { deploymentsOfRepository, type KnownDeployment } from '../load/production-deployments.js';
import { earliest, type MovedInGraph, movedCode } from './moved-code.js';
import { production } from './production.js';
import { defineRelation, numbersOf } from './relation.js';

/** The line of a repository with its production deployments, and its graph where the line does not say all. */
interface KnownHistory extends DeploymentHistory {
  readonly deployments: readonly KnownDeployment[];
}

const NOTHING_SETTLED = { position: -1, mergedAt: 0 };

/** Returns the links to deployments that were overridden as failed after they had shipped something. */
function shipmentsOf(
  pullRequests: readonly PullRequestText[],
  changes: readonly ChangeText[],
  history: KnownHistory,
): FactLink[] {
  const failed = history.deployments.filter(({ mark, shipped }) => mark === 'FAILED' && shipped);
  if (failed.length === 0) return [];
  const numbers = new Set(failed.map(({ number }) => number));
  const deployments = history.deployments.map((each) => ({ ...each, succeeded: each.shipped }));
  const then = { ...history, deployments };
  const shipped = (links: readonly FactLink[], relation: Relation) =>
    links.filter(({ target }) => numbers.has(target)).map((link) => ({ ...link, relation }));
  return [
    ...shipped(firstDeploymentsOfPullRequests(pullRequests, then), 'PULL_REQUEST_SHIPMENT'),
    ...shipped(firstDeploymentsOfChanges(changes, then), 'CHANGE_SHIPMENT'),
  ];
}

/** From which instant on deployments may contain others than before; null where they do not. */
interface Since {
  readonly pullRequests: Instant | null;
  readonly changes: Instant | null;
}

function sinceOf(places: readonly AffectedPlace[], moved: MovedInGraph | undefined): Since {
  const ends = places.map(({ from }) => from);
  return {
    pullRequests: earliest([...ends, moved?.from]),
    changes: earliest([...ends, moved?.withChanges ? moved.from : null]),
  };
}

/** Code of one repository whose first deployment is found again. */
interface Candidates {
  readonly pullRequests: readonly PullRequestText[];
  readonly changes: readonly ChangeText[];
  readonly history: KnownHistory | null;
}

/** Loads what is known of a repository that was deployed; null where it was not. */
async function loadHistory(
  session: Session,
  repository: number,
  pullRequests: readonly PullRequestText[],
): Promise<KnownHistory | null> {
  const deployments = await deploymentsOfRepository(session, repository);
  if (deployments.length === 0) return null;
  const named = pullRequests.flatMap(({ mergeSha, headSha }) => [mergeSha, headSha]);
  const hashes = named.filter((sha) => sha !== null);
  const asked = [...deployments.flatMap(({ commits }) => commits), ...hashes];
  const numbers = pullRequests.map(({ numberInRepository }) => numberInRepository);
  const steps = await stepsFor(session, repository, asked, numbers);
  const { deployed, merged } = offLineOf(steps, deployments, hashes);
  const commits = await loadGraph(session, repository, [...deployed, ...merged]);
  return { repository, deployments, steps, graph: commits && createCommitGraph(commits) };
}

/** Adds the code that deployments from an instant on can contain. */
async function loadCandidates(
  session: Session,
  repository: number,
  own: Pick<Candidates, 'pullRequests' | 'changes'>,
  since: Since,
): Promise<Candidates> {
  const movable =
    since.pullRequests === null
      ? []
      : await findPullRequestsFirstDeployedSince(session, repository, since.pullRequests);
  const known = new Set(numbersOf(own.pullRequests));
  const others = movable.filter((number) => !known.has(number));
  const pullRequests = [
    ...own.pullRequests,
    ...(await textsNumbered(session, 'pull_request', others)),
  ];
  const history = await loadHistory(session, repository, pullRequests);
  if (since.changes === null) return { pullRequests, changes: own.changes, history };
  const settled = history ? settledChanges(history) : NOTHING_SETTLED;
  const later = await findChangesFirstDeployedSince(session, repository, since.changes, settled);
  const changes = await changesBy(session, [...later, ...numbersOf(own.changes)]);
  return { pullRequests, changes, history };
}

/** Affected code, and from which instants on deployments of repositories may contain other code. */
interface AffectedCode {
  readonly numbers: readonly number[];
  readonly places: readonly AffectedPlace[];
  readonly inGraphs: ReadonlyMap<number, MovedInGraph>;
}

async function loadAffected(session: Session, { numbers, places, inGraphs }: AffectedCode) {
  const texts = await textsNumbered(session, 'pull_request', numbers);
  const pullRequests = Map.groupBy(texts, ({ repository }) => repository);
  const changes = Map.groupBy(await changesBy(session, numbers), ({ repository }) => repository);
  const lines = Map.groupBy(
    places.filter(({ kind }) => kind === 'REPOSITORY'),
    ({ place }) => Number(place),
  );
  const all = [pullRequests, changes, lines, inGraphs].flatMap((each) => [...each.keys()]);
  const candidates: Candidates[] = [];
  for (const repository of new Set(all)) {
    const own = {
      pullRequests: pullRequests.get(repository) ?? [],
      changes: changes.get(repository) ?? [],
    };
    const since = sinceOf(lines.get(repository) ?? [], inGraphs.get(repository));
    candidates.push(await loadCandidates(session, repository, own, since));
  }
  const found = candidates.flatMap((each) => [...each.pullRequests, ...each.changes]);
  return { numbers: [...numbers, ...numbersOf(found)], candidates };
}

/** The first deployment that contains each pull request and change, and their first shipment by one that was overridden as failed. */
export const firstDeployments = defineRelation({
  name: 'firstDeployments',
  links: {
    PULL_REQUEST_DEPLOYMENT: [['pullRequest'], ['run']],
    CHANGE_DEPLOYMENT: [['change'], []],
    PULL_REQUEST_SHIPMENT: [[], []],
    CHANGE_SHIPMENT: [[], []],
  },
  side: 'source',
  after: [production, movedCode],
  affected: async (_session, { changed, of }) => {
    const { pullRequests, places, inGraphs } = of(movedCode);
    const own = [...changed.numbers('PULL_REQUEST'), ...changed.numbers('CHANGE')];
    const everywhere = [...of(production).places, ...places];
    return { numbers: [...own, ...pullRequests], places: everywhere, inGraphs };
  },
  load: loadAffected,
  link: ({ candidates }) =>
    candidates.flatMap(({ pullRequests, changes, history }) =>
      history
        ? [
            ...firstDeploymentsOfPullRequests(pullRequests, history),
            ...firstDeploymentsOfChanges(changes, history),
            ...shipmentsOf(pullRequests, changes, history),
          ]
        : [],
    ),
});
