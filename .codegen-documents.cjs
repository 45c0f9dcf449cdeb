// Emits every operation as a typed string, so that the client needs nothing but the file itself. The phantom member has
// the name by which other clients' types find results and variables.
const { print, Kind } = require('graphql');

const typed = `
/** A GraphQL document as text, with the types of its result and its variables. */
export type TypedDocument<Result, Variables> = string & {
  /** Never set: it carries the types. */
  readonly __apiType?: (variables: Variables) => Result;
};
/** What a document answers. */
export type ResultOf<Document> = Document extends TypedDocument<infer Result, never> ? Result : never;
/** What a document must be given. */
export type VariablesOf<Document> = Document extends TypedDocument<unknown, infer Variables> ? Variables : never;`;

const suffix = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };

function memberOf({ document }) {
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const name = operation.name.value;
  const type = `${name}${suffix[operation.operation]}`;
  return `  ${name}: ${JSON.stringify(print(document))} as TypedDocument<${type}, ${type}Variables>,`;
}

exports.plugin = (_schema, files) =>
  `${typed}\n\n/** The documents of schema/operations, by name. */\nexport const documents = {\n${files.map(memberOf).join('\n')}\n} as const;\n`;
