import type { OrgNode, OrgTree } from '../../model/org-node.js';
import type { GraphContext } from '../context.js';

async function nodesByNumber({ services, viewer }: GraphContext, numbers: readonly number[]) {
  const nodes = await services.trees.nodes(viewer);
  const byNumber = new Map(nodes.map((node) => [node.number, node]));
  return numbers.map((number) => byNumber.get(number) ?? null);
}

async function nodesByParent({ services, viewer }: GraphContext, parents: readonly number[]) {
  const byParent = Map.groupBy(await services.trees.nodes(viewer), ({ parent }) => parent);
  return parents.map((parent) => byParent.get(parent) ?? []);
}

async function nodesByTree({ services, viewer }: GraphContext, trees: readonly number[]) {
  const byTree = Map.groupBy(await services.trees.nodes(viewer), ({ tree }) => tree);
  return trees.map((tree) => byTree.get(tree) ?? []);
}

async function treesByNumber({ services, viewer }: GraphContext, numbers: readonly number[]) {
  const trees = await services.trees.list(viewer, null);
  return numbers.map((number) => trees.find((tree) => tree.number === number) ?? null);
}

const counts = ({ services, viewer }: GraphContext, numbers: readonly number[]) =>
  services.teams.developerCounts(viewer, numbers);

/** Loads a node that is not deleted; null if there is none, or it is another account's. */
export const nodeOf = (context: GraphContext, number: number): Promise<OrgNode | null> =>
  context.loaders.of<number, OrgNode | null, GraphContext>(nodesByNumber, context).load(number);

export const childrenOf = (context: GraphContext, number: number): Promise<readonly OrgNode[]> =>
  context.loaders.of<number, readonly OrgNode[], GraphContext>(nodesByParent, context).load(number);

/** Loads the nodes of a tree by path, its root first. */
export const nodesOfTree = (context: GraphContext, tree: number): Promise<readonly OrgNode[]> =>
  context.loaders.of<number, readonly OrgNode[], GraphContext>(nodesByTree, context).load(tree);

export const treeOf = (context: GraphContext, number: number): Promise<OrgTree | null> =>
  context.loaders.of<number, OrgTree | null, GraphContext>(treesByNumber, context).load(number);

export const developerCountOf = (context: GraphContext, number: number): Promise<number> =>
  context.loaders.of<number, number, GraphContext>(counts, context).load(number);
