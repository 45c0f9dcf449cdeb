import { repositoryId } from '../github-api/ids.js';
import { isSelected } from '../github-api/repositories.js';
import { parseJson } from '../http/answer.js';
import { sweepIssues } from './issue-numbers.js';
import type { Look } from './look.js';
import type { Draft, Round } from './round.js';
import { noteName, type RepositoryState } from './state.js';

/** It holds the repositories of several owners, so that it shows nothing about any one of them. */
const MIXED_LIST = 'user/repos';

/**
 * A public repository that nobody can find is gone. Of a private one the credential may have lost sight: it is taken for gone only
 * where its list still shows others that are private.
 */
function isGone({ isPrivate, list }: RepositoryState, { trusted, unread }: Look): boolean {
  return !isPrivate || (unread === 0 && list !== MIXED_LIST && trusted.has(list));
}

const NOT_THERE = 404;
/** Not permitted at the moment, or blocked: nothing is known of it. */
const UNKNOWN = [403, 451];

/**
 * Returns what became of one that the lists no longer have; null where nothing is known. One that was transferred to where the
 * settings do not reach is gone, as a first sync would not find it.
 */
async function fateOf(round: Round, look: Look, id: number): Promise<Draft | null> {
  const { api, settings, context, state } = round;
  const answer = await api.rest.ask(`repositories/${id}`, { allowed: [NOT_THERE, ...UNKNOWN] });
  if (UNKNOWN.includes(answer.status)) return null;
  const known = state.repositories[id];
  if (answer.status !== NOT_THERE) {
    const node = parseJson<{ readonly full_name: string }>(answer);
    if (isSelected(settings, node.full_name)) {
      if (known) noteName(known, node.full_name, state.since);
      return { kind: 'repositories', body: JSON.stringify({ host: api.host, nodes: [node] }) };
    }
  } else if (known && !isGone(known, look)) {
    context.log('warn', `Repository ${id} is gone, or hidden from the credential: it is kept.`);
    return null;
  }
  delete state.repositories[id];
  const tombstones = [{ kind: 'REPOSITORY', id: repositoryId(api.host, id) }];
  return { kind: 'gone', body: JSON.stringify({ tombstones }) };
}

/** Yields what became of repositories that the lists no longer have: a new name, a new owner, or that they are gone. */
export async function* sweep(round: Round, look: Look): AsyncGenerator<Draft> {
  const known = Object.keys(round.state.repositories).map(Number);
  for (const id of known.filter((one) => !look.ids.has(one))) {
    const draft = await fateOf(round, look, id);
    if (draft) yield draft;
  }
  if (round.settings.issues) yield* sweepIssues(round);
}
