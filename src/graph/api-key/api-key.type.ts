import { ID, InputType, ObjectType } from 'type-graphql';
import type { Role } from '../../model/access.js';
import type { Instant } from '../../model/time.js';
import { NonNull, Nullable } from '../field.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { ChangePayload } from '../user-error.type.js';
import { RoleEnum } from '../viewer/viewer.type.js';

@ObjectType({ implements: Node, description: 'A key that opens the account.' })
export class ApiKey implements Node {
  @NonNull(() => ID, 'The id of the key.')
  id!: string;

  @NonNull(() => String, 'Its name.')
  name!: string;

  @NonNull(() => RoleEnum, 'What it may do.')
  role!: Role;

  @NonNull(() => String, 'How its secret begins, to recognise it by.')
  prefix!: string;

  @NonNull(() => Boolean, 'May it see the names of developers?')
  reveals!: boolean;

  @NonNull(() => DateTime, 'The timestamp at which it was made.')
  createdAt!: Instant;

  @Nullable(() => DateTime, 'The timestamp of its end; null: none.')
  expiresAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its last use, to the minute.')
  lastUsedAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp at which it was revoked.')
  revokedAt!: Instant | null;
}

@InputType({ description: 'A key to make.' })
export class CreateApiKeyInput {
  @NonNull(() => String, 'A name to know it by.')
  name!: string;

  @NonNull(() => RoleEnum, 'What it may do.')
  role!: Role;

  @NonNull(() => Boolean, 'May it see the names of developers? An ADMIN always may.', {
    defaultValue: false,
  })
  reveals!: boolean;

  @Nullable(() => DateTime, 'The timestamp of its end; absent: none.')
  expiresAt?: Instant | null;
}

@InputType({ description: 'A key to end.' })
export class RevokeApiKeyInput {
  @NonNull(() => ID, 'The id of the key.')
  key!: string;
}

@ObjectType({ description: 'What became of the key.' })
export class RevokeApiKeyPayload extends ChangePayload {
  @Nullable(() => ApiKey, 'The key; null if refused.')
  key?: unknown;
}

@ObjectType({ description: 'What became of the key.' })
export class CreateApiKeyPayload extends RevokeApiKeyPayload {
  @Nullable(() => String, 'The secret, shown this once and kept nowhere.')
  secret?: string;
}
