import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { type Calendar, type Day, dateOf, presenceOn, sites, weekdayOf } from './calendar.js';
import type { Dice } from './dice.js';
import type { Cadence, DemoRepository } from './organisation.js';
import type { Employee } from './people.js';
import { type MergedRequest, RepositoryWriter } from './repository-writer.js';
import type { Moment, PullRequest } from './work.js';

interface Event {
  readonly at: Instant;
  happen(): void;
}

const utc = (at: Instant): Moment => ({ at, offset: '+0000' });
const AFTERNOON = 14.5 * 3_600_000;

/** By cadence: true if a repository with it releases on the day. */
const releasesOn: Record<Cadence, (day: Day) => boolean> = {
  WORKDAYS: () => true,
  TWICE_A_WEEK: (day) => [1, 3].includes(weekdayOf(day)),
  WEEKLY: (day) => weekdayOf(day) === 2,
  MONTHLY: (day) => weekdayOf(day) === 1 && Number(dateOf(day).slice(8)) <= 7,
  QUARTERLY: (day) => weekdayOf(day) === 1 && /-(?:02|05|08|11)-0[1-7]$/.test(dateOf(day)),
};

function releaseEvents(writer: RepositoryWriter, repository: DemoRepository, calendar: Calendar) {
  const events: Event[] = [];
  for (let day = calendar.firstDay; day < calendar.endDay; day += 1)
    for (const prefix of repository.tagPrefixes) {
      const moment = utc(day * DAY_MILLISECONDS + AFTERNOON + 60_000 * prefix.length);
      if (presenceOn(day, sites.berlin) > 0.5 && releasesOn[repository.cadence](day))
        events.push({ at: moment.at, happen: () => writer.release(prefix, moment) });
    }
  return events;
}

/** Bots wake on Mondays, some of them merged within the day. */
function botEvents(writer: RepositoryWriter, { bot }: DemoRepository, calendar: Calendar): Event[] {
  if (!bot) return [];
  const mondays: Event[] = [];
  for (let day = calendar.firstDay; day < calendar.endDay; day += 7) {
    const moment = utc(day * DAY_MILLISECONDS + 5 * 3_600_000);
    mondays.push({ at: moment.at, happen: () => writer.updateDependencies(bot, moment) });
  }
  return mondays;
}

function requestEvents(writer: RepositoryWriter, requests: readonly PullRequest[], end: Instant) {
  return requests.flatMap((request): Event[] => {
    const branch = writer.branch(request);
    const commits = request.commits.map((moment) => ({
      at: moment.at,
      happen: () => branch.commit(moment),
    }));
    const merge = { at: request.mergedAt.at, happen: () => branch.merge() };
    return [...commits, merge].filter(({ at }) => at < end);
  });
}

/** Returns the whole history of one repository: what `git fast-import` reads, and what was merged. */
export function historyOf(
  repository: DemoRepository,
  requests: readonly PullRequest[],
  staff: readonly Employee[],
  calendar: Calendar,
  dice: Dice,
): { readonly stream: string; readonly merged: readonly MergedRequest[] } {
  const writer = new RepositoryWriter(repository, staff, dice);
  writer.begin(utc((calendar.firstDay - 3) * DAY_MILLISECONDS));
  const own = requests.filter((request) => request.repository === repository.name);
  const events = [
    ...requestEvents(writer, own, calendar.end),
    ...releaseEvents(writer, repository, calendar),
    ...botEvents(writer, repository, calendar),
  ];
  for (const event of events.sort((left, right) => left.at - right.at)) event.happen();
  return { stream: writer.finish(), merged: writer.merged };
}
