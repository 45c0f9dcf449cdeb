import { byId } from '../../model/byte-order.js';
import type { Artifact } from '../../model/facts/delivery.js';
import type { DeliveredCode } from '../../model/linkable.js';
import type { Instant } from '../../model/time.js';
import { artifactKey } from './keys.js';
import type { ChangeBuildRule, DeliveryRule, Link } from './link.js';
import { inOrder, strongestLinks } from './strongest-links.js';

/** Hashes by which a pull request was built, in small letters. */
export interface BuiltPullRequest {
  readonly number: number;
  readonly mergeSha: string | null;
  readonly headSha: string | null;
  readonly commits: readonly string[];
}
/** An effective run that builds (CI). */
export interface Build {
  readonly number: number;
  readonly id: string;
  readonly repositories: readonly number[];
  readonly commits: readonly string[];
  readonly artifactsOut: readonly Artifact[];
  readonly endedAt: Instant | null;
}
/** An effective run that deploys (CD), to any environment. */
export interface Delivery {
  readonly number: number;
  readonly repositories: readonly number[];
  readonly commits: readonly string[];
  readonly artifactsIn: readonly Artifact[];
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

function createByHash(builds: readonly Build[]): (sha: string | null) => readonly Build[] {
  const entries = builds.flatMap((build) => build.commits.map((sha) => [sha, build] as const));
  const byHash = Map.groupBy(entries, ([sha]) => sha);
  return (sha) => (sha === null ? [] : (byHash.get(sha) ?? []).map(([, build]) => build));
}

/** Links each pull request to the CI runs over its merge commit, its head or another of its commits; each pull request for itself. */
export function buildsOfPullRequests(
  pullRequests: readonly BuiltPullRequest[],
  builds: readonly Build[],
): Link<'PULL_REQUEST_BUILD'>[] {
  const ofHash = createByHash(builds);
  const links = pullRequests.flatMap(({ number: source, mergeSha, headSha, commits }) => {
    const hashes = [
      [mergeSha, 'MERGE_COMMIT'],
      [headSha, 'HEAD_COMMIT'],
      ...commits.map((sha) => [sha, 'COMMIT'] as const),
    ] as const;
    return hashes.flatMap(([sha, rule]) =>
      ofHash(sha).map(({ number: target, endedAt: at }): Link<'PULL_REQUEST_BUILD'> => {
        return { relation: 'PULL_REQUEST_BUILD', source, target, at, rule };
      }),
    );
  });
  return strongestLinks(links, ['MERGE_COMMIT', 'HEAD_COMMIT', 'COMMIT']);
}

/** A change of a default branch: its own hash, and those of the commits that it brings in, in small letters. */
export interface BuiltChange {
  readonly number: number;
  readonly sha: string;
  readonly commits: readonly string[];
}

/** Links each change to the CI runs over its own step, or over a commit that it brings in; each change for itself. */
export function buildsOfChanges(
  changes: readonly BuiltChange[],
  builds: readonly Build[],
): Link<'CHANGE_BUILD'>[] {
  const ofHash = createByHash(builds);
  const links = changes.flatMap(({ number: source, sha: own, commits }) => {
    const hashes: readonly (readonly [string, ChangeBuildRule])[] = [
      [own, 'MERGE_COMMIT'],
      ...commits.map((sha) => [sha, 'COMMIT'] as const),
    ];
    return hashes.flatMap(([sha, rule]) =>
      ofHash(sha).map(({ number: target, endedAt: at }): Link<'CHANGE_BUILD'> => {
        return { relation: 'CHANGE_BUILD', source, target, at, rule };
      }),
    );
  });
  return strongestLinks(links, ['MERGE_COMMIT', 'COMMIT']);
}

const never = Number.POSITIVE_INFINITY;
const byEnd = (left: Build, right: Build): number => {
  const difference = (left.endedAt ?? never) - (right.endedAt ?? never);
  return Number.isNaN(difference) || difference === 0 ? byId(left, right) : difference;
};

/**
 * Returns the build that made an artifact last until the deployment began. An artifact may be made
 * again under the same name.
 */
function makerOf(makers: readonly Build[], { startedAt, endedAt }: Delivery): Build | undefined {
  const until = startedAt ?? endedAt ?? never;
  const sorted = makers.toSorted(byEnd);
  return sorted.findLast((build) => (build.endedAt ?? never) <= until) ?? sorted[0];
}

/**
 * Links builds to the deployment that used them: by artifact or, without a known artifact, by
 * commit. Deployments can be linked independently, given all builds of their artifacts.
 */
export function deploymentsOfBuilds(
  deliveries: readonly Delivery[],
  builds: readonly Build[],
): Link<'BUILD_DEPLOYMENT'>[] {
  const ofHash = createByHash(builds);
  const made = Map.groupBy(
    builds.flatMap((build) =>
      build.artifactsOut.map((each) => [artifactKey(each), build] as const),
    ),
    ([key]) => key,
  );
  const madeFor = (delivery: Delivery) =>
    delivery.artifactsIn.flatMap((artifact) => {
      const makers = (made.get(artifactKey(artifact)) ?? []).map(([, build]) => build);
      return (
        makerOf(
          makers.filter(({ number }) => number !== delivery.number),
          delivery,
        ) ?? []
      );
    });
  const links = deliveries.flatMap((delivery) => {
    const { number: target, endedAt: at, commits } = delivery;
    const relation = 'BUILD_DEPLOYMENT';
    const makers = madeFor(delivery);
    const rule = makers.length > 0 ? 'ARTIFACT' : 'COMMIT';
    const sources = new Set(
      (makers.length > 0 ? makers : commits.flatMap(ofHash)).map(({ number }) => number),
    );
    sources.delete(target);
    return [...sources].map((source): Link<'BUILD_DEPLOYMENT'> => {
      return { relation, source, target, at, rule };
    });
  });
  return inOrder(links);
}

/** Returns the repositories in which a hash is known. */
export type RepositoriesOf = (sha: string) => readonly number[];

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** Returns the first result that is not empty, each number once; empty if all are. */
const firstKnown = (...ways: readonly (() => readonly number[])[]): number[] => {
  for (const way of ways) {
    const found = distinct(way());
    if (found.length > 0) return found;
  }
  return [];
};

/**
 * Returns the repositories and commits of each deployment, by its number. Its own come first, then
 * those of the builds whose artifacts it takes, since many deployments name no commit. Without a
 * repository in either: the repositories of the builds over its commits, else those in which its
 * commits are known.
 */
export function deliveredCode(
  deliveries: readonly Delivery[],
  builds: readonly Build[],
  links: readonly Link<'BUILD_DEPLOYMENT'>[],
  repositoriesOf: RepositoriesOf,
): Map<number, DeliveredCode> {
  const byNumber = new Map(builds.map((build) => [build.number, build]));
  const taken = Map.groupBy(links, ({ target }) => target);
  return new Map(
    deliveries.map((delivery) => {
      const linked = inOrder(taken.get(delivery.number) ?? []);
      const buildsBy = (wanted: DeliveryRule) =>
        linked.flatMap(({ rule, source }) => (rule === wanted ? (byNumber.get(source) ?? []) : []));
      const all = [delivery, ...buildsBy('ARTIFACT')];
      const commits = distinct(all.flatMap((each) => each.commits));
      const repositories = firstKnown(
        () => all.flatMap((each) => each.repositories),
        () => buildsBy('COMMIT').flatMap((each) => each.repositories),
        () => commits.flatMap(repositoriesOf).sort((left, right) => left - right),
      );
      return [delivery.number, { repositories, commits }];
    }),
  );
}
