import type { Relation as RelationName } from '../../model/relation.js';
import {
  changesIn,
  findReviewedOtherwise,
  findWithHistoryOtherwise,
} from '../../storage/relations/change-facts.js';
import { repositoriesWithGraph } from '../../storage/relations/commit-graph.js';
import { changedCommits } from './changed-commits.js';
import { line } from './line.js';
import { references } from './references.js';
import { defineRelation, type LinkDefinition, sourcesOf } from './relation.js';

/** Repositories whose trait can be another, and those of them that have it. */
interface Traits {
  readonly numbers: readonly number[];
  readonly having: readonly number[];
}

/** Defines a trait of repositories: a link of each that has it to itself. */
const defineTrait = (
  relation: RelationName,
  rule: string,
  definition: Pick<LinkDefinition<Traits, Traits>, 'name' | 'after' | 'affected' | 'affects'>,
) =>
  defineRelation<Traits, Traits>({
    ...definition,
    isOfCode: true,
    links: { [relation]: [[], []] },
    side: 'source',
    load: async (_session, scope) => scope,
    link: ({ having }) =>
      having.map((number) => ({ relation, source: number, target: number, at: null, rule })),
  });

/** The repositories whose history is known: at least one step of the default branch. */
export const histories = defineTrait('REPOSITORY_HISTORY', 'CHANGES', {
  name: 'histories',
  after: [line],
  affected: async (session, linking) =>
    linking.of(line).changes.length > 0 ? findWithHistoryOtherwise(session) : null,
});

/** The repositories in which parents of commits are known. */
export const graphs = defineTrait('REPOSITORY_GRAPH', 'PARENTS', {
  name: 'graphs',
  after: [changedCommits],
  affected: async (session, linking) => {
    const numbers = [...linking.of(changedCommits).hashes.keys()];
    const having = await repositoriesWithGraph(session, numbers);
    return numbers.length > 0 ? { numbers, having } : null;
  },
});

/** The repositories with merged pull requests. Returns the changes of others, and those that pull requests brought or no longer bring. */
export const reviewed = defineTrait('REPOSITORY_REVIEWED', 'MERGED', {
  name: 'reviewed',
  after: [references],
  affected: async (session, { changed }) =>
    changed.ranges('PULL_REQUEST').length > 0 ? findReviewedOtherwise(session) : null,
  affects: async (session, { differing, inputs }, linking) => [
    ['change', await changesIn(session, sourcesOf(differing))],
    ['change', inputs ? linking.of(references).changes : []],
  ],
});
