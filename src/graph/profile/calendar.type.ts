import { InputType, Int, ObjectType } from 'type-graphql';
import type { LocalDate, TimeZone } from '../../model/time.js';
import { NonNull } from '../field.js';
import { LocalDateScalar, TimeZoneScalar } from '../scalars.js';

const CALENDAR = { description: 'The hours that count in durations.' };

@ObjectType(CALENDAR)
@InputType('WorkingCalendarInput', CALENDAR)
export class WorkingCalendar {
  @NonNull(() => TimeZoneScalar, 'The zone of its days and hours.')
  zone!: TimeZone;

  @NonNull(() => [Int], 'Its days: 1 is Monday, 7 is Sunday.')
  days!: number[];

  @NonNull(() => String, 'The local time at which they begin, such as `09:00`.')
  from!: string;

  @NonNull(
    () => String,
    'The local time at which they end, up to `24:00`; the next day if not later.',
  )
  to!: string;

  @NonNull(() => [LocalDateScalar], 'Days that do not count.', { defaultValue: [] })
  holidays!: LocalDate[];
}
