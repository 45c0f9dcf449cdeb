import { instant } from '../../view.js';
import type { Commit } from '../../world/records.js';
import type { Repository } from '../../world/world.js';
import { fullNameOf } from '../../world/world.js';
import { connect, listOf, type PageArguments } from '../connection.js';
import type { GraphView } from '../makers.js';
import { gitActorNode } from './people.js';

/** A commit that is only known by its name: a parent, or one that no branch holds any longer. */
const bareCommit = (oid: string, repository: Repository, view: GraphView) => ({
  __typename: 'Commit',
  oid,
  abbreviatedOid: oid.slice(0, 7),
  id: `C_${repository.id}_${oid}`,
  url: `${view.web}/${fullNameOf(repository)}/commit/${oid}`,
});

export function commitOf(sha: string, repository: Repository, view: GraphView) {
  const found = repository.content.commit(sha);
  return found === null ? bareCommit(sha, repository, view) : commitNode(found, repository, view);
}

interface HistoryArguments extends PageArguments {
  readonly since?: string | null;
  readonly until?: string | null;
}

function historyNode(repository: Repository, asked: HistoryArguments, view: GraphView) {
  const all = repository.content.history();
  const since = asked.since ? Date.parse(asked.since) : Number.NEGATIVE_INFINITY;
  const until = asked.until ? Date.parse(asked.until) : Number.POSITIVE_INFINITY;
  const make = (commit: Commit) => commitNode(commit, repository, view);
  if (!asked.since && !asked.until) return connect(all, asked, make);
  const within = Array.from({ length: all.length }, (_, n) => all.at(n)).filter(
    ({ committer }) => committer.date >= since && committer.date <= until,
  );
  return connect(listOf(within), asked, make);
}

export function commitNode(commit: Commit, repository: Repository, view: GraphView): object {
  const { sha, message, author, committer, parents, additions, deletions } = commit;
  const [headline = '', ...rest] = message.split('\n');
  return {
    ...bareCommit(sha, repository, view),
    message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trim(),
    authoredDate: instant(author.date),
    committedDate: instant(committer.date),
    additions,
    deletions,
    author: () => gitActorNode(author, view),
    committer: () => gitActorNode(committer, view),
    repository: () => view.make.repository(repository, view),
    history: (asked: HistoryArguments) => historyNode(repository, asked, view),
    parents: (asked: PageArguments) =>
      connect(listOf(parents), asked, (parent) => commitOf(parent, repository, view)),
  };
}
