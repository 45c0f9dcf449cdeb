import {
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
} from 'graphql';
import type { View } from '../view.js';
import { type Cost, costOf, type Variables } from './cost.js';
import type { GraphView, Makers } from './makers.js';
import { issueNode } from './nodes/issue.js';
import { pullRequestNode } from './nodes/pull-request.js';
import { repositoryNode } from './nodes/repository.js';
import { RefusedQuery } from './refused-query.js';
import { type RateState, rootFor } from './root.js';
import { githubSchema, prepareQuery } from './schema.js';
import { scopesLacking } from './scopes.js';

const makers: Makers = {
  repository: repositoryNode,
  pullRequest: pullRequestNode,
  issue: issueNode,
};

/** Reads a field of a node; a field that the node does not have is an error, never null. */
const readField: GraphQLFieldResolver<Record<string, unknown>, unknown> = (
  source,
  asked,
  _,
  info,
) => {
  const value = source[info.fieldName];
  if (value === undefined)
    throw new RefusedQuery(
      'NOT_PLAYED',
      `The play server has no field ${info.parentType.name}.${info.fieldName}.`,
    );
  return typeof value === 'function' ? value.call(source, asked) : value;
};

/** An error as GitHub writes it: its type stands beside the message. */
function errorBody(error: GraphQLError | RefusedQuery) {
  const cause = error instanceof RefusedQuery ? error : error.originalError;
  const where =
    error instanceof RefusedQuery ? {} : { path: error.path, locations: error.locations };
  const type = cause instanceof RefusedQuery ? { type: cause.type, ...cause.more } : {};
  return { ...type, ...where, message: error.message };
}

export interface Question {
  readonly query: string;
  readonly variables: Variables;
  readonly operationName: string | null;
}
export interface GraphqlAnswer {
  readonly cost: Cost;
  readonly body: { readonly data?: unknown; readonly errors?: readonly unknown[] };
}

const FREE: Cost = { nodes: 0, points: 1 };
const refused = (errors: readonly unknown[]): GraphqlAnswer => ({ cost: FREE, body: { errors } });

/** Returns the cost of a query, or the reason why it is refused as a whole. */
export function weigh(question: Question, view: View): Cost | GraphqlAnswer {
  const { document, errors } = prepareQuery(question.query);
  if (document === null || errors.length > 0) return refused(errors.map(errorBody));
  const lacking = scopesLacking(document, view.token);
  if (lacking !== null) return refused([errorBody(lacking)]);
  try {
    return costOf(document, question.variables);
  } catch (error) {
    if (error instanceof RefusedQuery) return refused([errorBody(error)]);
    throw error;
  }
}

/** Executes a query that was weighed. */
export function answerQuery(
  question: Question,
  view: View,
  cost: Cost,
  rate: RateState | null,
): GraphqlAnswer {
  const graphView: GraphView = { ...view, make: makers };
  const result = execute({
    schema: githubSchema(),
    document: prepareQuery(question.query).document!,
    rootValue: rootFor(graphView, cost, rate),
    variableValues: question.variables,
    operationName: question.operationName,
    fieldResolver: readField,
  }) as ExecutionResult;
  const { data, errors } = result;
  return { cost, body: errors === undefined ? { data } : { data, errors: errors.map(errorBody) } };
}
