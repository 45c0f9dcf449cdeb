import fc from 'fast-check';
import type { LineStep } from '../../../src/model/linkable.js';

/** A commit by its index; parents have lower ones, the first parent first. */
export interface RandomCommit {
  readonly parents: readonly number[];
}

/** Commits with up to three parents among those before them; some begin a history of their own. */
export const anyGraph = (most = 14): fc.Arbitrary<readonly RandomCommit[]> =>
  fc
    .array(
      fc.record({
        back: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
        isRoot: fc.nat(12),
        isMerge: fc.nat(2),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((rows) =>
      rows.map(({ back, isRoot, isMerge }, index) => {
        if (isRoot === 0) return { parents: [] };
        const some = isMerge === 0 ? back : back.slice(0, 1);
        const parents = some.map((distance) => index - distance).filter((parent) => parent >= 0);
        return { parents: [...new Set(parents)] };
      }),
    );

export const shaOf = (index: number): string => `c${index}`;

/** A commit and all its ancestors, found one by one. */
export function ancestry(graph: readonly RandomCommit[], commit: number): Set<number> {
  const seen = new Set([commit]);
  for (const each of seen) for (const parent of graph[each]!.parents) seen.add(parent);
  return seen;
}

/** The first-parent line that ends at `head`, from its root on. */
export function firstParents(graph: readonly RandomCommit[], head: number): number[] {
  const line: number[] = [];
  for (let at: number | undefined = head; at !== undefined; at = graph[at]!.parents[0])
    line.push(at);
  return line.reverse();
}

/** The steps of that line that bring in commits which are no merges. */
export function stepsOf(graph: readonly RandomCommit[], head: number): LineStep[] {
  const line = firstParents(graph, head);
  return line.flatMap((step, position) => {
    const before = position === 0 ? new Set<number>() : ancestry(graph, line[position - 1]!);
    const commits = [...ancestry(graph, step)].filter(
      (commit) => !before.has(commit) && graph[commit]!.parents.length < 2,
    );
    if (commits.length === 0) return [];
    return [{ sha: shaOf(step), position, commits: commits.map(shaOf), pullRequest: null }];
  });
}

/** A successful production deployment of services, in the order of its id where ends tie. */
export interface Deployed {
  readonly id: string;
  readonly endedAt: number;
  readonly services: readonly string[];
}

/**
 * Returns the id of the first deployment that contains something. Each deployment of each service
 * is asked, one by one in the order of ends. With BASELINE if only the first of a service contains
 * it; null if none does.
 */
export function deploymentOf<Kind extends Deployed>(
  deployments: readonly Kind[],
  contains: (deployment: Kind) => boolean,
): string | null {
  const ordered = deployments.toSorted(
    (left, right) => left.endedAt - right.endedAt || (left.id < right.id ? -1 : 1),
  );
  const services = new Set(ordered.flatMap((each) => each.services));
  const found = [...services].flatMap((service) => {
    const all = ordered.filter((each) => each.services.includes(service));
    const index = all.findIndex(contains);
    return index < 0 ? [] : [{ deployment: all[index]!, isFirst: index === 0 }];
  });
  found.sort(
    (left, right) =>
      Number(left.isFirst) - Number(right.isFirst) ||
      ordered.indexOf(left.deployment) - ordered.indexOf(right.deployment),
  );
  const [best] = found;
  return best ? `${best.deployment.id}${best.isFirst ? ' BASELINE' : ''}` : null;
}
