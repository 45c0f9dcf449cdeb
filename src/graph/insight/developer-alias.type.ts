import { ID, ObjectType } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';

@ObjectType({ description: 'A developer by name, for keys that may see names.' })
export class NamedDeveloper {
  @NonNull(() => ID, 'The id of the developer.')
  id!: string;

  @NonNull(() => String, 'The name as the developers file writes it.')
  name!: string;

  @NonNull(() => String, 'The e-mail as the developers file writes it.')
  email!: string;
}

@ObjectType({ description: 'A developer without the name.' })
export class DeveloperAlias {
  @NonNull(() => ID, 'Stable; `scope: { developer }` takes it. No id of a node.')
  id!: string;

  @NonNull(() => String, 'Such as `Developer 7`.')
  label!: string;

  @Nullable(() => NamedDeveloper, 'Who it is; null unless the key may see names.')
  developer!: NamedDeveloper | null;
}
