import { linksAt, writeLinks } from '../../storage/relations/fact-links.js';
import { repositoriesOfHashes } from '../../storage/relations/repositories-by-hash.js';
import type { Session } from '../../storage/sql/session.js';
import { loadEffectiveRuns, runsWith } from './deliveries.js';

const RELATION = 'RUN_COMMITS_UNKNOWN';

/** Writes down which runs name commits of which no repository has any: these, and those that name any of these hashes. */
export async function linkUnknownCommits(
  session: Session,
  runs: readonly number[],
  hashes: readonly string[],
): Promise<void> {
  const naming = await runsWith(session, [], hashes);
  const rows = new Map(
    [...(await loadEffectiveRuns(session, runs)), ...naming].map((row) => [row.number, row]),
  );
  const numbers = [...new Set([...runs, ...rows.keys()])];
  if (numbers.length === 0) return;
  const named = [...rows.values()].filter(({ commits }) => commits.length > 0);
  const homes = await repositoriesOfHashes(
    session,
    named.flatMap(({ commits }) => commits),
  );
  const known = new Set(homes.map(({ sha }) => sha));
  const unknown = named.filter(({ commits }) => !commits.some((sha) => known.has(sha)));
  await writeLinks(
    session,
    await linksAt(session, 'source', [RELATION], numbers),
    unknown.map(({ number, ownAt }) => ({
      relation: RELATION,
      source: number,
      target: number,
      at: ownAt,
      rule: 'NO_REPOSITORY',
    })),
  );
}
