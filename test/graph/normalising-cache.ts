import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';

type Value = unknown;
type Fields = Record<string, Value>;
interface Reference {
  readonly reference: string;
}

/** The document with `__typename` in every selection, as caches of clients ask for it. */
export const withTypenames = (source: string): DocumentNode =>
  visit(parse(source), {
    SelectionSet: (node) => ({
      ...node,
      selections: [
        ...node.selections,
        { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as FieldNode,
      ],
    }),
  });

const isFields = (value: Value): value is Fields => typeof value === 'object' && value !== null;
const isReference = (value: Value): value is Reference & Fields =>
  isFields(value) && 'reference' in value;
const responseKey = (field: FieldNode) => field.alias?.value ?? field.name.value;
/** A field with its arguments as they are written: variables have one value in a document. */
const storageKey = ({ name, arguments: given = [] }: FieldNode) =>
  given.length === 0 ? name.value : `${name.value}(${given.map(print).join()})`;

function merged(before: Value, after: Value): Value {
  if (!isFields(before) || !isFields(after) || isReference(after)) return after;
  if (Array.isArray(before) && Array.isArray(after))
    return after.map((one, index) => merged(before[index], one));
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...all].map((key) => [key, key in after ? merged(before[key], after[key]) : before[key]]),
  );
}

/**
 * Keeps answers as clients with a normalising cache do: an object with an `id` is one entry by type and id, whatever asked for it.
 * Everybody reads the last write.
 */
export class NormalisingCache {
  readonly #entries = new Map<string, Fields>();
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #schema: GraphQLSchema;
  readonly #root: SelectionSetNode;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    const operation = document.definitions.find(
      (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
    );
    this.#root = operation!.selectionSet;
  }

  write(data: Fields): void {
    this.#entries.set('ROOT', this.#normalised(this.#root, data));
  }

  read(): Value {
    return this.#answered(this.#root, this.#entries.get('ROOT')!);
  }

  #applies(condition: string | undefined, typename: Value): boolean {
    if (condition === undefined || condition === typename) return true;
    const type = this.#schema.getType(condition);
    const own = this.#schema.getType(String(typename));
    return isAbstractType(type) && isObjectType(own) && this.#schema.isSubType(type, own);
  }

  #fieldsOf(selection: SelectionSetNode, typename: Value): FieldNode[] {
    return selection.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      const fragment =
        node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value)!;
      return this.#applies(fragment.typeCondition?.name.value, typename)
        ? this.#fieldsOf(fragment.selectionSet, typename)
        : [];
    });
  }

  #normalised(selection: SelectionSetNode, object: Fields): Fields {
    const kept: Fields = {};
    for (const field of this.#fieldsOf(selection, object.__typename)) {
      const value = this.#kept(field.selectionSet, object[responseKey(field)]);
      kept[storageKey(field)] = merged(kept[storageKey(field)], value);
    }
    return kept;
  }

  #kept(selection: SelectionSetNode | undefined, value: Value): Value {
    if (Array.isArray(value)) return value.map((one) => this.#kept(selection, one));
    if (!selection || !isFields(value)) return value;
    const kept = this.#normalised(selection, value);
    if (typeof kept.id !== 'string') return kept;
    const reference = `${kept.__typename}:${kept.id}`;
    this.#entries.set(reference, merged(this.#entries.get(reference), kept) as Fields);
    return { reference };
  }

  #answered(selection: SelectionSetNode, kept: Fields): Fields {
    return Object.fromEntries(
      this.#fieldsOf(selection, kept.__typename).map((field) => [
        responseKey(field),
        this.#found(field.selectionSet, kept[storageKey(field)]),
      ]),
    );
  }

  #found(selection: SelectionSetNode | undefined, value: Value): Value {
    if (Array.isArray(value)) return value.map((one) => this.#found(selection, one));
    if (!selection || !isFields(value)) return value;
    return this.#answered(
      selection,
      isReference(value) ? this.#entries.get(value.reference)! : value,
    );
  }
}
