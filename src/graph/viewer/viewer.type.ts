import { ID } from 'type-graphql';
import type { Action, Role } from '../../model/access.js';
import { enumOf } from '../enums.js';
import { NonNull } from '../field.js';
import { objectType } from '../object-type.js';
import { TimeZoneScalar } from '../scalars.js';

export const RoleEnum = enumOf<Role>('Role', 'What a key may do.', {
  ADMIN: 'Everything within the account.',
  MANAGER: 'Read, edit what teams are made of, and say which developer a person of a tool is.',
  VIEWER: 'Read insights and the directory.',
  INGESTION: 'Bring facts in, and see how that goes.',
});

export const ActionEnum = enumOf<Action>('Action', 'One thing that a key may be allowed to do.', {
  READ_INSIGHTS: 'Ask for insights.',
  READ_DIRECTORY: 'See org trees, teams and profiles.',
  READ_INTEGRATIONS: 'See where facts come from and how that goes.',
  READ_DEVELOPERS: 'See the names of developers.',
  EDIT_TEAM: 'Save the settings of teams.',
  EDIT_IDENTITIES: 'Say which developer a person of a tool is.',
  EDIT_DIRECTORY: 'Change developers, org trees and profiles.',
  EDIT_INTEGRATIONS: 'Connect and remove sources.',
  SYNC: 'Bring facts in.',
  EDIT_KEYS: 'Make and revoke keys.',
  EDIT_ACCOUNT: 'Change the account itself.',
});

export const Account = objectType('Account', 'The account that all answers are about.', {
  name: NonNull(() => String, 'Its name.'),
  timeZone: NonNull(() => TimeZoneScalar, 'The zone of days where a question names no other.'),
});

export const Viewer = objectType('Viewer', 'Who is asking.', {
  key: NonNull(() => ID, 'The id of the key.'),
  keyName: NonNull(() => String, 'The name of the key.', { name: 'name' }),
  role: NonNull(() => RoleEnum, 'The role of the key.'),
  permissions: NonNull(() => [ActionEnum], 'What the key may do.'),
  account: NonNull(() => Account, 'The account the key belongs to.'),
});
