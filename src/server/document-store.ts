import type { ApolloServerOptions } from '@apollo/server';
import { type DocumentNode, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptions<object>['documentStore']>;

const MOST_DOCUMENTS = 1_000;
/** Characters of all documents together. A parsed document takes some ten times its text. */
const MOST_CHARACTERS = 3_000_000;

/** True if somebody may have written a secret into the document, such as the token of a tool. */
const mayHoldSecrets = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (one) => one.kind === 'OperationDefinition' && one.operation === OperationTypeNode.MUTATION,
  );

/**
 * Creates a store of parsed and validated documents. It keeps no mutations, so that no secret stays
 * in memory.
 */
export function createDocumentStore(): DocumentStore {
  const kept = new LRUCache<string, DocumentNode>({
    max: MOST_DOCUMENTS,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.source.body.length ?? 1),
  });
  return {
    get: async (key) => kept.get(key),
    set: async (key, document) => {
      if (!mayHoldSecrets(document)) kept.set(key, document);
    },
    delete: async (key) => kept.delete(key),
  };
}
