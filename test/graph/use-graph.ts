import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { beforeAll, expect } from 'vitest';
import type { Directory } from '../../src/directory/directory.js';
import type { Services } from '../../src/graph/context.js';
import { newContext } from '../../src/graph/new-context.js';
import { createSchema } from '../../src/graph/schema.js';
import type { Viewer } from '../../src/model/access.js';

/** Asks the schema with a directory behind it; an answer with errors fails the test. */
export function useGraph(directory: () => Directory) {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await createSchema();
  });
  return async (viewer: Viewer, source: string, variableValues: Record<string, unknown> = {}) => {
    const contextValue = newContext({
      viewer,
      services: directory() as unknown as Services,
      requestId: 'test',
      signal: new AbortController().signal,
    });
    const asked = graphql({ schema, source, variableValues, contextValue });
    // biome-ignore lint/suspicious/noExplicitAny: answers of a dozen documents, each read where it is asked.
    const { data, errors } = (await asked) as ExecutionResult<any>;
    expect(errors).toBeUndefined();
    return data;
  };
}
