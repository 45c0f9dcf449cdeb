import { ID } from 'type-graphql';
import { connectionClass } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
import { objectType } from '../object-type.js';

export const Repository = objectType(
  'Repository',
  'A repository, by however many sources it is reported.',
  {
    id: NonNull(
      () => ID,
      'The id by which facts may name it: the one that was given, else one made of its remote URL, else of its place.',
    ),
    name: NonNull(() => String, 'The name by which it is listed and filtered.'),
    url: Nullable(() => String, 'Its web address; null if it has none.'),
  },
);

export const RepositoryConnection = connectionClass('Repository', () => Repository);
