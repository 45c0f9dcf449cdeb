import type { ApolloServerOptions } from '@apollo/server';
import { type DocumentNode, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptions<object>['documentStore']>;

const MOST_DOCUMENTS = 1_000;
/** Characters of all documents together: a parsed document takes some ten times its text. */
const MOST_CHARACTERS = 3_000_000;

/** Somebody may have written a secret into it, such as the token of a tool. */
const mayHoldSecrets = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (one) => one.kind === 'OperationDefinition' && one.operation === OperationTypeNode.MUTATION,
  );

/** Keeps documents that were parsed and validated, but for mutations, so that no secret stays in memory. */
export function createDocumentStore(): DocumentStore {
  const kept = new LRUCache<string, DocumentNode>({
    ...{ max: MOST_DOCUMENTS, maxSize: MOST_CHARACTERS },
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
