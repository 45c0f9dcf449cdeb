import type { Issue, TimelineEvent } from '../world/records.js';
import { castFor } from './cast.js';
import { type Company, KEYS, nodeIdOf } from './company.js';
import { type Dice, rollDice } from './dice.js';
import { commentsFor, type Scene } from './discussion.js';
import { type Planned, type RepositoryPlan, second } from './plan.js';
import { withIds } from './timeline.js';
import { LABELS, THINGS } from './words.js';

/** Assigned, perhaps to another, closed, perhaps reopened and closed again. */
function eventsOf(scene: Scene, planned: Planned): TimelineEvent[] {
  const { cast, from, to, dice } = scene;
  const { closedAt } = planned;
  const at = (share: number) => second(from + (to - from) * share);
  const [first, other] = cast.reviewers;
  const moves = dice.chance(0.3);
  const reopens = closedAt !== null && dice.chance(0.15);
  const actor = cast.author;
  const assigned = (share: number, subject = first!) =>
    ({ kind: 'assigned', actor, createdAt: at(share), subject }) as const;
  return withIds(scene.id, [
    { kind: 'labeled', actor, createdAt: from, label: dice.pick(LABELS) },
    assigned(0.1),
    ...(moves ? [{ kind: 'unassigned', actor, createdAt: at(0.3), subject: first! } as const] : []),
    ...(moves ? [assigned(0.31, other)] : []),
    ...(reopens ? [{ kind: 'closed', actor, createdAt: at(0.5), commitSha: null } as const] : []),
    ...(reopens ? [{ kind: 'reopened', actor, createdAt: at(0.6) } as const] : []),
    ...(closedAt === null
      ? []
      : [{ kind: 'closed', actor, createdAt: closedAt, commitSha: null } as const]),
  ]);
}

/** The pull request with the next number closes some. */
function closersOf({ numbers }: RepositoryPlan, { number, closedAt }: Planned, dice: Dice) {
  return closedAt !== null && number < numbers && dice.chance(0.4) ? [number + 1] : [];
}

/** Returns an issue whole, the same each time. */
export function createIssue(company: Company, plan: RepositoryPlan, planned: Planned): Issue {
  const { number, closedAt } = planned;
  const dice = rollDice(plan.seed, KEYS.issue, plan.index, number);
  const cast = castFor(company, plan, planned, dice);
  const id = plan.idBase + number;
  const to = closedAt ?? planned.updatedAt;
  const scene: Scene = {
    id,
    company,
    cast,
    dice,
    to,
    oddity: dice.chance(0.05) ? 'GHOST_COMMENTER' : null,
    headSha: '',
    from: planned.createdAt,
  };
  const events = eventsOf(scene, planned);
  const assignees = events.filter(({ kind }) => kind === 'assigned').slice(-1);
  const author = dice.chance(0.03) ? null : cast.author;
  const isOpen = closedAt === null;
  return {
    number,
    id,
    closedAt,
    events,
    nodeId: nodeIdOf('I', id),
    title: `${dice.chance(0.5) ? 'Bug in' : 'Wish for'} ${dice.pick(THINGS)}`,
    body: dice.chance(0.8) ? `Seen while looking at ${dice.pick(THINGS)}.` : null,
    author,
    association: cast.association,
    createdAt: planned.createdAt,
    updatedAt: planned.updatedAt,
    state: isOpen ? 'OPEN' : 'CLOSED',
    stateReason: isOpen ? null : dice.pick(['COMPLETED', 'COMPLETED', 'NOT_PLANNED'] as const),
    labels: dice.chance(0.6) ? [dice.pick(LABELS)] : [],
    assignees: assignees.flatMap(({ subject }) => (subject ? [subject] : [])),
    comments: commentsFor(scene, 'ICI'),
    milestone: dice.chance(0.2) ? `1.${dice.below(9)}` : null,
    closedBy: closersOf(plan, planned, dice),
  };
}
