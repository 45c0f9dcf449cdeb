import { byId } from '../../model/byte-order.js';
import type { Instant } from '../../model/time.js';
import type { Link } from './link.js';
import { inOrder } from './strongest-links.js';

/** An effective run that deployed to production, successful or not. */
export interface ProductionDeployment {
  readonly number: number;
  readonly id: string;
  readonly succeeded: boolean;
  readonly repositories: readonly number[];
  readonly environments: readonly string[];
  readonly services: readonly number[];
  readonly pipeline: number;
  /**
   * Name of the branch it was made of; null if the tool does not say. It is then taken for the
   * default branch.
   */
  readonly branch: string | null;
  /** Hashes of the commits it was made of, in small letters. */
  readonly commits: readonly string[];
  readonly startedAt: Instant | null;
  readonly endedAt: Instant;
}

/**
 * Successful deployments of the same thing to the same place, by end, ties by id: each replaces the
 * one before.
 */
export interface Stream<Kind = ProductionDeployment> {
  readonly key: string;
  readonly repository: number | null;
  readonly deployments: readonly Kind[];
}

type Streaming = Pick<
  ProductionDeployment,
  | ('number' | 'id' | 'succeeded' | 'endedAt')
  | ('repositories' | 'environments' | 'services' | 'pipeline')
>;

const orNone = <Value>(values: readonly Value[]): readonly (Value | null)[] =>
  values.length === 0 ? [null] : values;

const folded = (name: string | null) => name?.trim().toLowerCase() ?? null;

/**
 * Returns the streams of a deployment: one for each of its repositories, environments and services.
 * If it names no service, its pipeline takes that place.
 */
export function streamsOfDeployment(
  deployment: Pick<Streaming, 'repositories' | 'environments' | 'services' | 'pipeline'>,
): { readonly key: string; readonly repository: number | null }[] {
  const { repositories, environments, services, pipeline } = deployment;
  const keys = new Map<string, number | null>();
  for (const repository of orNone(repositories))
    for (const environment of orNone(environments))
      for (const service of orNone(services)) {
        const what = service === null ? { pipeline } : { service };
        keys.set(JSON.stringify([repository, folded(environment), what]), repository);
      }
  return [...keys].map(([key, repository]) => ({ key, repository }));
}

const byEnd = (left: Streaming, right: Streaming): number =>
  left.endedAt - right.endedAt || byId(left, right);

/** Returns all streams of the successful deployments, in the order of their keys. */
export function streamsOf<Kind extends Streaming>(deployments: readonly Kind[]): Stream<Kind>[] {
  const placed = deployments
    .filter(({ succeeded }) => succeeded)
    .sort(byEnd)
    .flatMap((deployment) =>
      streamsOfDeployment(deployment).map((stream) => ({ ...stream, deployment })),
    );
  return [...Map.groupBy(placed, ({ key }) => key)]
    .map(([key, members]) => ({
      key,
      repository: members[0]!.repository,
      deployments: members.map(({ deployment }) => deployment),
    }))
    .sort((left, right) => (left.key < right.key ? -1 : 1));
}

/**
 * Returns the first deployment in the order of ends that comes after `deployment`; null if none
 * does.
 */
function nextAfter<Kind extends Streaming>({ deployments }: Stream<Kind>, deployment: Streaming) {
  let low = 0;
  let high = deployments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byEnd(deployments[middle]!, deployment) <= 0) low = middle + 1;
    else high = middle;
  }
  return deployments[low] ?? null;
}

/**
 * Links each deployment, successful or not, to the next successful one of its stream, of several
 * streams the earliest such. The deployments that ended at or after an instant have the same links
 * alone as among all.
 */
export function nextSuccessLinks(deployments: readonly Streaming[]): Link<'DEPLOYMENT_NEXT'>[] {
  const streams = new Map(streamsOf(deployments).map((stream) => [stream.key, stream]));
  const links = deployments.flatMap((deployment): Link<'DEPLOYMENT_NEXT'>[] => {
    const following = streamsOfDeployment(deployment).flatMap(({ key }) => {
      const stream = streams.get(key);
      return stream ? (nextAfter(stream, deployment) ?? []) : [];
    });
    const next = following.sort(byEnd)[0];
    if (!next) return [];
    const relation = 'DEPLOYMENT_NEXT';
    const { number: target, endedAt: at } = next;
    return [{ relation, source: deployment.number, target, at, rule: 'STREAM' }];
  });
  return inOrder(links);
}
