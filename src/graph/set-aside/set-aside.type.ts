import { ObjectType } from 'type-graphql';
import type { FactKind } from '../../model/facts/facts.js';
import type { SetAsideCode, SetAsideKind } from '../../model/facts/set-aside.js';
import type { Instant, LocalDate } from '../../model/time.js';
import { MetricId } from '../catalogue-enum.js';
import { connectionClass } from '../connection.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { FactKindEnum } from '../integration/integration.enums.js';
import { DateTime, LocalDateScalar } from '../scalars.js';

const SetAsideKindEnum = enumOf<SetAsideKind>('SetAsideKind', 'What was set aside.', {
  FACT: 'A fact that cannot be linked to others: no number counts it.',
  CELL: 'A month of a team, or what a metric makes of one fact in it.',
  RULES: 'The rules of a team: those before stay effective.',
  LINKING: 'Everything new: nothing can be linked, whatever is set aside.',
});

const SetAsideCodeEnum = enumOf<SetAsideCode>('SetAsideCode', 'Why something was set aside.', {
  OUT_OF_RANGE: 'A value lies outside of what can be stored, such as a date in the far future.',
  TOO_LONG: 'A value is longer than what can be stored.',
  UNREADABLE: 'A value is not of the form that it must have.',
  REFUSED: 'The database refused it for another reason.',
  CALCULATION_FAILED: 'The calculation met a value that it cannot work with.',
});

@ObjectType({
  description:
    'Something that recalculation set aside, so that the rest goes on. It is tried again when it changes at its source, and after an upgrade.',
})
export class SetAside {
  @NonNull(() => SetAsideKindEnum, 'What it is.')
  kind!: SetAsideKind;

  @Nullable(() => FactKindEnum, 'The kind of the fact; null where it is no fact alone.')
  factKind!: FactKind | null;

  @Nullable(() => String, 'The id of the fact by its source; null where it is no fact alone.')
  factId!: string | null;

  @Nullable(
    () => LocalDateScalar,
    'The first day of the UTC month that lacks it; null where all do.',
  )
  month!: LocalDate | null;

  @Nullable(() => MetricId, 'The metric that lacks it; null where all do.')
  metric!: string | null;

  @NonNull(() => SetAsideCodeEnum, 'Why, in a code.')
  code!: SetAsideCode;

  @NonNull(() => String, 'Why, in words.')
  message!: string;

  @NonNull(() => DateTime, 'The timestamp since which it is set aside.')
  since!: Instant;
}

export const SetAsideConnection = connectionClass('SetAside', () => SetAside);
