import type { Moment, Outline } from '../world/records.js';
import { KEYS } from './company.js';
import { type Dice, rollDice } from './dice.js';
import { commitsOf, endOf, isHeavy, LIGHT_ODDITIES, ODDITIES, type Oddity } from './oddities.js';

const DAY = 86_400_000;
const SECOND = 1_000;
export const second = (moment: number): Moment => Math.floor(moment / SECOND) * SECOND;

export type MergeMethod = 'MERGE' | 'SQUASH' | 'REBASE';

/** The decisions about a number before it is opened. */
export interface Planned extends Outline {
  readonly number: number;
  readonly isIssue: boolean;
  readonly closedAt: Moment | null;
  readonly mergedAt: Moment | null;
  readonly method: MergeMethod;
  readonly commitCount: number;
  readonly oddity: Oddity | null;
}

/** The place of a repository in its world. */
export interface RepositoryPlan {
  readonly seed: number;
  readonly index: number;
  readonly owner: string;
  readonly name: string;
  readonly from: Moment;
  readonly now: Moment;
  readonly numbers: number;
  readonly hasIssues: boolean;
  readonly defaultBranch: string;
  /** The offset that is added to numbers to make ids of pull requests. */
  readonly idBase: number;
}

const WEEK = 7 * DAY;
const WORK_DAY = 10 * 3_600_000;
const WORK_WEEK = 5 * WORK_DAY;

/** The instant at which so much working time has passed since `from`: from 8 to 18 o'clock on five days of a week. */
function afterWork(from: Moment, worked: number): Moment {
  const week = Math.floor(worked / WORK_WEEK);
  const day = Math.floor((worked % WORK_WEEK) / WORK_DAY);
  return from + week * WEEK + day * DAY + (worked % WORK_DAY);
}

/** The first Monday at 8 o'clock at or after a moment. */
function mondayAfter(moment: Moment): Moment {
  const monday = 4 * DAY;
  return Math.ceil((moment - monday) / WEEK) * WEEK + monday + 8 * 3_600_000;
}

function createdAtOf(
  { from, now, numbers }: RepositoryPlan,
  number: number,
  share: number,
): Moment {
  const start = mondayAfter(from);
  const total = Math.max(WORK_WEEK / 5, ((now - start) / WEEK) * WORK_WEEK);
  const at = afterWork(start, (total * (number - 1 + share)) / numbers);
  return second(Math.min(at, now - SECOND * 60));
}

/** The number from which the first repository has each oddity once. */
function firstOddNumber({ numbers }: RepositoryPlan): number {
  return Math.max(1, Math.min(Math.floor(numbers * 0.6), numbers - ODDITIES.length - 4));
}

function oddityOf(plan: RepositoryPlan, number: number, dice: Dice): Oddity | null {
  const picked = dice.next();
  const other = dice.pick(ODDITIES);
  const light = dice.pick(LIGHT_ODDITIES);
  const once = plan.index === 0 ? ODDITIES[number - firstOddNumber(plan)] : undefined;
  if (once !== undefined) return once;
  if (picked < 0.002) return isHeavy(other) ? other : null;
  return picked < 0.1 ? light : null;
}

function methodOf(oddity: Oddity | null, plan: RepositoryPlan, dice: Dice): MergeMethod {
  const rolled = dice.next();
  if (oddity === 'SQUASHED') return 'SQUASH';
  if (oddity === 'REBASED') return 'REBASE';
  if (oddity === 'MERGED' || commitsOf(oddity) === 0) return 'MERGE';
  const usual = (['SQUASH', 'MERGE', 'REBASE'] as const)[plan.index % 3]!;
  return rolled < 0.85 ? usual : 'SQUASH';
}

/** How long work takes: minutes to weeks, most of it a day or two. */
const durationOf = (dice: Dice): number => DAY * 0.02 * Math.exp(dice.next() * 6.2);

interface End {
  readonly state: Outline['state'];
  readonly closedAt: Moment | null;
}

function endFor(plan: RepositoryPlan, createdAt: Moment, oddity: Oddity | null, dice: Dice): End {
  const duration = oddity === 'MERGED_AT_ONCE' ? 4_000 : durationOf(dice);
  const merges = dice.chance(0.88);
  const wanted = endOf(oddity);
  if (wanted === 'OPEN') return { state: 'OPEN', closedAt: null };
  const latest = plan.now - 60_000;
  const planned = createdAt + duration;
  if (planned > latest && wanted === null) return { state: 'OPEN', closedAt: null };
  const closedAt = second(Math.max(createdAt + SECOND, Math.min(planned, latest)));
  const state = wanted ?? (merges ? 'MERGED' : 'CLOSED');
  return { state, closedAt };
}

/** Returns what is decided of a number, always the same. */
export function planNumber(plan: RepositoryPlan, number: number): Planned {
  const dice = rollDice(plan.seed, KEYS.plan, plan.index, number);
  const createdAt = createdAtOf(plan, number, dice.next());
  const oddity = oddityOf(plan, number, dice);
  const isForced = plan.index === 0 && ODDITIES[number - firstOddNumber(plan)] !== undefined;
  const isIssue = plan.hasIssues && dice.chance(0.2) && !isForced;
  const end = endFor(plan, createdAt, isIssue ? null : oddity, dice);
  const state = isIssue && end.state === 'MERGED' ? 'CLOSED' : end.state;
  const lag = dice.chance(0.3) ? dice.next() * DAY : 0;
  const shown = end.closedAt ?? createdAt + Math.min(durationOf(dice), 12 * DAY);
  const usualCommits = 1 + Math.floor(dice.next() ** 2.4 * 14);
  return {
    number,
    isIssue,
    createdAt,
    state,
    closedAt: end.closedAt,
    mergedAt: state === 'MERGED' ? end.closedAt : null,
    updatedAt: second(Math.max(createdAt, Math.min(shown + lag, plan.now - SECOND))),
    method: methodOf(oddity, plan, dice),
    commitCount: commitsOf(oddity) ?? usualCommits,
    oddity: isIssue ? null : oddity,
  };
}
