/** The endings of a query that sort and group; walks sort by themselves. */
const endings = /\^(?:ORDERBY|ORDERBYDESC|GROUPBY|EQ)[^^]*/g;

/** Returns the groups of an encoded query, of which any may match; one of no condition matches all. */
const groupsOf = (filter: string): readonly string[] =>
  `^${filter}`
    .replaceAll(endings, '')
    .split('^NQ')
    .map((group) => group.replace(/^\^+|\^+$/g, ''));

/** Returns the columns that a filter compares, in order, each once; of a path through references the first. */
export const columnsIn = (filter: string): readonly string[] => [
  ...new Set(
    groupsOf(filter)
      .flatMap((group) => group.split('^'))
      .flatMap((condition) => {
        const [, column] = /^(?:OR)?([a-z_][a-z0-9_]*)/.exec(condition) ?? [];
        return column ?? [];
      }),
  ),
];

interface Sorting {
  readonly columns: readonly string[];
  readonly isDescending: boolean;
}

/**
 * Returns an encoded query: what matches any of the `groups` and the filter of the user. In `A^ORB^C` the OR binds
 * before the AND, so that only a new query (`^NQ`) can say "either both or both".
 */
export function encodedQuery(
  groups: readonly (readonly string[])[],
  filter: string,
  { columns, isDescending }: Sorting,
): string {
  const all = groups.flatMap((own) =>
    groupsOf(filter).map((group) => [...own, ...(group === '' ? [] : [group])].join('^')),
  );
  const order = columns.map((column) => `^ORDERBY${isDescending ? 'DESC' : ''}${column}`);
  return all.join('^NQ') + order.join('');
}
