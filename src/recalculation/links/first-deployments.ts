import {
  firstDeploymentsOfChanges,
  firstDeploymentsOfPullRequests,
  settledChanges,
} from '../../engine/correlate/first-deployments.js';
import type { NumberRange } from '../../model/change-log.js';
import type { Relation } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import {
  type ChangeText,
  changesBy,
  findChangesFirstDeployedSince,
} from '../../storage/relations/change-facts.js';
import { findPullRequestsFirstDeployedSince } from '../../storage/relations/deployment-facts.js';
import type { AffectedPlace } from '../../storage/relations/deployment-places.js';
import { effectiveRunsFor } from '../../storage/relations/effective-runs.js';
import { type FactLink, linksAt, writeLinks } from '../../storage/relations/fact-links.js';
import { type PullRequestText, textsBy } from '../../storage/relations/linkable-facts.js';
import { findReferencing } from '../../storage/relations/reference-keys.js';
import { hashesOfCode } from '../../storage/relations/repositories-by-hash.js';
import type { Session } from '../../storage/sql/session.js';
import { type CodeNames, pullRequestsNamed } from './code-names.js';
import { type KnownHistory, loadDeploymentHistory } from './deployed-code.js';
import type { MovedInGraph } from './moved-in-graph.js';
import { productionDeployments } from './production.js';

const DEPLOYMENT_LINKS_OF_PULL_REQUESTS = [
  'PULL_REQUEST_DEPLOYMENT',
  'PULL_REQUEST_SHIPMENT',
] as const;
const DEPLOYMENT_LINKS_OF_CHANGES = ['CHANGE_DEPLOYMENT', 'CHANGE_SHIPMENT'] as const;
const NOTHING_SETTLED = { position: -1, mergedAt: 0 };

/** Pull requests and deployments, by their places, that can have moved on the lines of repositories. */
export interface MovedOnLine {
  readonly pullRequests: readonly number[];
  readonly places: readonly AffectedPlace[];
}

/** Which pull requests and deployments these changes give another place on the line; `names` that stand, or stood, in them. */
export async function repositionedChanges(
  session: Session,
  changes: readonly NumberRange[],
  names: CodeNames,
): Promise<MovedOnLine> {
  if (changes.length === 0) return { pullRequests: [], places: [] };
  const steps = await hashesOfCode(session, { commits: [], changes });
  const runs = await findReferencing(session, 'pipeline_run', 'COMMIT', steps);
  const effective = await effectiveRunsFor(session, runs);
  const takers = await linksAt(session, 'source', ['BUILD_DEPLOYMENT'], effective);
  const deployments = await productionDeployments(session, [
    ...effective,
    ...takers.map(({ target }) => target),
  ]);
  return {
    pullRequests: await pullRequestsNamed(session, {
      ...names,
      hashes: [...names.hashes, ...steps],
    }),
    places: deployments.flatMap(({ repositories, endedAt }) =>
      repositories.map((number) => ({
        kind: 'REPOSITORY' as const,
        place: `${number}`,
        from: endedAt,
        to: endedAt,
      })),
    ),
  };
}

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

/** Pull requests and changes. */
export interface AffectedCode {
  readonly pullRequests: readonly number[];
  readonly changes: readonly number[];
}
interface Lines {
  readonly pullRequests: ReadonlySet<number>;
  readonly changes: ReadonlySet<number>;
  readonly links: readonly FactLink[];
}

/** From which instant on deployments may carry others than before; null where they do not. */
interface Since {
  readonly pullRequests: Instant | null;
  readonly changes: Instant | null;
}

const earliest = (instants: readonly (Instant | null | undefined)[]): Instant | null =>
  instants.reduce<Instant | null>(
    (least, each) => (each != null && (least === null || each < least) ? each : least),
    null,
  );

function sinceOf(places: readonly AffectedPlace[], moved: MovedInGraph | undefined): Since {
  const ends = places.map(({ from }) => from);
  return {
    pullRequests: earliest([...ends, moved?.from]),
    changes: earliest([...ends, moved?.withChanges ? moved.from : null]),
  };
}

/** Loads the candidates on the line of one repository: affected ones, and those that deployments from an instant on can contain. */
async function loadCandidates(
  session: Session,
  repository: number,
  affected: { readonly pullRequests: readonly number[]; readonly changes: readonly ChangeText[] },
  since: Since,
): Promise<Lines> {
  const movable =
    since.pullRequests === null
      ? []
      : await findPullRequestsFirstDeployedSince(session, repository, since.pullRequests);
  const pullRequests = new Set([...affected.pullRequests, ...movable]);
  const texts = await textsBy(session, 'pull_request', 'number', pullRequests);
  const history = await loadDeploymentHistory(session, repository, texts);
  const changes = new Map(affected.changes.map((change) => [change.number, change]));
  if (since.changes !== null) {
    const settled = history ? settledChanges(history) : NOTHING_SETTLED;
    const later = await findChangesFirstDeployedSince(session, repository, since.changes, settled);
    for (const change of await changesBy(session, later)) changes.set(change.number, change);
  }
  const links = history
    ? [
        ...firstDeploymentsOfPullRequests(texts, history),
        ...firstDeploymentsOfChanges([...changes.values()], history),
        ...shipmentsOf(texts, [...changes.values()], history),
      ]
    : [];
  return { pullRequests, changes: new Set(changes.keys()), links };
}

/** Links pull requests and changes to the first deployments that contain them: these, and those that deployments at these places can contain. */
export async function linkFirstReleases(
  session: Session,
  affected: AffectedCode,
  places: readonly AffectedPlace[],
  graphs: ReadonlyMap<number, MovedInGraph>,
): Promise<FactLink[]> {
  const texts = await textsBy(session, 'pull_request', 'number', affected.pullRequests);
  const pullRequests = Map.groupBy(texts, ({ repository }) => repository);
  const changes = Map.groupBy(
    await changesBy(session, affected.changes),
    ({ repository }) => repository,
  );
  const lines = Map.groupBy(
    places.filter(({ kind }) => kind === 'REPOSITORY'),
    ({ place }) => Number(place),
  );
  const before = {
    pullRequests: new Set(affected.pullRequests),
    changes: new Set(affected.changes),
  };
  const links: FactLink[] = [];
  const repositories = [pullRequests, changes, lines, graphs].flatMap((each) => [...each.keys()]);
  for (const repository of new Set(repositories)) {
    const since = sinceOf(lines.get(repository) ?? [], graphs.get(repository));
    const found = await loadCandidates(
      session,
      repository,
      {
        pullRequests: pullRequests.get(repository)?.map(({ number }) => number) ?? [],
        changes: changes.get(repository) ?? [],
      },
      since,
    );
    links.push(...found.links);
    for (const number of found.pullRequests) before.pullRequests.add(number);
    for (const number of found.changes) before.changes.add(number);
  }
  const old = [
    ...(await linksAt(session, 'source', DEPLOYMENT_LINKS_OF_PULL_REQUESTS, before.pullRequests)),
    ...(await linksAt(session, 'source', DEPLOYMENT_LINKS_OF_CHANGES, before.changes)),
  ];
  return writeLinks(session, old, links);
}
