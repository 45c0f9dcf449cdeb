import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One reason why a mutation changed nothing.' })
export class UserError {
  @Field(() => String, {
    description: 'What is wrong, for programs: upper case words that do not change.',
  })
  code!: string;

  @Field(() => [String], {
    description: 'The path into the input; empty if it is no single field.',
  })
  field!: readonly string[];

  @Field(() => String, { description: 'What is wrong and what to do about it, for people.' })
  message!: string;
}
