import { ID, InputType } from 'type-graphql';
import type { Role } from '../../model/access.js';
import type { Instant } from '../../model/time.js';
import { NonNull, Nullable } from '../field.js';
import { nodeType, payloadType, typesBelow } from '../object-type.js';
import { DateTime } from '../scalars.js';
import { RoleEnum } from '../viewer/viewer.type.js';

export const ApiKey = nodeType('ApiKey', 'A key that opens the account.', {
  id: NonNull(() => ID, 'The id of the key.'),
  name: NonNull(() => String, 'Its name.'),
  role: NonNull(() => RoleEnum, 'What it may do.'),
  prefix: NonNull(() => String, 'How its secret begins, to recognise it by.'),
  reveals: NonNull(() => Boolean, 'May it see the names of developers?'),
  createdAt: NonNull(() => DateTime, 'The timestamp at which it was made.'),
  expiresAt: Nullable(() => DateTime, 'The timestamp of its end; null: none.'),
  lastUsedAt: Nullable(() => DateTime, 'The timestamp of its last use, to the minute.'),
  revokedAt: Nullable(() => DateTime, 'The timestamp at which it was revoked.'),
});

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

export const RevokeApiKeyPayload = payloadType('RevokeApiKeyPayload', 'What became of the key.', {
  key: Nullable(() => ApiKey, 'The key; null if refused.'),
});

export const CreateApiKeyPayload = typesBelow(RevokeApiKeyPayload)(
  'CreateApiKeyPayload',
  'What became of the key.',
  { secret: Nullable(() => String, 'The secret, shown this once and kept nowhere.') },
);
