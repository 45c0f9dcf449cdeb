import type { Relation } from '../../model/relation.js';
import type { Link, RuleOf } from './link.js';

/** Returns the links in the order of source, then target. */
export const inOrder = <Kind extends Relation>(links: readonly Link<Kind>[]): Link<Kind>[] =>
  links.toSorted((left, right) => left.source - right.source || left.target - right.target);

/**
 * Returns, of several links of one relation between the same two, only the one whose rule comes
 * first in `ranking`. The result is in the order of source, then target.
 */
export function strongestLinks<Kind extends Relation>(
  links: Iterable<Link<Kind>>,
  ranking: readonly RuleOf[Kind][],
): Link<Kind>[] {
  const ranks = new Map(ranking.map((rule, rank) => [rule, rank]));
  const rankOf = (link: Link<Kind>) => ranks.get(link.rule) ?? ranking.length;
  const best = new Map<string, Link<Kind>>();
  for (const link of links) {
    const pair = `${link.source} ${link.target}`;
    const known = best.get(pair);
    if (!known || rankOf(link) < rankOf(known)) best.set(pair, link);
  }
  return inOrder([...best.values()]);
}
