import { type DocumentNode, Kind, OperationTypeNode } from 'graphql';

const shareable = new Set(['insights', 'overallRating']);

/**
 * True if a document has one query, and all its root fields give equal answers to all viewers of
 * the same rights.
 */
export function isShareable({ definitions }: DocumentNode): boolean {
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [only] = operations;
  if (operations.length !== 1 || only?.operation !== OperationTypeNode.QUERY) return false;
  return only.selectionSet.selections.every(
    (one) => one.kind === Kind.FIELD && shareable.has(one.name.value),
  );
}
