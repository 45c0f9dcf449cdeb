import { type ASTNode, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Fault, Refusal, type UserError } from '../model/errors.js';
import { openMessage } from './open-message.js';

/** The error of an answer, and whether it is a mistake of ours that belongs in the log. */
export interface Presented {
  readonly error: GraphQLFormattedError;
  readonly ours: boolean;
}

/** Creates an error for a document or a client above a limit; its code is COMPLEXITY_LIMIT. */
export const overLimit = (message: string, node?: ASTNode): GraphQLError =>
  new GraphQLError(message, {
    ...(node ? { nodes: node } : {}),
    extensions: { code: 'COMPLEXITY_LIMIT', limit: true },
  });

function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}

function faultOf(root: unknown): { code: string; message: string } | null {
  if (root instanceof Fault) return { code: root.code, message: root.message };
  if (root instanceof Refusal) return { code: 'BAD_USER_INPUT', message: root.message };
  return null;
}

const withoutSuggestions = (message: string) => message.replace(/ ?Did you mean .*\?$/s, '');

/** Returns the message that names the variable with a value that does not fit; null for other errors. */
const whereOf = (error: unknown): string | null =>
  error instanceof GraphQLError && error.message.startsWith('Variable "$') ? error.message : null;

// graphql-js reports limits of its own as errors of syntax and validation, and Apollo gives every broken document its own code.
const limitOfParser = /tokens\. Parsing aborted|Maximum introspection depth exceeded/;

function codeOf(error: GraphQLError): string {
  if (error.extensions.limit || limitOfParser.test(error.message)) return 'COMPLEXITY_LIMIT';
  if (typeof error.extensions.code === 'string') return error.extensions.code;
  if (error.message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  return error.path ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
}

const shaped = (
  error: unknown,
  message: string,
  code: string,
  requestId: string,
): GraphQLFormattedError => {
  const { locations, path } = error instanceof GraphQLError ? error : {};
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code, requestId },
  };
};

/**
 * Returns the form in which both transports answer an error. A fault keeps its code and message. A
 * broken document gets the description of its mistake. Secrets are taken out of both. Everything
 * else is masked behind the request id under which the log holds it.
 */
export function present(error: unknown, requestId: string): Presented {
  const root = rootOf(error);
  const fault = faultOf(root);
  if (fault) {
    const message = openMessage(fault.message, false);
    return { error: shaped(error, message, fault.code, requestId), ours: false };
  }
  if (root instanceof GraphQLError && root.extensions.code !== 'INTERNAL_SERVER_ERROR')
    return {
      error: shaped(
        error,
        openMessage(withoutSuggestions(whereOf(error) ?? root.message), true),
        codeOf(error as GraphQLError),
        requestId,
      ),
      ours: false,
    };
  const message = `Something went wrong on our side; the log says more under ${requestId}.`;
  return { error: shaped(error, message, 'INTERNAL_SERVER_ERROR', requestId), ours: true };
}

/** Does the work; its refusals are reported with the paths that `rename` gives them. */
export async function renamingErrors<Value>(
  rename: (error: UserError) => UserError,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.errors.map(rename));
    throw error;
  }
}

/** Runs a mutation: a refusal becomes the `userErrors` of its payload, in which everything else is null. */
export async function orUserErrors<Payload extends object>(
  work: () => Promise<Payload>,
): Promise<(Payload | Record<never, never>) & { readonly userErrors: readonly UserError[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof Refusal) return { userErrors: error.errors };
    throw error;
  }
}
