import type { Instant } from '../../model/time.js';
import {
  type Calendar,
  type Day,
  midnightAt,
  offsetAt,
  presenceOn,
  type Site,
  sites,
} from './calendar.js';
import { createDice, type Dice } from './dice.js';
import { type DemoTeam, teams } from './organisation.js';
import type { Employee, Staff } from './people.js';

/** An instant with the zone's distance from UTC that git keeps beside it. */
export interface Moment {
  readonly at: Instant;
  readonly offset: string;
}
/** The work of one developer on one branch. */
export interface PullRequest {
  readonly repository: string;
  readonly author: Employee;
  readonly commits: readonly Moment[];
  readonly mergedAt: Moment;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Around ten in the morning or three in the afternoon; late in the evening now and then. */
function minuteOfDay(dice: Dice): number {
  if (dice.chance(0.04)) return dice.between(20 * 60, 23 * 60);
  const around = dice.chance(0.45) ? 10 * 60 + 30 : 15 * 60;
  return around + dice.between(-90, 90) + dice.between(-60, 60);
}

const momentOn = (day: Day, site: Site, minute: number): Moment => ({
  at: midnightAt(day, site) + minute * MINUTE,
  offset: offsetAt(day, site),
});

interface Person {
  readonly employee: Employee;
  readonly site: Site;
  readonly team: DemoTeam;
  readonly dice: Dice;
  readonly calendar: Calendar;
  /** Days on which they are away. */
  readonly away: ReadonlySet<Day>;
}

function holidaysOf(dice: Dice, { firstDay, endDay }: Calendar): Set<Day> {
  const days = new Set<Day>();
  for (let count = 0; count < 3; count += 1) {
    const from = dice.between(firstDay, endDay);
    const length = dice.one([5, 7, 12, 14]);
    for (let day = from; day < from + length; day += 1) days.add(day);
  }
  return days;
}

function nextWorkday({ dice, site, away }: Person, from: Day): Day {
  let day = from;
  while (away.has(day) || !dice.chance(presenceOn(day, site))) day += 1;
  return day;
}

/** Commits over one day or several; later ones of a day after earlier ones. */
function commitsFrom(person: Person, first: Day): { moments: Moment[]; last: Day } {
  const { dice, site } = person;
  const minutes: number[][] = [[minuteOfDay(dice)]];
  const days = [first];
  for (let more = dice.runs(0.6, 7); more > 0; more -= 1) {
    if (dice.chance(0.5)) {
      days.push(nextWorkday(person, days.at(-1)! + 1));
      minutes.push([]);
    }
    minutes.at(-1)!.push(minuteOfDay(dice));
  }
  const moments = days.flatMap((day, index) =>
    minutes[index]!.toSorted((left, right) => left - right).map((minute) =>
      momentOn(day, site, minute),
    ),
  );
  return { moments, last: days.at(-1)! };
}

/** Reviews take as long as the team takes, which changes over the months; nobody merges at night. */
function mergeAfter(person: Person, last: Moment): Moment {
  const { dice, site, team, calendar } = person;
  const [start, end] = [calendar.firstDay, calendar.endDay].map((day) => midnightAt(day, site));
  const share = (last.at - start!) / (end! - start!);
  const [early, late] = team.reviewHours;
  const hours =
    (early + (late - early) * share) * (0.15 + 1.2 * dice.roll() + 2 * dice.roll() ** 8);
  const at = Math.round((last.at + hours * HOUR) / MINUTE) * MINUTE;
  const day = Math.floor((at - calendar.end) / (24 * HOUR)) + calendar.endDay;
  const [opens, closes] = [8 * 60 + 30, 18 * 60].map((minute) => momentOn(day, site, minute).at);
  const isOpen = presenceOn(day, site) > 0.2;
  if (isOpen && opens! <= at && at <= closes!) return { at, offset: offsetAt(day, site) };
  const later = isOpen && at < opens! ? day : nextWorkday({ ...person, away: new Set() }, day + 1);
  return momentOn(later, site, dice.between(8 * 60 + 30, 11 * 60));
}

function pickRepository({ dice, team }: Person): string {
  const [first, ...others] = team.repositories;
  return others.length > 0 && dice.chance(0.2) ? dice.one(others) : first!;
}

function* workOf(person: Person, from: Day, until: Day): Generator<PullRequest> {
  const { dice, team, employee } = person;
  let day = nextWorkday(person, from + dice.below(team.pauseDays + 1));
  while (day < until) {
    const { moments, last } = commitsFrom(person, day);
    const mergedAt = mergeAfter(person, moments.at(-1)!);
    yield { repository: pickRepository(person), author: employee, commits: moments, mergedAt };
    day = nextWorkday(person, last + 1 + dice.between(0, 2 * (team.pauseDays - 1)));
  }
}

/** Everything the developers did, each by dice of their own. `changeDay`: when people moved, left and joined. */
export function pullRequestsOf(
  staff: Staff,
  calendar: Calendar,
  changeDay: Day,
  seed: string,
): PullRequest[] {
  const spans = [
    { employees: staff.before, from: calendar.firstDay, until: changeDay },
    { employees: staff.since, from: changeDay, until: calendar.endDay },
  ];
  return spans.flatMap(({ employees, from, until }) =>
    employees.flatMap((employee) => {
      const team = teams.find(({ name }) => name === employee.team);
      if (!team) return [];
      const dice = createDice(`${seed} ${employee.email} ${from - calendar.endDay}`);
      const away = holidaysOf(dice, calendar);
      const site = sites[employee.site];
      const person = { employee, team, dice, calendar, away, site };
      return [...workOf(person, from, until)];
    }),
  );
}
