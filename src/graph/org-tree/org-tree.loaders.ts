import { batched } from '../batched.js';

/** Loads a node that is not deleted; null if there is none, or it is another account's. */
export const nodeOf = batched(async ({ services, viewer }, numbers: readonly number[]) => {
  const nodes = await services.trees.nodes(viewer);
  const byNumber = new Map(nodes.map((node) => [node.number, node]));
  return numbers.map((number) => byNumber.get(number) ?? null);
});

export const childrenOf = batched(async ({ services, viewer }, parents: readonly number[]) => {
  const byParent = Map.groupBy(await services.trees.nodes(viewer), ({ parent }) => parent);
  return parents.map((parent) => byParent.get(parent) ?? []);
});

/** Loads the nodes of a tree by path, its root first. */
export const nodesOfTree = batched(async ({ services, viewer }, trees: readonly number[]) => {
  const byTree = Map.groupBy(await services.trees.nodes(viewer), ({ tree }) => tree);
  return trees.map((tree) => byTree.get(tree) ?? []);
});

export const treeOf = batched(async ({ services, viewer }, numbers: readonly number[]) => {
  const trees = await services.trees.list(viewer, null);
  return numbers.map((number) => trees.find((tree) => tree.number === number) ?? null);
});

export const developerCountOf = batched(({ services, viewer }, numbers: readonly number[]) =>
  services.teams.developerCounts(viewer, numbers),
);
