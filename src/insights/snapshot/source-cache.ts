import { LRUCache } from 'lru-cache';
import type { AnswerState } from '../../storage/cells/answer-state.js';
import { readSources, type Sources } from '../../storage/integrations/sources.js';
import type { Session } from '../../storage/sql/session.js';

const MOST_ACCOUNTS = 1000;

/** Keeps the known sources of an account until a fact is reported or something is synced, so that none is ever stale. */
export function createSourceCache() {
  const cache = new LRUCache<number, { readonly version: string; readonly sources: Sources }>({
    max: MOST_ACCOUNTS,
  });
  return {
    async read(session: Session, { sequence, synced }: AnswerState): Promise<Sources> {
      const version = `${sequence} ${synced}`;
      const known = cache.get(session.account);
      if (known?.version === version) return known.sources;
      const sources = await readSources(session);
      cache.set(session.account, { version, sources });
      return sources;
    },
  };
}

export type SourceCache = ReturnType<typeof createSourceCache>;
