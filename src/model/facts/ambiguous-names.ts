import type { UserError } from '../errors.js';
import { type AnyFilter, type Filter, isTree } from '../filter.js';
import type { RepositoryTraits } from '../team-scope.js';

interface Known {
  readonly traits: RepositoryTraits;
}

const folded = (text: string) => text.trim().toLowerCase();

const addressOf = ({ traits }: Known) =>
  traits.repositoryUrl[0] ?? traits.repositoryId.at(-1) ?? '';

function inList(
  conditions: Filter,
  field: readonly string[],
  byName: ReadonlyMap<string, readonly Known[]>,
): UserError[] {
  return conditions.flatMap(({ property, operator, values }, index) =>
    property !== 'repository' || operator !== 'EQUALS'
      ? []
      : values.flatMap((value, at) => {
          const named = byName.get(folded(value)) ?? [];
          if (named.length < 2) return [];
          const which = named.map(addressOf).sort().join(', ');
          return {
            code: 'AMBIGUOUS_REPOSITORY',
            field: [...field, String(index), 'values', String(at)],
            message: `${named.length} repositories are called "${value}", and all of them match (${which}): use repositoryId or repositoryUrl to mean one of them.`,
          };
        }),
  );
}

function inFilter(
  filter: AnyFilter,
  field: readonly string[],
  byName: ReadonlyMap<string, readonly Known[]>,
): UserError[] {
  if (!isTree(filter)) return inList(filter, field, byName);
  return [
    ...inList(filter.conditions, [...field, 'conditions'], byName),
    ...(filter.groups ?? []).flatMap((group, index) =>
      inFilter(group, [...field, 'groups', String(index)], byName),
    ),
  ];
}

/** Returns a warning for each name in a filter on repositories that several repositories have; `field` is the path of the filter. */
export function ambiguousNames(
  filter: AnyFilter,
  repositories: readonly Known[],
  field: readonly string[],
): UserError[] {
  const names = repositories.flatMap((one) =>
    [...new Set(one.traits.repository.map(folded))].map((name) => [name, one] as const),
  );
  const byName = new Map<string, Known[]>();
  for (const [name, one] of names) byName.set(name, [...(byName.get(name) ?? []), one]);
  return inFilter(filter, field, byName);
}
