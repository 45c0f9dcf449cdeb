import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';

let built: GraphQLSchema | null = null;

/** GitHub's own schema, built once a process. */
export function githubSchema(): GraphQLSchema {
  const folder = dirname(findPackageJSON('@octokit/graphql-schema', import.meta.url)!);
  built ??= buildSchema(readFileSync(join(folder, 'schema.graphql'), 'utf8'), {
    assumeValid: true,
    assumeValidSDL: true,
    noLocation: true,
  });
  return built;
}

export interface Prepared {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
}
const prepared = new Map<string, Prepared>();
const KEPT = 500;

function prepare(query: string): Prepared {
  try {
    const document = parse(query, { noLocation: false });
    return { document, errors: validate(githubSchema(), document) };
  } catch (error) {
    return { document: null, errors: [error as GraphQLError] };
  }
}

/** Parses and validates a query, once for the same text. */
export function prepareQuery(query: string): Prepared {
  const known = prepared.get(query);
  if (known !== undefined) return known;
  if (prepared.size >= KEPT) prepared.clear();
  const fresh = prepare(query);
  prepared.set(query, fresh);
  return fresh;
}
