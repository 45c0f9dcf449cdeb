import { NonNull } from '../field.js';
import { FactKindEnum } from '../integration/integration.enums.js';
import { objectType } from '../object-type.js';

export const LackedField = objectType(
  'LackedField',
  'A field of a fact that a tool never reports, so that nothing is made of it.',
  {
    fact: NonNull(() => FactKindEnum, 'The kind of fact.'),
    field: NonNull(() => String, 'The path of the field, such as `reviews.at`.'),
    why: NonNull(() => String, 'Why, and what that means.'),
  },
);
