import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A developer by name, for keys that may see names.' })
export class NamedDeveloper {
  @Field(() => ID, { description: 'The id of the developer.' })
  id!: string;

  @Field(() => String, { description: 'The name as the developers file writes it.' })
  name!: string;

  @Field(() => String, { description: 'The e-mail as the developers file writes it.' })
  email!: string;
}

@ObjectType({ description: 'A developer without the name.' })
export class DeveloperAlias {
  @Field(() => ID, { description: 'Stable; `scope: { developer }` takes it. No id of a node.' })
  id!: string;

  @Field(() => String, { description: 'Such as `Developer 7`.' })
  label!: string;

  @Field(() => NamedDeveloper, {
    nullable: true,
    description: 'Who it is; null unless the key may see names.',
  })
  developer!: NamedDeveloper | null;
}
