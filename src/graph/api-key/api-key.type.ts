import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Role } from '../../model/access.js';
import type { Instant } from '../../model/time.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { RoleEnum } from '../viewer/viewer.type.js';

@ObjectType({ implements: Node, description: 'A key that opens the account.' })
export class ApiKey implements Node {
  @Field(() => ID, { description: 'The id of the key.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'What it may do.' })
  role!: Role;

  @Field(() => String, { description: 'How its secret begins, to recognise it by.' })
  prefix!: string;

  @Field(() => Boolean, { description: 'May it see the names of developers?' })
  reveals!: boolean;

  @Field(() => DateTime, { description: 'The timestamp at which it was made.' })
  createdAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its end; null: none.' })
  expiresAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its last use, to the minute.',
  })
  lastUsedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp at which it was revoked.' })
  revokedAt!: Instant | null;
}

@InputType({ description: 'A key to make.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'A name to know it by.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'What it may do.' })
  role!: Role;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'May it see the names of developers? An ADMIN always may.',
  })
  reveals!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its end; absent: none.' })
  expiresAt?: Instant | null;
}

@ObjectType({ description: 'What became of the key.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key; null if refused.' })
  key?: unknown;

  @Field(() => String, {
    nullable: true,
    description: 'The secret, shown this once and kept nowhere.',
  })
  secret?: string;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'A key to end.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The id of the key.' })
  key!: string;
}

@ObjectType({ description: 'What became of the key.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key; null if refused.' })
  key?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}
