import { NonNull, Nullable } from '../field.js';
import { objectType } from '../object-type.js';

const CheckItem = objectType('CheckItem', 'One thing that was looked at.', {
  what: NonNull(() => String, 'What was looked at.'),
  ok: NonNull(() => Boolean, 'Is it as it must be?'),
  message: NonNull(() => String, 'What was found; if it is not ok, what to do about it.'),
  permission: Nullable(
    () => String,
    'The permission that it needs, in the vendor’s own term; null if it needs none.',
  ),
  optional: NonNull(() => Boolean, 'Does the source work without it, only with less?'),
});

export const CheckReport = objectType('CheckReport', 'Whether a source can be read.', {
  ok: NonNull(() => Boolean, 'Is everything as it must be?'),
  items: NonNull(() => [CheckItem], 'What was looked at, in order.'),
});
