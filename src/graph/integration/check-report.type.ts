import { ObjectType } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';

@ObjectType({ description: 'One thing that was looked at.' })
export class CheckItem {
  @NonNull(() => String, 'What was looked at.')
  what!: string;

  @NonNull(() => Boolean, 'Is it as it must be?')
  ok!: boolean;

  @NonNull(() => String, 'What was found; if it is not ok, what to do about it.')
  message!: string;

  @Nullable(
    () => String,
    'The permission that it needs, in the vendor’s own term; null if it needs none.',
  )
  permission!: string | null;

  @NonNull(() => Boolean, 'Does the source work without it, only with less?')
  optional!: boolean;
}

@ObjectType({ description: 'Whether a source can be read.' })
export class CheckReport {
  @NonNull(() => Boolean, 'Is everything as it must be?')
  ok!: boolean;

  @NonNull(() => [CheckItem], 'What was looked at, in order.')
  items!: readonly CheckItem[];
}
