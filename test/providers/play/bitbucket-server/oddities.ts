import { comment, deleteComment, merge, openPull, repositoryOf, review } from './mutations.js';
import type { Project, User, World } from './types.js';

/** Somebody whom an administrator deleted: what they did stays. */
const former: User = {
  ...{ id: 203, name: 'gone.hall', displayName: 'Gone Hall', emailAddress: 'gone@example.com' },
  ...{ active: false, type: 'NORMAL' },
};

/** A repository that nobody has pushed to. */
function addEmpty(world: World, project: Project): void {
  const empty = { id: 5, slug: 'empty', project, branch: null, head: null };
  const lists = { pulls: new Map(), tags: new Map(), commits: new Map() };
  world.repositories.set(empty.id, { ...empty, ...lists });
}

/** Adds what servers really have: texts that no column holds, wrong clocks, what is not published, and who is gone. */
export function addOddities(world: World): void {
  world.users.push(former);
  addEmpty(world, repositoryOf(world, 'PAY/ledger').project);
  const api = repositoryOf(world, 'SHOP/api');
  const [author] = world.users as [User];
  const title = 'NUL \0 and half a character \ud83d';
  const odd = openPull(world, api, { title, author, reviewers: [former], messages: ['Odd'] });
  odd.description = null;
  odd.draft = true;
  odd.commits = odd.commits.map((commit) => ({ ...commit, at: Date.UTC(2031, 0, 1) }));
  comment(world, odd, former).state = 'PENDING';
  deleteComment(world, odd, comment(world, odd, former));
  for (const status of ['NEEDS_WORK', 'UNAPPROVED', 'APPROVED'] as const)
    review(world, odd, former, status);
  const remote = openPull(world, api, { title: 'Pushed', author, messages: ['Pushed'] });
  merge(world, api, remote, author, 'REMOTE');
}
