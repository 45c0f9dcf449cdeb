import type {
  ChangedFile,
  Comment,
  LineComment,
  Moment,
  Person,
  Review,
  Thread,
} from '../world/records.js';
import type { Cast } from './cast.js';
import { type Company, nodeIdOf } from './company.js';
import type { Dice } from './dice.js';
import type { Oddity } from './oddities.js';
import { second } from './plan.js';
import { REMARKS } from './words.js';

/** The input that the parts of one pull request or issue are made with. */
export interface Scene {
  readonly id: number;
  readonly company: Company;
  readonly cast: Cast;
  readonly oddity: Oddity | null;
  readonly from: Moment;
  readonly to: Moment;
  readonly headSha: string;
  readonly dice: Dice;
}

/** Ids of parts are made of the whole's: beyond 32 bits, as GitHub's are. */
export const partId = (whole: number, kind: number, index: number): number =>
  whole * 8_192 + kind * 1_024 + index;
const PARTS = { review: 0, comment: 1, lineComment: 2, thread: 3 } as const;

/** Moments between two others, in order. */
function momentsBetween(from: Moment, to: Moment, count: number, dice: Dice): Moment[] {
  const step = (to - from) / (count + 1);
  return Array.from({ length: count }, (_, n) => second(from + step * (n + 0.2 + dice.next())));
}

function reviewerAt({ cast, company, oddity }: Scene, index: number): Person | null {
  if (oddity === 'GHOST_REVIEWER' && index === 0) return null;
  if (oddity === 'BOT_REVIEWER' && index === 0) return company.bots[2]!;
  if (oddity === 'SELF_REVIEW' && index === 0) return cast.author;
  return cast.reviewers[index % cast.reviewers.length]!;
}

/** The state that an oddity gives to a review; null where it gives none. */
function oddState({ oddity }: Scene, index: number, isLast: boolean): Review['state'] | null {
  if (isLast && oddity === 'PENDING_REVIEW') return 'PENDING';
  if (index > 0) return null;
  if (oddity === 'DISMISSED_REVIEW') return 'DISMISSED';
  return oddity === 'SELF_REVIEW' || oddity === 'GHOST_REVIEWER' ? 'COMMENTED' : null;
}

function stateAt(scene: Scene, index: number, isLast: boolean, dice: Dice): Review['state'] {
  const rolled = dice.next();
  const usual = isLast ? 'APPROVED' : 'CHANGES_REQUESTED';
  return oddState(scene, index, isLast) ?? (rolled < (isLast ? 0.8 : 0.35) ? usual : 'COMMENTED');
}

/** The oddities that show in a review or its threads. */
const REVIEWED: ReadonlySet<Oddity> = new Set<Oddity>([
  'DISMISSED_REVIEW',
  'PENDING_REVIEW',
  'GHOST_REVIEWER',
  'BOT_REVIEWER',
  'SELF_REVIEW',
  'LONG_THREAD',
  'MANY_THREADS',
  'OUTDATED_COMMENT',
]);

/** How many reviews: some pull requests have none. */
function reviewCountOf({ oddity, dice }: Scene): number {
  const usual = Math.floor(dice.next() ** 1.6 * 5);
  if (oddity === 'MANY_REVIEWS') return 64;
  return oddity !== null && REVIEWED.has(oddity) ? Math.max(2, usual) : usual;
}

export function reviewsFor(scene: Scene): Review[] {
  const { id, dice, from, to, headSha } = scene;
  const count = reviewCountOf(scene);
  return momentsBetween(from, to, count, dice).map((at, n) => {
    const state = stateAt(scene, n, n === count - 1, dice);
    const isPending = state === 'PENDING';
    return {
      id: partId(id, PARTS.review, n),
      nodeId: nodeIdOf('PRR', id, n),
      author: reviewerAt(scene, n),
      state,
      body: state === 'COMMENTED' || dice.chance(0.4) ? dice.pick(REMARKS) : '',
      submittedAt: isPending ? null : at,
      commitSha: headSha,
    };
  });
}

export function commentsFor(scene: Scene, prefix: 'IC' | 'ICI'): Comment[] {
  const { id, dice, cast, oddity, from, to } = scene;
  const usual = Math.floor(dice.next() ** 2 * 7);
  const count = oddity === 'MANY_COMMENTS' ? 130 : usual + (oddity === 'GHOST_COMMENTER' ? 1 : 0);
  const voices = [cast.author, ...cast.reviewers];
  return momentsBetween(from, to, count, dice).map((at, n) => ({
    id: partId(id, PARTS.comment, n),
    nodeId: nodeIdOf(prefix, id, n),
    author: oddity === 'GHOST_COMMENTER' && n === 0 ? null : dice.pick(voices),
    body: dice.pick(REMARKS),
    createdAt: at,
    updatedAt: at,
  }));
}

function threadAt(
  scene: Scene,
  review: Review,
  files: readonly ChangedFile[],
  index: number,
): Thread {
  const { id, dice, cast, oddity, to, headSha } = scene;
  const from = review.submittedAt ?? to;
  const count = oddity === 'LONG_THREAD' && index === 0 ? 27 : 1 + dice.below(3);
  const isOutdated = oddity === 'OUTDATED_COMMENT' || dice.chance(0.1);
  const line = 1 + dice.below(300);
  const moments = momentsBetween(from, to, count, dice);
  const comments = moments.map(
    (at, n): LineComment => ({
      id: partId(id, PARTS.lineComment, index * 32 + n),
      nodeId: nodeIdOf('PRRC', id, index, n),
      author: n % 2 === 0 ? review.author : cast.author,
      body: dice.pick(REMARKS),
      createdAt: n === 0 ? from : at,
      updatedAt: n === 0 ? from : at,
      reviewId: review.id,
      line: isOutdated ? null : line,
      originalLine: line,
      commitSha: headSha,
    }),
  );
  const path = files.length === 0 ? 'README.md' : dice.pick(files).path;
  return { nodeId: nodeIdOf('PRRT', id, index), path, isResolved: dice.chance(0.6), comments };
}

/** Returns the threads of reviews that were submitted. */
export function threadsFor(
  scene: Scene,
  reviews: readonly Review[],
  files: readonly ChangedFile[],
): Thread[] {
  const submitted = reviews.filter(({ submittedAt }) => submittedAt !== null);
  if (submitted.length === 0) return [];
  const { oddity, dice } = scene;
  const usual = Math.floor(dice.next() ** 2 * 5);
  const many = oddity === 'MANY_THREADS' ? 28 : usual;
  const needs = oddity === 'LONG_THREAD' || oddity === 'OUTDATED_COMMENT';
  const count = needs ? Math.max(1, many) : many;
  return Array.from({ length: count }, (_, n) =>
    threadAt(scene, submitted[n % submitted.length]!, files, n),
  );
}
