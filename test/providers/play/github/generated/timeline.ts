import type { EventKind, Moment, Review, TimelineEvent } from '../world/records.js';
import { nodeIdOf } from './company.js';
import { COMMIT_ROLES, shaOf } from './dice.js';
import { partId, type Scene } from './discussion.js';
import { type Planned, type RepositoryPlan, second } from './plan.js';

const EVENT = 4;

/** An event before it has an id. */
type Happened = Omit<TimelineEvent, 'id' | 'nodeId'>;

/** The drafts of a pull request: it begins as one, or goes back to one. */
function draftsOf({ oddity, cast, from, to }: Scene): Happened[] {
  const at = (share: number): Moment => second(from + (to - from) * share);
  const event = (kind: EventKind, share: number): Happened => ({
    kind,
    actor: cast.author,
    createdAt: at(share),
  });
  if (oddity === 'DRAFT_AND_BACK') return [event('ready_for_review', 0.4)];
  if (oddity === 'STILL_DRAFT') return [event('convert_to_draft', 0.3)];
  if (oddity !== 'DRAFT_TWICE') return [];
  return [
    event('ready_for_review', 0.2),
    event('convert_to_draft', 0.35),
    event('ready_for_review', 0.6),
  ];
}

function pushesOf(
  { oddity, cast, from, to }: Scene,
  plan: RepositoryPlan,
  number: number,
): Happened[] {
  if (oddity !== 'FORCE_PUSHED') return [];
  const place = { repository: plan.index, number };
  return [
    {
      kind: 'head_ref_force_pushed',
      actor: cast.author,
      createdAt: second(from + (to - from) * 0.7),
      beforeSha: shaOf({ ...place, index: 0 }),
      commitSha: shaOf({ ...place, index: COMMIT_ROLES.forced }),
    },
  ];
}

function reviewEventsOf({ cast, from, to }: Scene, reviews: readonly Review[]): Happened[] {
  const requested = cast.reviewers.slice(0, 1).map(
    (subject): Happened => ({
      kind: 'review_requested',
      actor: cast.author,
      createdAt: from,
      subject,
    }),
  );
  const dismissed = reviews
    .filter(({ state }) => state === 'DISMISSED')
    .map(
      ({ id, submittedAt }): Happened => ({
        kind: 'review_dismissed',
        actor: cast.merger,
        createdAt: second(((submittedAt ?? from) + to) / 2),
        reviewId: id,
      }),
    );
  return [...requested, ...dismissed];
}

function endsOf(
  { cast, from, oddity }: Scene,
  planned: Planned,
  mergeSha: string | null,
): Happened[] {
  const { closedAt, mergedAt } = planned;
  if (closedAt === null) return [];
  const reopened: Happened[] =
    oddity === 'REOPENED'
      ? [
          { kind: 'closed', actor: cast.author, createdAt: second(from + (closedAt - from) * 0.5) },
          {
            kind: 'reopened',
            actor: cast.author,
            createdAt: second(from + (closedAt - from) * 0.6),
          },
        ]
      : [];
  const merged: Happened[] =
    mergedAt === null
      ? []
      : [{ kind: 'merged', actor: cast.merger, createdAt: mergedAt, commitSha: mergeSha }];
  return [...reopened, ...merged, { kind: 'closed', actor: cast.merger, createdAt: closedAt }];
}

/** Gives events their ids, in the order of their instants. */
export function withIds(whole: number, happened: readonly Happened[]): TimelineEvent[] {
  return happened
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map((event, n) => ({
      ...event,
      id: partId(whole, EVENT, n),
      nodeId: nodeIdOf('EV', whole, n),
    }));
}

/** Returns the timeline of a pull request. */
export function timelineFor(
  scene: Scene,
  plan: RepositoryPlan,
  planned: Planned,
  reviews: readonly Review[],
  mergeSha: string | null,
): TimelineEvent[] {
  return withIds(scene.id, [
    ...draftsOf(scene),
    ...pushesOf(scene, plan, planned.number),
    ...reviewEventsOf(scene, reviews),
    ...endsOf(scene, planned, mergeSha),
  ]);
}
