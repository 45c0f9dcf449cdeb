import {
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type ParseOptions,
  parse,
  specifiedRules,
  type ValidationContext,
  type ValidationRule,
  validate,
} from 'graphql';
import { overLimit } from '../../graph/errors.js';
import { DocumentSize } from './document-size.js';
import { gateLimits, documentLimits as limits } from './limits.js';

const adviceOf = (descent: number): string =>
  descent > 1
    ? 'ask for the `nodes` of a tree page by page, each with its path, rather than for children of children with what belongs to them'
    : 'ask for smaller pages or fewer metrics at once';

const costs = new WeakMap<DocumentNode, number>();

/** Returns how many usual questions a document that passed the guard counts as. */
export const weightOf = (document: DocumentNode): number =>
  Math.min(
    gateLimits.mostOfOne,
    1 + Math.floor((costs.get(document) ?? 0) / gateLimits.objectsOfWeight),
  );

const sized = (context: ValidationContext): ASTVisitor => {
  const schema = context.getSchema();
  const document = context.getDocument();
  const size = new DocumentSize(schema, (name) => context.getFragment(name));
  return {
    OperationDefinition(node) {
      const { depth, introspectionDepth, cost, descent } = size.of(
        node.selectionSet,
        schema.getRootType(node.operation),
      );
      costs.set(document, Math.max(cost, costs.get(document) ?? 0));
      const refuse = (what: string) => context.reportError(overLimit(what, node));
      if (depth > limits.depth || introspectionDepth > limits.introspectionDepth)
        refuse(`The document is deeper than ${limits.depth} levels; ask for less at once.`);
      if (cost > limits.cost)
        refuse(
          `The answer may hold ${cost} objects, more than ${limits.cost}; ${adviceOf(descent)}.`,
        );
    },
  };
};

/** Returns the rule that a document has at most so many of what is counted in nodes of a kind. */
const few =
  (
    kind: 'Field' | 'Directive',
    most: number,
    what: string,
    isCounted: (node: ASTNode) => boolean,
  ) =>
  (context: ValidationContext): ASTVisitor => {
    let count = 0;
    return {
      [kind](node: ASTNode) {
        if (!isCounted(node)) return;
        count += 1;
        if (count === most + 1)
          context.reportError(overLimit(`The document has more than ${most} ${what}.`, node));
      },
    };
  };
const fewAliases = few(
  'Field',
  limits.aliases,
  'aliases',
  (node) => 'alias' in node && !!node.alias,
);
const fewDirectives = few('Directive', limits.directives, 'directives', () => true);

/**
 * The rules that a document has to pass, built once and the same over HTTP and over the WebSocket.
 */
export const guard = {
  rules: [sized, fewAliases, fewDirectives] as readonly ValidationRule[],
  parseOptions: { maxTokens: limits.tokens } satisfies ParseOptions,
};

/** Throws COMPLEXITY_LIMIT if the text is too long to be parsed. */
export function checkLength(source: string): void {
  if (source.length > limits.characters)
    throw overLimit(
      `The document is longer than ${limits.characters} characters; long values belong into variables.`,
    );
}

/** Returns the parsed document, or everything that is wrong with it. */
export function guarded(
  schema: GraphQLSchema,
  source: string,
): { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] } {
  try {
    checkLength(source);
    const document = parse(source, guard.parseOptions);
    const errors = validate(schema, document, [...specifiedRules, ...guard.rules]);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
}
