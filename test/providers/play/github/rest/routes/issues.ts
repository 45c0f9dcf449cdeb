import { listOf } from '../../graphql/connection.js';
import { refusal } from '../../server/reply.js';
import type { Comment, Issue, PullRequest } from '../../world/records.js';
import type { Repository } from '../../world/world.js';
import { eventBody, issueBody, issueCommentBody } from '../issue.js';
import { type Call, notFound, ok, paged, Refused, type Route, repositoryOf } from '../route.js';

const ISSUES = '/repos/{owner}/{repo}/issues';
const permission = 'issues';

type Numbered = Issue | PullRequest;

/** Issues and pull requests share their numbers. */
const numbered = ({ content }: Repository, number: number): Numbered | null =>
  content.issue(number) ?? content.pullRequest(number);

/** Returns 410 if issues are switched off; pull requests are there all the same. */
function foundOf(call: Call): { repository: Repository; one: Numbered } {
  const repository = repositoryOf(call);
  const one = numbered(repository, Number(call.params.issue_number));
  if (one === null && !repository.hasIssues)
    throw new Refused(refusal(410, 'Issues are disabled for this repo'));
  if (one === null) throw notFound();
  return { repository, one };
}

/** Both kinds in the order that is asked for. */
function numbersOf({ query }: Call, { content, hasIssues }: Repository): number[] {
  if (!hasIssues) throw new Refused(refusal(410, 'Issues are disabled for this repo'));
  const state = query.get('state') ?? 'open';
  const since = query.get('since');
  const from = since === null ? 0 : Date.parse(since);
  const field = query.get('sort') === 'updated' ? 'UPDATED_AT' : 'CREATED_AT';
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  const fits = (number: number): boolean => {
    const outline = content.outlineOf(number)!;
    const isOpen = outline.state === 'OPEN';
    return outline.updatedAt >= from && (state === 'all' || isOpen === (state === 'open'));
  };
  return [...content.numbersOf('issues'), ...content.numbersOf('pullRequests')]
    .filter(fits)
    .sort((a, b) => sign * (content.momentOf(a, field) - content.momentOf(b, field) || a - b));
}

interface PlacedComment {
  readonly comment: Comment;
  readonly one: Numbered;
}
function allComments({ query }: Call, repository: Repository): PlacedComment[] {
  const { content } = repository;
  const since = query.get('since');
  const from = since === null ? 0 : Date.parse(since);
  const sign = query.get('direction') === 'desc' ? -1 : 1;
  return [...content.numbersOf('issues'), ...content.numbersOf('pullRequests')]
    .filter((number) => content.outlineOf(number)!.updatedAt >= from)
    .flatMap((number) => {
      const one = numbered(repository, number)!;
      return one.comments.map((comment) => ({ comment, one }));
    })
    .filter(({ comment }) => comment.updatedAt >= from)
    .sort(
      (a, b) => sign * (a.comment.updatedAt - b.comment.updatedAt || a.comment.id - b.comment.id),
    );
}

const eventsRoute = (tail: 'events' | 'timeline'): Route => ({
  method: 'GET',
  path: `${ISSUES}/{issue_number}/${tail}`,
  permission,
  isOpen: true,
  answer: (call) => {
    const { repository, one } = foundOf(call);
    return paged(call, listOf(one.events), (event) => {
      const body = eventBody(event, one, repository, call.view);
      return tail === 'events' ? body : { ...body, issue: undefined };
    });
  },
});

export const issueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: ISSUES,
    permission,
    isOpen: true,
    answer: (call) => {
      const repository = repositoryOf(call);
      return paged(call, listOf(numbersOf(call, repository)), (number) =>
        issueBody(numbered(repository, number)!, repository, call.view),
      );
    },
  },
  {
    method: 'GET',
    path: `${ISSUES}/comments`,
    permission,
    isOpen: true,
    answer: (call) => {
      const repository = repositoryOf(call);
      return paged(call, listOf(allComments(call, repository)), ({ comment, one }) =>
        issueCommentBody(comment, one, repository, call.view),
      );
    },
  },
  {
    method: 'GET',
    path: `${ISSUES}/events`,
    permission,
    isOpen: true,
    answer: (call) => {
      const repository = repositoryOf(call);
      const { content } = repository;
      const found = [...content.numbersOf('issues'), ...content.numbersOf('pullRequests')]
        .map((number) => numbered(repository, number)!)
        .flatMap((one) => one.events.map((event) => ({ event, one })))
        .sort((a, b) => b.event.createdAt - a.event.createdAt || b.event.id - a.event.id);
      return paged(call, listOf(found), ({ event, one }) =>
        eventBody(event, one, repository, call.view),
      );
    },
  },
  {
    method: 'GET',
    path: `${ISSUES}/{issue_number}`,
    permission,
    isOpen: true,
    answer: (call) => {
      const { repository, one } = foundOf(call);
      return ok(issueBody(one, repository, call.view));
    },
  },
  {
    method: 'GET',
    path: `${ISSUES}/{issue_number}/comments`,
    permission,
    isOpen: true,
    answer: (call) => {
      const { repository, one } = foundOf(call);
      return paged(call, listOf(one.comments), (comment) =>
        issueCommentBody(comment, one, repository, call.view),
      );
    },
  },
  eventsRoute('events'),
  eventsRoute('timeline'),
];
