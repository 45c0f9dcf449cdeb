import type { Comment, Review } from '../../model/facts/review.js';
import type { Records } from '../records.js';
import { personOf } from './person.js';
import { type PullsBody, type WireActivity, wireComment } from './wire.js';

type Place = Pick<PullsBody, 'place' | 'bots'>;

const inOrder = (left: WireActivity, right: WireActivity): number =>
  left.createdDate - right.createdDate || (left.id ?? 0) - (right.id ?? 0);

/** Returns activities in the order of time; the server sends the newest first. */
export const orderedOf = (activities: readonly WireActivity[]): WireActivity[] =>
  activities.toSorted(inOrder);

/** "Needs work" is called so in the history, and otherwise in newer versions. */
const verdicts: ReadonlyMap<string, 'APPROVED' | 'CHANGES_REQUESTED'> = new Map([
  ['APPROVED', 'APPROVED'],
  ['REVIEWED', 'CHANGES_REQUESTED'],
  ['NEEDS_WORK', 'CHANGES_REQUESTED'],
  ['CHANGES_REQUESTED', 'CHANGES_REQUESTED'],
]);
const isVerdict = ({ state }: Review): boolean => state !== 'DISMISSED';

/** Returns the verdicts of reviewers. One that was withdrawn is dismissed. */
export function reviewsOf(place: Place, ordered: readonly WireActivity[]): Review[] {
  const reviews: Review[] = [];
  for (const { action, user, createdDate: at } of ordered) {
    const by = personOf(place, user);
    const state = verdicts.get(action);
    if (state) reviews.push({ by, at, state, hasText: false });
    if (action !== 'UNAPPROVED') continue;
    const last = reviews.findLastIndex((one) => one.by.id === by.id && isVerdict(one));
    const withdrawn = reviews[last];
    if (withdrawn) reviews[last] = { ...withdrawn, state: 'DISMISSED' };
  }
  return reviews;
}

type Found = Map<number, Comment>;

/** Notes a comment with the replies below it. */
function note(found: Found, place: Place, records: Records, given: unknown): void {
  for (const { id, author, createdDate: at, state, comments } of records.read(
    wireComment,
    given,
    'COMMENT',
  )) {
    if (state !== 'PENDING') found.set(id, { by: personOf(place, author), at });
    for (const reply of comments ?? []) note(found, place, records, reply);
  }
}

const idIn = (comment: unknown): number | null => {
  const { id } = (comment ?? {}) as { readonly id?: unknown };
  return typeof id === 'number' ? id : null;
};

const written: readonly (string | null | undefined)[] = ['ADDED', 'REPLIED', null, undefined];

/** Returns the comments that are still there, each once: a reply occurs below its comment and alone. */
export function commentsOf(
  place: Place,
  ordered: readonly WireActivity[],
  records: Records,
): Comment[] {
  const found: Found = new Map();
  for (const { action, commentAction, comment } of ordered) {
    if (action !== 'COMMENTED') continue;
    const id = idIn(comment);
    if (written.includes(commentAction)) note(found, place, records, comment);
    else if (commentAction === 'DELETED' && id !== null) found.delete(id);
  }
  return [...found.values()].sort((left, right) => left.at - right.at);
}
