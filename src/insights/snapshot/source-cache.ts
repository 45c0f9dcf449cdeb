import { LRUCache } from 'lru-cache';
import type { AnswerState } from '../../storage/cells/answer-state.js';
import {
  loadRepositoryHistories,
  type RepositoryHistory,
  versionOfHistories,
} from '../../storage/integrations/repository-histories.js';
import { readSources, type Sources } from '../../storage/integrations/sources.js';
import type { Session } from '../../storage/sql/session.js';

const MOST_ACCOUNTS = 1000;

/** Histories of repositories, with all facts that were linked up to a sequence. */
interface KnownHistories {
  readonly linked: number;
  readonly digest: string;
  readonly hidden: string;
  readonly histories: readonly RepositoryHistory[];
}
interface Known extends KnownHistories {
  readonly version: string;
  readonly sources: Sources;
}

/** Returns what is set aside of facts, which are hidden meanwhile. */
const hiddenFacts = ({ setAside }: AnswerState): string =>
  JSON.stringify(setAside.filter(({ kind }) => kind === 'FACT'));

/** True if the change log holds all that came after a sequence. */
const reachesBack = ({ oldest, sequence }: AnswerState, since: number): boolean =>
  oldest === 0 ? since === sequence : oldest <= since + 1;

/** Loads the histories of repositories, unless nothing can have changed one since they were known. */
async function loadHistories(
  session: Session,
  state: AnswerState,
  known: KnownHistories | undefined,
): Promise<KnownHistories> {
  const hidden = hiddenFacts(state);
  const { linked, digest, differs } = await versionOfHistories(session, known?.linked ?? 0);
  const isReported = known && known.linked <= linked && reachesBack(state, known.linked);
  if (isReported && !differs && digest === known.digest && hidden === known.hidden)
    return { ...known, linked };
  return { linked, digest, hidden, histories: await loadRepositoryHistories(session) };
}

/** Keeps the known sources of an account until a fact is reported or something is synced, so that none is ever stale. */
export function createSourceCache() {
  const cache = new LRUCache<number, Known>({ max: MOST_ACCOUNTS });
  return {
    async read(session: Session, state: AnswerState): Promise<Sources> {
      const version = `${state.sequence} ${state.synced}`;
      const known = cache.get(session.account);
      if (known?.version === version) return known.sources;
      const histories = await loadHistories(session, state, known);
      const sources = await readSources(session, histories.histories);
      cache.set(session.account, { ...histories, version, sources });
      return sources;
    },
  };
}

export type SourceCache = ReturnType<typeof createSourceCache>;
