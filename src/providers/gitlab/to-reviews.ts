import type { Comment, Review, ReviewState } from '../../model/facts/review.js';
import type { Instant } from '../../model/time.js';
import { type Household, personOf } from '../gitlab-api/person.js';
import type { WireNote } from './wire.js';

/** GitLab notes in English, in whatever language its pages are; its words changed with its versions. */
const APPROVED = /^approved this merge request/i;
const UNAPPROVED = /^(?:unapproved this merge request|revoked approval)/i;
const RESET = /^reset approvals from (.*?) by /is;
const CHANGES_REQUESTED = /^requested changes/i;
const DRAFT =
  /^(?<un>un)?marked (?:this merge request )?as (?:a )?\*\*(?<what>ready|draft|wip|work in progress)\*\*/i;
const MERGED = /^merged(?:\s|$)/i;
const CLOSED = /^closed(?:\s|$)/i;

const bodyOf = ({ body }: WireNote): string => (body ?? '').trim();
const inOrder = (notes: readonly WireNote[]): WireNote[] =>
  notes.toSorted((left, right) => left.created_at - right.created_at);
const systemNotes = (notes: readonly WireNote[]): WireNote[] =>
  inOrder(notes.filter(({ system }) => system === true));

/** Returns what people wrote; notes of GitLab itself are no comments. */
export const commentsOf = (household: Household, notes: readonly WireNote[]): Comment[] =>
  inOrder(notes.filter(({ system }) => system !== true)).map(({ author, created_at: at }) => ({
    by: personOf(household, author),
    at,
  }));

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/@([\w.-]*\w)/g)].map(([, name]) => name!.toLowerCase());

/** Returns the user names whose approvals a note takes away; null if it takes none. */
function dismissedBy(note: WireNote): readonly string[] | null {
  if (UNAPPROVED.test(bodyOf(note))) return [note.author?.username.toLowerCase() ?? ''];
  const [, names] = RESET.exec(bodyOf(note)) ?? [];
  return names === undefined ? null : namesIn(names);
}

function verdictOf(note: WireNote): ReviewState | null {
  if (APPROVED.test(bodyOf(note))) return 'APPROVED';
  return CHANGES_REQUESTED.test(bodyOf(note)) ? 'CHANGES_REQUESTED' : null;
}

const isTaken = ({ by, state }: Review, names: readonly string[]): boolean =>
  state === 'APPROVED' && names.includes(by.id.toLowerCase());

/** Returns approvals and requests for changes. An approval that was revoked later counts as dismissed. */
export function reviewsOf(household: Household, notes: readonly WireNote[]): Review[] {
  let reviews: Review[] = [];
  for (const note of systemNotes(notes)) {
    const state = verdictOf(note);
    const by = personOf(household, note.author);
    if (state !== null) reviews.push({ by, at: note.created_at, state, hasText: false });
    const names = dismissedBy(note);
    if (names !== null)
      reviews = reviews.map((one) => (isTaken(one, names) ? { ...one, state: 'DISMISSED' } : one));
  }
  return reviews;
}

function isReady(note: WireNote): boolean {
  const { un, what = '' } = DRAFT.exec(bodyOf(note))?.groups ?? {};
  return (un !== undefined && what !== '') || what.toLowerCase() === 'ready';
}

/** Returns when it first was no draft any more; null if it never was one, or still is. */
export const readyAtOf = (notes: readonly WireNote[]): Instant | null =>
  systemNotes(notes).find(isReady)?.created_at ?? null;

const lastOf = (notes: readonly WireNote[], pattern: RegExp): Instant | null =>
  systemNotes(notes).findLast((note) => pattern.test(bodyOf(note)))?.created_at ?? null;

/** Returns when it was merged or closed by the notes; null if none says so. */
export const notedEnds = (notes: readonly WireNote[]) => ({
  mergedAt: lastOf(notes, MERGED),
  closedAt: lastOf(notes, CLOSED),
});
