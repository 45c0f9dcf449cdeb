import { ID, ObjectType } from 'type-graphql';
import { connectionClass } from '../connection.js';
import { NonNull, Nullable } from '../field.js';

@ObjectType({ description: 'A repository, by however many sources it is reported.' })
export class Repository {
  @NonNull(
    () => ID,
    'The id by which facts may name it: the one that was given, else one made of its remote URL, else of its place.',
  )
  id!: string;

  @NonNull(() => String, 'The name by which it is listed and filtered.')
  name!: string;

  @Nullable(() => String, 'Its web address; null if it has none.')
  url!: string | null;
}

export const RepositoryConnection = connectionClass('Repository', () => Repository);
