import type {
  Activity,
  Change,
  Comment,
  Commit,
  Project,
  Pull,
  Repository,
  Reviewer,
  User,
  World,
} from './types.js';

/** Elements as they were recorded of versions 5 to 8. */
export class Elements {
  readonly #world: World;
  /** Origin and path of the server. */
  readonly #address: string;
  constructor(world: World, origin: string) {
    this.#world = world;
    this.#address = origin + world.context;
  }

  #self(path: string) {
    return { self: [{ href: this.#address + path }] };
  }

  user({ id, name, displayName, emailAddress, active, type }: User) {
    const links = this.#self(`/users/${name}`);
    return { name, emailAddress, active, displayName, id, slug: name, type, links };
  }

  project({ id, key, name, type }: Project) {
    const path = key.startsWith('~') ? `/users/${key.slice(1)}` : `/projects/${key}`;
    return { key, id, name, public: false, type, links: this.#self(path) };
  }

  #pathOf({ project: { key }, slug }: Repository): string {
    const home = key.startsWith('~') ? `/users/${key.slice(1)}` : `/projects/${key}`;
    return `${home}/repos/${slug}`;
  }

  repository(given: Repository) {
    const { id, slug, project } = given;
    const scm = `/scm/${project.key.toLowerCase()}/${slug}.git`;
    return {
      ...{
        slug,
        id,
        name: slug,
        hierarchyId: `9${id}a546a27fe4`,
        scmId: 'git',
        state: 'AVAILABLE',
      },
      ...{ statusMessage: 'Available', forkable: true, project: this.project(project) },
      ...{ public: false, archived: false },
      links: {
        clone: [
          { href: this.#address + scm, name: 'http' },
          { href: `ssh://git@bitbucket.example.com:7999${scm.slice('/scm'.length)}`, name: 'ssh' },
        ],
        ...this.#self(`${this.#pathOf(given)}/browse`),
      },
    };
  }

  commit({ id, author, at, message, parents }: Commit) {
    const by = this.user(author);
    return {
      ...{ id, displayId: id.slice(0, 11), author: by, authorTimestamp: at, committer: by },
      ...{ committerTimestamp: at, message },
      parents: parents.map((one) => ({ id: one, displayId: one.slice(0, 11) })),
    };
  }

  #reviewer({ user, status, lastReviewedCommit }: Reviewer) {
    return {
      user: this.user(user),
      ...(lastReviewedCommit ? { lastReviewedCommit } : {}),
      ...{ role: 'REVIEWER', approved: status === 'APPROVED', status },
    };
  }

  #reference(repository: Repository, branch: string, latestCommit: string) {
    const id = `refs/heads/${branch}`;
    const own = this.repository(repository);
    return { id, displayId: branch, latestCommit, type: 'BRANCH', repository: own };
  }

  pull(repository: Repository, pull: Pull) {
    const { id, version, title, description, state, draft, createdAt, updatedAt, closedAt } = pull;
    const comments = pull.activities.filter(
      ({ commentAction: one }) => one === 'ADDED' || one === 'REPLIED',
    ).length;
    const closed = this.#world.hasClosedDates && closedAt !== null ? { closedDate: closedAt } : {};
    const author = { user: this.user(pull.author), role: 'AUTHOR', approved: false };
    return {
      ...{ id, version, title, ...(description === null ? {} : { description }), state },
      ...{
        open: state === 'OPEN',
        closed: state !== 'OPEN',
        ...(draft === undefined ? {} : { draft }),
      },
      ...{ createdDate: createdAt, updatedDate: updatedAt, ...closed },
      fromRef: this.#reference(repository, pull.from, pull.head),
      toRef: this.#reference(repository, pull.to, pull.base),
      ...{ locked: false, author: { ...author, status: 'UNAPPROVED' } },
      ...{ reviewers: pull.reviewers.map((one) => this.#reviewer(one)), participants: [] },
      properties: {
        ...(pull.mergeCommit ? { mergeCommit: { id: pull.mergeCommit } } : {}),
        ...{ resolvedTaskCount: 0, commentCount: comments, openTaskCount: 0 },
      },
      links: this.#self(`${this.#pathOf(repository)}/pull-requests/${id}`),
    };
  }

  comment({ id, author, at, text, state, comments }: Comment): object {
    return {
      ...{ properties: { repositoryId: 1 }, id, version: 0, text, author: this.user(author) },
      ...{ createdDate: at, updatedDate: at, comments: comments.map((one) => this.comment(one)) },
      ...{ tasks: [], severity: 'NORMAL', state, html: `<p>${text}</p>\n` },
    };
  }

  activity(given: Activity) {
    const { id, at, user, action, commentAction, comment, commit, rescoped, autoMerge } = given;
    const list = (all: readonly Commit[]) => ({
      ...{ commits: all.map((one) => this.commit(one)), total: all.length },
    });
    return {
      ...{ id, createdDate: at, user: this.user(user), action },
      ...(comment ? { commentAction, comment: this.comment(comment) } : {}),
      ...(commit ? { commit: this.commit(commit) } : {}),
      ...(autoMerge ? { autoMerge } : {}),
      ...(rescoped
        ? {
            ...{ fromHash: rescoped.from, previousFromHash: rescoped.previousFrom },
            ...{ added: list(rescoped.added), removed: list(rescoped.removed) },
          }
        : {}),
    };
  }

  change({ path, from, type, nodeType }: Change) {
    const pathOf = (text: string) => {
      const components = text.split('/');
      const [name = ''] = components.slice(-1);
      const parent = components.slice(0, -1).join('/');
      return { components, parent, name, toString: text };
    };
    return {
      ...{ contentId: '0'.repeat(40), path: pathOf(path), percentUnchanged: -1, type, nodeType },
      ...(from ? { srcPath: pathOf(from) } : {}),
      properties: { gitChangeType: type },
    };
  }

  tag(name: string, { id }: Commit) {
    const named = { id: `refs/tags/${name}`, displayId: name, type: 'TAG' };
    return { ...named, latestCommit: id, latestChangeset: id, hash: null };
  }
}
