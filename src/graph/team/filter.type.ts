import { Field, InputType, ObjectType } from 'type-graphql';
import type { Filter, FilterOperator, FilterSet as FilterSetModel } from '../../model/filter.js';
import { enumOf } from '../enums.js';

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
  @Field(() => String, {
    description: 'What is compared, such as `repository`, `label` or `field:<name>`.',
  })
  property!: string;

  @Field(() => FilterOperatorEnum, { description: 'How it is compared.' })
  operator!: FilterOperator;

  @Field(() => [String], { description: 'What it is compared with.' })
  values!: readonly string[];
}

@ObjectType({ description: 'Conditions of which all, or one, must hold.' })
export class FilterSet {
  @Field(() => FilterJoinEnum, { description: 'Must all hold, or one?' })
  op!: FilterSetModel['op'];

  @Field(() => [FilterCondition], { description: 'The conditions.' })
  conditions!: readonly FilterCondition[];
}

@InputType({ description: 'One condition of a filter.' })
export class FilterConditionInput {
  @Field(() => String, {
    nullable: true,
    description:
      'What is compared, such as `label` or `field:<name>`. Absent where there is only one choice.',
  })
  property?: string | null;

  @Field(() => FilterOperatorEnum, { description: 'How the name is compared.' })
  operator!: FilterOperator;

  @Field(() => [String], { description: 'What it is compared with, at least one value.' })
  values!: string[];
}

@InputType({ description: 'Conditions of which all, or one, must hold.' })
export class FilterSetInput {
  @Field(() => FilterJoinEnum, {
    nullable: true,
    description: 'Must all hold, or one? Absent: all; of what tells failed runs, one.',
  })
  op?: FilterSetModel['op'] | null;

  @Field(() => [FilterConditionInput], { description: 'The conditions.' })
  conditions!: FilterConditionInput[];
}

/** A filter as it is saved; `only` is the property where there is one choice. */
export const filterOf = (given: readonly FilterConditionInput[], only = ''): Filter =>
  given.map(({ property, operator, values }) => ({ property: property ?? only, operator, values }));

export const filterSetOf = (
  { op, conditions }: FilterSetInput,
  usual: FilterSetModel['op'],
): FilterSetModel => ({ op: op ?? usual, conditions: filterOf(conditions) });
