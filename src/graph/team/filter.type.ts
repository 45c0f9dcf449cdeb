import { InputType, ObjectType } from 'type-graphql';
import {
  type AnyFilter,
  type Filter,
  type FilterOperator,
  type FilterSet as FilterSetModel,
  treeOf,
} from '../../model/filter.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';

const FilterOperatorEnum = enumOf<FilterOperator>(
  'FilterOperator',
  'How a value is compared: without case and outer spaces.',
  {
    EQUALS: 'It is one of the values.',
    NOT_EQUALS: 'It is none of the values.',
    CONTAINS: 'It contains one of the values.',
    DOES_NOT_CONTAIN: 'It contains none of the values.',
    STARTS_WITH: 'It begins with one of the values.',
    ENDS_WITH: 'It ends with one of the values.',
  },
);

const FilterJoinEnum = enumOf<FilterSetModel['op']>(
  'FilterJoin',
  'How conditions of a filter are joined.',
  { AND: 'All must hold.', OR: 'One must hold.' },
);

@ObjectType({ description: 'One condition of a filter.' })
export class FilterCondition {
  @NonNull(() => String, 'What is compared, such as `repository`, `label` or `field:<name>`.')
  property!: string;

  @NonNull(() => FilterOperatorEnum, 'How it is compared.')
  operator!: FilterOperator;

  @NonNull(() => [String], 'What it is compared with.')
  values!: readonly string[];
}

@ObjectType({ description: 'Conditions and groups of which all, or one, must hold.' })
export class FilterSet {
  @NonNull(() => FilterJoinEnum, 'Must all hold, or one?')
  op!: FilterSetModel['op'];

  @NonNull(() => [FilterCondition], 'The conditions.')
  conditions!: readonly FilterCondition[];

  @NonNull(() => [FilterSet], 'Groups that stand beside the conditions.')
  groups!: readonly FilterSet[];
}

@InputType({ description: 'One condition of a filter.' })
export class FilterConditionInput {
  @Nullable(
    () => String,
    'What is compared, such as `label` or `field:<name>`. Absent where there is only one choice.',
  )
  property?: string | null;

  @NonNull(() => FilterOperatorEnum, 'How the name is compared.')
  operator!: FilterOperator;

  @NonNull(() => [String], 'What it is compared with, at least one value.')
  values!: string[];
}

@InputType({
  description:
    'Conditions and groups of which all, or one, must hold: at most 50 conditions in all, and groups up to two levels below the first.',
})
export class FilterSetInput {
  @Nullable(
    () => FilterJoinEnum,
    'Must all hold, or one? Absent: all; of what defines failed runs, one, its groups apart.',
  )
  op?: FilterSetModel['op'] | null;

  @NonNull(() => [FilterConditionInput], 'The conditions.', { defaultValue: [] })
  conditions!: FilterConditionInput[];

  @NonNull(() => [FilterSetInput], 'Groups that stand beside the conditions; none is empty.', {
    defaultValue: [],
  })
  groups!: FilterSetInput[];
}

/** Returns conditions as they are saved; `only` is the property of a condition that names none. */
export const filterOf = (given: readonly FilterConditionInput[], only = ''): Filter =>
  given.map(({ property, operator, values }) => ({ property: property ?? only, operator, values }));

/** Returns a tree as it is saved; `usual` is the operator if none is given. */
export const filterSetOf = (
  { op, conditions, groups }: FilterSetInput,
  usual: FilterSetModel['op'],
  only = '',
): FilterSetModel => ({
  op: op ?? usual,
  conditions: filterOf(conditions, only),
  ...(groups.length > 0 && { groups: groups.map((group) => filterSetOf(group, 'AND', only)) }),
});

/** Returns the tree if it is given, else the list. */
export const eitherFilterOf = (
  list: readonly FilterConditionInput[],
  tree: FilterSetInput | null | undefined,
  only = '',
): AnyFilter => (tree ? filterSetOf(tree, 'AND', only) : filterOf(list, only));

/**
 * Returns the conditions of a filter that is, or could be, a list; empty if only a tree can express
 * it.
 */
export function listOutside(filter: AnyFilter): Filter {
  const { op, conditions, groups = [] } = treeOf(filter);
  const isList = groups.length === 0 && (op === 'AND' || conditions.length === 1);
  return isList ? conditions : [];
}

/** Returns a filter as a tree, in whichever way it was saved. */
export function treeOutside(filter: AnyFilter): FilterSet {
  const { op, conditions, groups = [] } = treeOf(filter);
  return { op, conditions, groups: groups.map(treeOutside) };
}
