import { iso, newCommit, newDiff, newMergeRequest, newTag } from '../play/gitlab/elements.js';
import { addProject, emptyWorld } from '../play/gitlab/generator.js';
import { addNote, merge } from '../play/gitlab/mutations.js';
import type { MergeRequest, Project, World } from '../play/gitlab/types.js';

/** An instant of May 2026, in UTC. */
export const may = (day: number, hour: number, minute = 0): number =>
  Date.UTC(2026, 4, day, hour, minute);

/** One merge request of the story, in its instants. */
interface Instants {
  /** Place of its author among the users, and of the two who answer. */
  readonly author: number;
  readonly answerer: number;
  readonly approver: number;
  readonly committedAt: number;
  readonly openedAt: number;
  /** Null if it never was a draft. */
  readonly readyAt: number | null;
  readonly commentedAt: number;
  readonly approvedAt: number;
  readonly mergedAt: number;
}

function addMerged(world: World, shop: Project, at: Instants): MergeRequest {
  const { users } = world;
  const [author, answerer, approver] = [at.author, at.answerer, at.approver].map(
    (place) => users[place]!,
  ) as [World['users'][number], World['users'][number], World['users'][number]];
  const iid = shop.mergeRequests.size + 1;
  const title = `Basket ${iid}`;
  const one = newMergeRequest(world, { iid, title, author, createdAt: at.openedAt });
  shop.mergeRequests.set(iid, one);
  one.commits = [newCommit(at.committedAt, title, author)];
  one.diffs = [newDiff(`src/basket-${iid}.ts`, 12, 3)];
  const note = (instant: number, by: typeof author, body: string, system = true) =>
    addNote(world, shop, one, { at: instant, by, body, system });
  if (at.readyAt) note(at.readyAt, author, 'marked this merge request as **ready**');
  note(at.commentedAt, answerer, 'Why two of them?', false);
  note(at.approvedAt, approver, 'approved this merge request');
  merge(world, shop, one, { at: at.mergedAt, by: approver });
  return one;
}

const [ADA, BEN, CLEO] = [0, 1, 2] as const;

/** A shop with two merge requests in the week of 4 May 2026, a release before them and one after. */
export function storyWorld() {
  const world = emptyWorld(may(11, 8));
  const shop = addProject(world, 'harbour/shop', may(1, 8));
  const first = addMerged(world, shop, {
    ...{ author: ADA, answerer: BEN, approver: CLEO },
    ...{ committedAt: may(4, 9), openedAt: may(4, 12), readyAt: may(4, 15) },
    ...{ commentedAt: may(4, 17), approvedAt: may(5, 9), mergedAt: may(5, 15) },
  });
  const second = addMerged(world, shop, {
    ...{ author: BEN, answerer: CLEO, approver: ADA },
    ...{ committedAt: may(6, 8), openedAt: may(6, 9), readyAt: null },
    ...{ commentedAt: may(6, 12), approvedAt: may(6, 13), mergedAt: may(6, 14) },
  });
  const [ada] = world.users;
  addNote(world, shop, first, { at: may(4, 18), by: ada!, body: 'One is for guests.' });
  first.fields.updated_at = iso(may(5, 15));
  shop.tags = [
    newTag('v1.1.0', may(7, 10), String(second.fields.merge_commit_sha)),
    newTag('v1.0.0', may(2, 10), 'b'.repeat(40)),
  ];
  return { world, shop, first, second };
}

/** People are found by the column of their tool. */
export const developersFile = [
  'Name,Email,Manager Email,GitLab',
  'Boss,boss@example.com,,',
  'Ada Quay,ada@example.com,boss@example.com,ada',
  'Ben Pier,ben@example.com,boss@example.com,ben',
  'Cleo Dock,cleo@example.com,boss@example.com,cleo',
  '',
].join('\n');
