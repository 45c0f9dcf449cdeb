import { type Person, unknownPerson } from '../../model/facts/people.js';
import type { Comment, Review, ReviewState } from '../../model/facts/review.js';
import type { Instant } from '../../model/time.js';
import { isGroup, personOf } from '../azure-api/person.js';
import type { WireIdentity } from '../azure-api/wire.js';
import type { WirePullRequest, WireThread } from './wire.js';

/** Returns a property of a thread as text; empty where it has none. */
const propertyOf = ({ properties }: Pick<WireThread, 'properties'>, name: string): string =>
  String(properties?.[name] ?? '');

const kindOf = (thread: WireThread): string =>
  propertyOf(thread, 'CodeReviewThreadType').toLowerCase();

/** Threads that Azure writes by itself whenever the target branch moves or a policy runs. */
const byItself = ['mergeattempt', 'policystatusupdate'];
/** Returns true if somebody did what the thread says. */
export const isActivity = (thread: WireThread): boolean => !byItself.includes(kindOf(thread));

/** 10 approved, 5 approved with suggestions, 0 reset, -5 waits for the author, -10 rejected. */
const verdicts: ReadonlyMap<number, ReviewState> = new Map([
  [10, 'APPROVED'],
  [5, 'APPROVED'],
  [0, 'DISMISSED'],
  [-5, 'CHANGES_REQUESTED'],
  [-10, 'CHANGES_REQUESTED'],
]);

const dashed = (id: string): string =>
  id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5').toLowerCase();

/** A key that ends with `ByIdentity` names an entry of the thread's identities; older threads name an id. */
function voterOf(thread: WireThread, known: readonly WireIdentity[]): WireIdentity | null {
  const index = propertyOf(thread, 'CodeReviewVotedByIdentity');
  const named = index === '' ? undefined : thread.identities?.[index];
  if (named) return named;
  const id = dashed(propertyOf(thread, 'CodeReviewVotedByTfId').replaceAll('-', ''));
  if (id === '') return null;
  const displayName = propertyOf(thread, 'CodeReviewVotedByDisplayName') || null;
  return known.find((one) => one.id?.toLowerCase() === id) ?? { id, displayName };
}

type PersonOf = (identity: WireIdentity | null | undefined) => Person;

/** Returns how people of an organisation are read; `bots` are names, addresses or ids, lower case. */
export const peopleBy =
  (bots: readonly string[]): PersonOf =>
  (identity) => {
    const person = personOf(identity);
    const names = [identity?.id, identity?.uniqueName, identity?.mailAddress];
    const isListed = names.some((name) => name && bots.includes(name.toLowerCase()));
    return isListed && person !== unknownPerson ? { ...person, bot: true } : person;
  };

/** Everybody whom the pull request or its threads show whole. */
const everybody = (
  { createdBy, reviewers }: WirePullRequest,
  threads: readonly WireThread[],
): WireIdentity[] =>
  [
    createdBy,
    ...(reviewers ?? []),
    ...threads.flatMap(({ comments }) => (comments ?? []).map(({ author }) => author)),
  ].filter((one) => one !== null && one !== undefined);

/** Votes as reviews, each at the instant that its thread has. The vote of a group is nobody's. */
export function reviewsOf(
  wire: WirePullRequest,
  threads: readonly WireThread[],
  toPerson: PersonOf,
): Review[] {
  const known = everybody(wire, threads);
  return threads.flatMap((thread) => {
    const state = verdicts.get(Number(propertyOf(thread, 'CodeReviewVoteResult') || Number.NaN));
    const voter = state && kindOf(thread) === 'voteupdate' ? voterOf(thread, known) : null;
    return state && voter && !isGroup(voter)
      ? [{ by: toPerson(voter), at: thread.publishedDate, state, hasText: false }]
      : [];
  });
}

/** Comments that people wrote and did not delete. */
export const commentsOf = (threads: readonly WireThread[], toPerson: PersonOf): Comment[] =>
  threads
    .filter(({ isDeleted }) => isDeleted !== true)
    .flatMap(({ comments, publishedDate }) =>
      (comments ?? []).flatMap(({ author, publishedDate: at, commentType, isDeleted }) =>
        isDeleted === true || commentType !== 'text'
          ? []
          : [{ by: toPerson(author), at: at ?? publishedDate }],
      ),
    );

/** Returns when the pull request first was no draft any more; null if it never was one, or still is. */
export function readyAtOf(threads: readonly WireThread[]): Instant | null {
  const published = threads.filter(
    (thread) =>
      kindOf(thread) === 'isdraftupdate' &&
      propertyOf(thread, 'CodeReviewIsDraftNowSet').toLowerCase() === 'false',
  );
  const instants = published.map(({ publishedDate }) => publishedDate);
  return instants.length > 0 ? Math.min(...instants) : null;
}
