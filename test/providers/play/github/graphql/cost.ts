import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { RefusedQuery } from './refused-query.js';

/** The most that a query asks for, by the sizes of its pages. */
export interface Cost {
  readonly nodes: number;
  /** Points of the hourly limit. */
  readonly points: number;
}

export type Variables = Readonly<Record<string, unknown>>;

const MOST_NODES = 500_000;
const MOST_A_PAGE = 100;
const REQUESTS_PER_POINT = 100;

/** A list that is asked for, and what is asked for of each of its entries. */
interface Asked {
  readonly name: string;
  readonly size: ValueNode | null;
  readonly inner: readonly Asked[];
}

const argumentOf = (field: FieldNode, name: string): ValueNode | null =>
  field.arguments?.find((argument) => argument.name.value === name)?.value ?? null;

const isConnection = ({ selectionSet }: FieldNode): boolean =>
  (selectionSet?.selections ?? []).some(
    (selection) =>
      selection.kind === Kind.FIELD &&
      ['nodes', 'edges', 'pageInfo'].includes(selection.name.value),
  );

function askedBy(
  set: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Asked[] {
  return (set?.selections ?? []).flatMap((selection): Asked[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return askedBy(fragments.get(selection.name.value)?.selectionSet, fragments);
    if (selection.kind === Kind.INLINE_FRAGMENT) return askedBy(selection.selectionSet, fragments);
    const inner = askedBy(selection.selectionSet, fragments);
    if (!isConnection(selection)) return inner;
    const size = argumentOf(selection, 'first') ?? argumentOf(selection, 'last');
    return [{ name: selection.name.value, size, inner }];
  });
}

const trees = new WeakMap<DocumentNode, readonly Asked[]>();

function treeOf(document: DocumentNode): readonly Asked[] {
  const known = trees.get(document);
  if (known !== undefined) return known;
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const tree = askedBy(operation?.selectionSet, fragments);
  trees.set(document, tree);
  return tree;
}

function pageSizeOf(size: ValueNode | null, variables: Variables): unknown {
  if (size === null) return null;
  if (size.kind === Kind.VARIABLE) return variables[size.name.value] ?? null;
  return size.kind === Kind.INT ? Number(size.value) : null;
}

function sizeOf({ name, size }: Asked, variables: Variables): number {
  const value = pageSizeOf(size, variables);
  if (typeof value !== 'number')
    throw new RefusedQuery(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  if (value > MOST_A_PAGE)
    throw new RefusedQuery(
      'EXCESSIVE_PAGINATION',
      `Requesting ${value} records on the \`${name}\` connection exceeds the \`first\` limit of ${MOST_A_PAGE} records.`,
    );
  return value;
}

function add(
  asked: readonly Asked[],
  times: number,
  variables: Variables,
): { nodes: number; requests: number } {
  let nodes = 0;
  let requests = 0;
  for (const one of asked) {
    const size = sizeOf(one, variables);
    const inner = add(one.inner, times * size, variables);
    nodes += times * size + inner.nodes;
    requests += times + inner.requests;
  }
  return { nodes, requests };
}

/** Throws RefusedQuery where a list has no size or too large a one, or where more than 500,000 nodes could come. */
export function costOf(document: DocumentNode, variables: Variables): Cost {
  const { nodes, requests } = add(treeOf(document), 1, variables);
  if (nodes > MOST_NODES)
    throw new RefusedQuery(
      'MAX_NODE_LIMIT_EXCEEDED',
      `This query requests up to ${nodes.toLocaleString('en-US')} possible nodes which exceeds the maximum limit of 500,000.`,
    );
  return { nodes, points: Math.max(1, Math.round(requests / REQUESTS_PER_POINT)) };
}
