import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { LocalDate, TimeZone } from '../../model/time.js';
import { LocalDateScalar, TimeZoneScalar } from '../scalars.js';

const CALENDAR = { description: 'The hours that count in durations.' };

@ObjectType(CALENDAR)
@InputType('WorkingCalendarInput', CALENDAR)
export class WorkingCalendar {
  @Field(() => TimeZoneScalar, { description: 'The zone of its days and hours.' })
  zone!: TimeZone;

  @Field(() => [Int], { description: 'Its days: 1 is Monday, 7 is Sunday.' })
  days!: number[];

  @Field(() => String, { description: 'The local time at which they begin, such as `09:00`.' })
  from!: string;

  @Field(() => String, {
    description: 'The local time at which they end, up to `24:00`; the next day if not later.',
  })
  to!: string;

  @Field(() => [LocalDateScalar], {
    defaultValue: [],
    description: 'Days that do not count.',
  })
  holidays!: LocalDate[];
}
