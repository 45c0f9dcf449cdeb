import { byId } from '../../model/byte-order.js';
import type { RunAttempt } from '../../model/linkable.js';
import { type Attempts, nameOf } from './retries.js';
import { rootsOf } from './roots.js';

/** The attempts of an effective run, with the runs around it. */
export interface NestedRun {
  readonly run: Attempts;
  /** The runs below it that are folded into it, in the order of ids. */
  readonly members: readonly Attempts[];
  /** The runs above it, the nearest first, if it deploys or a scope takes it; otherwise none. */
  readonly above: readonly Attempts[];
  readonly deploysBelow: boolean;
  readonly isScoped: boolean;
  readonly scopedBelow: readonly Attempts[];
}

/** True if a run deploys to an environment or a service of its own. */
export const deploysItself = (attempt: RunAttempt): boolean => {
  const { kinds, environment, environmentType, services } = attempt;
  const isNamed = environment !== null || environmentType !== null;
  return kinds.includes('CD') && (isNamed || services.length > 0);
};

/**
 * Returns a function that finds the runs above a run, the nearest first. Circles are cut above the
 * top.
 */
function createAncestors(runs: readonly Attempts[]): (run: Attempts) => readonly Attempts[] {
  const runOf = new Map(runs.flatMap((run) => run.map(({ id }) => [id, run] as const)));
  const parentOf = (run: Attempts) => {
    const parent = run.find((attempt) => attempt.parent !== null)?.parent ?? null;
    return parent === null ? undefined : runOf.get(parent);
  };
  const roots = rootsOf(
    runs.map((run) => {
      const parent = parentOf(run);
      return { ...nameOf(run), parent: parent ? nameOf(parent).number : null };
    }),
  );
  const isRoot = (run: Attempts) => roots.get(nameOf(run).number) === nameOf(run).number;
  return (run) => {
    const above: Attempts[] = [];
    for (
      let at = isRoot(run) ? undefined : parentOf(run);
      at;
      at = isRoot(at) ? undefined : parentOf(at)
    )
      above.push(at);
    return above;
  };
}

/**
 * Returns the effective runs: those at the top, those that deploy, and those below others that a
 * scope takes.
 */
export function effectiveRuns(
  unordered: readonly Attempts[],
  isTaken: (attempt: RunAttempt) => boolean,
): NestedRun[] {
  const runs = unordered.toSorted((left, right) => byId(nameOf(left), nameOf(right)));
  const ancestorsOf = createAncestors(runs);
  const nested = runs.map((run) => {
    const above = ancestorsOf(run);
    const last = run[0]!;
    const deploys = deploysItself(last);
    const isScoped = above.length > 0 && !deploys && last.kinds.includes('CD') && isTaken(last);
    return { run, above, deploys, isScoped, isOwn: above.length === 0 || deploys || isScoped };
  });
  const own = new Set(nested.filter(({ isOwn }) => isOwn).map(({ run }) => run));
  const members = Map.groupBy(
    nested.filter(({ isOwn }) => !isOwn),
    ({ above }) => above.find((run) => own.has(run))!,
  );
  const below = (which: (one: (typeof nested)[number]) => boolean) =>
    Map.groupBy(
      nested.filter(which).flatMap(({ run, above }) => above.map((higher) => ({ run, higher }))),
      ({ higher }) => higher,
    );
  const deploying = below(({ deploys }) => deploys);
  const scoped = below(({ isScoped }) => isScoped);
  return nested
    .filter(({ isOwn }) => isOwn)
    .map(({ run, above, isScoped }) => ({
      run,
      above,
      isScoped,
      deploysBelow: deploying.has(run),
      members: (members.get(run) ?? []).map((one) => one.run),
      scopedBelow: (scoped.get(run) ?? []).map((one) => one.run),
    }));
}
