import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One thing that was looked at.' })
export class CheckItem {
  @Field(() => String, { description: 'What was looked at.' })
  what!: string;

  @Field(() => Boolean, { description: 'Is it as it must be?' })
  ok!: boolean;

  @Field(() => String, { description: 'What was found; if it is not ok, what to do about it.' })
  message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The permission that it needs, in the vendor’s own term; null if it needs none.',
  })
  permission!: string | null;

  @Field(() => Boolean, { description: 'Does the source work without it, only with less?' })
  optional!: boolean;
}

@ObjectType({ description: 'Whether a source can be read.' })
export class CheckReport {
  @Field(() => Boolean, { description: 'Is everything as it must be?' })
  ok!: boolean;

  @Field(() => [CheckItem], { description: 'What was looked at, in order.' })
  items!: readonly CheckItem[];
}
