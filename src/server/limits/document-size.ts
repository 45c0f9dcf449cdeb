import {
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

const UNKNOWN_LIST = 10;
const LARGEST_PAGE = 100;
const DEFAULT_PAGE = 20;

/** Lists without pages that are known to be short. */
const declaredItems: Readonly<Record<string, number>> = { 'Query.orgTrees': 3 };
/**
 * Nodes that one level of a tree is assumed to have. A tree holds each node once, so its levels do
 * not multiply without end.
 */
const LEVEL_NODES = 200;

/** The depth of a selection and the number of objects it may bring. */
export interface Size {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly cost: number;
  /**
   * Cost of one node of an org tree, by its depth below the asked node; the first entry is that of
   * its children.
   */
  readonly levels: readonly number[];
  /** The most levels of children that the selection goes down, at any place. */
  readonly descent: number;
}
const nothing: Size = { depth: 0, introspectionDepth: 0, cost: 0, levels: [], descent: 0 };

const greatest = (sizes: readonly Size[], sizeOf: (size: Size) => number): number =>
  Math.max(0, ...sizes.map(sizeOf));

function together(sizes: readonly Size[]): Size {
  const levels = Array.from({ length: greatest(sizes, (size) => size.levels.length) });
  return {
    depth: greatest(sizes, ({ depth }) => depth),
    introspectionDepth: greatest(sizes, (size) => size.introspectionDepth),
    cost: sizes.reduce((sum, { cost }) => sum + cost, 0),
    levels: levels.map((_, level) =>
      sizes.reduce((sum, size) => sum + (size.levels[level] ?? 0), 0),
    ),
    descent: greatest(sizes, ({ descent }) => descent),
  };
}

/** Returns the cost of one object with all levels of a tree below it. */
const costOf = ({ cost, levels }: Size): number =>
  levels.reduce(
    (sum, each, level) => sum + each * Math.min(UNKNOWN_LIST ** (level + 1), LEVEL_NODES),
    cost,
  );

const isDescent = (parent: GraphQLNamedType, { name }: GraphQLField<unknown, unknown>): boolean =>
  parent.name === 'OrgNode' && name === 'children';

function pageSize(field: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
  if (!field.args.some(({ name }) => name === 'first')) return null;
  const sizes = (node.arguments ?? [])
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) => (value.kind === Kind.INT ? Number(value.value) : LARGEST_PAGE));
  return sizes.length > 0 ? Math.max(...sizes) : DEFAULT_PAGE;
}

// A field that is asked for a list of enum values returns one item for each.
function itemsAskedFor(field: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
  for (const { name, type } of field.args) {
    const named = getNamedType(type);
    if (!isEnumType(named) || !isListType(getNullableType(type))) continue;
    const given = node.arguments?.find((argument: ArgumentNode) => argument.name.value === name);
    if (given?.value.kind === Kind.LIST) return given.value.values.length;
    return named.getValues().length;
  }
  return null;
}

const isList = (type: GraphQLOutputType) => isListType(getNullableType(type));

function itemsOf(
  parent: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): number {
  const page = pageSize(field, node);
  if (page !== null) return page;
  // The page size was already counted at the connection itself.
  if (!isList(field.type) || parent.name.endsWith('Connection')) return 1;
  const declared = declaredItems[`${parent.name}.${field.name}`];
  return itemsAskedFor(field, node) ?? declared ?? UNKNOWN_LIST;
}

/**
 * Measures selections of a document. Fragments are measured once each, so the work grows with the
 * length of the document and not with its expansion. A fragment within itself counts as nothing, as
 * validation refuses it anyway.
 */
export class DocumentSize {
  readonly #fragments = new Map<string, Size>();
  readonly #schema: GraphQLSchema;
  readonly #fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined;

  constructor(
    schema: GraphQLSchema,
    fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined,
  ) {
    this.#schema = schema;
    this.#fragmentOf = fragmentOf;
  }

  of(selections: SelectionSetNode, parent: GraphQLNamedType | null | undefined): Size {
    return together(selections.selections.map((node) => this.#selection(node, parent)));
  }

  #selection(node: SelectionNode, parent: GraphQLNamedType | null | undefined): Size {
    if (node.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(node.name.value);
    if (node.kind === Kind.FIELD) return this.#field(node, parent);
    const type = node.typeCondition ? this.#schema.getType(node.typeCondition.name.value) : parent;
    return this.of(node.selectionSet, type);
  }

  #fragment(name: string): Size {
    const known = this.#fragments.get(name);
    if (known) return known;
    this.#fragments.set(name, nothing);
    const fragment = this.#fragmentOf(name);
    if (!fragment) return nothing;
    const size = this.of(
      fragment.selectionSet,
      this.#schema.getType(fragment.typeCondition.name.value),
    );
    this.#fragments.set(name, size);
    return size;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | null | undefined): Size {
    const name = node.name.value;
    if (name === '__schema' || name === '__type') return this.#introspection(node);
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const below = node.selectionSet
      ? this.of(node.selectionSet, field && getNamedType(field.type))
      : nothing;
    const depth = below.depth + 1;
    if (!parent || !field || !isCompositeType(getNamedType(field.type))) return { ...below, depth };
    if (isDescent(parent, field)) {
      const levels = [1 + below.cost, ...below.levels];
      return { ...below, depth, cost: 0, levels, descent: below.descent + 1 };
    }
    const cost = itemsOf(parent, field, node) * (1 + costOf(below));
    return { ...below, depth, cost, levels: [] };
  }

  #introspection(node: FieldNode): Size {
    const below = node.selectionSet ? this.of(node.selectionSet, undefined) : nothing;
    return { ...nothing, introspectionDepth: below.depth + 1 };
  }
}
