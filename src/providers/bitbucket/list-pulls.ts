import type { Instant } from '../../model/time.js';
import { nextOf, pageIn, repositoryPath } from '../bitbucket-api/api.js';
import { remedyOf } from '../bitbucket-api/refusals.js';
import { followAddresses } from '../http/paging.js';
import { instantOf } from '../wire-values.js';
import type { Round } from './round.js';

/** Bitbucket takes no larger page of pull requests, whatever its reference says. */
const AT_ONCE = 50;
/** Without them it lists the open ones alone. */
const allStates = ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'];
const UNREADABLE = [403, 404, 410];

/** A pull request of a list, as far as a walk reads it. */
export interface Entry {
  readonly node: unknown;
  readonly id: number | null;
  /** `updated_on` as it came, with microseconds. */
  readonly updated: string | null;
}

function entryOf(node: unknown): Entry {
  const { id, updated_on: updated } = (node ?? {}) as { id?: unknown; updated_on?: unknown };
  return {
    node,
    id: typeof id === 'number' ? id : null,
    updated: typeof updated === 'string' ? updated : null,
  };
}

export const dateOf = ({ updated }: Pick<Entry, 'updated'>): Instant | null =>
  updated === null ? null : instantOf(updated);

/** A page of a list of pull requests. */
export interface EntryPage {
  readonly entries: readonly Entry[];
  readonly hasNext: boolean;
}

/** Yields the pages of a query; none where the list is refused, which is logged. */
export async function* listPulls(
  { api, context }: Round,
  name: string,
  q: string,
  sort: string,
): AsyncGenerator<EntryPage> {
  const path = `${repositoryPath(name)}/pullrequests`;
  const query = { state: allStates, q, sort, pagelen: AT_ONCE };
  const asking = { query, allowed: UNREADABLE };
  for await (const answer of followAddresses(api.client, path, asking, nextOf, context.log)) {
    if (UNREADABLE.includes(answer.status)) {
      const remedy = remedyOf(answer, 'pullrequest');
      context.log('warn', `Pull requests of ${name} cannot be read: ${remedy}`);
      return;
    }
    const { values, next } = pageIn(answer);
    yield { entries: values.map(entryOf), hasNext: next !== null };
  }
}
