import { remoteKey } from '../../model/facts/remote-url.js';
import { ambiguousName, type RepositoryRecord } from '../../model/facts/same-repository.js';
import type { ReadFact } from '../../providers/custom/read-line.js';
import { reportedIds, repositoryRecords } from '../../storage/facts/repository-records.js';
import type { Session } from '../../storage/sql/session.js';

/** The repository that a fact names; null if it names none. */
export const repositoryNamed = ({ kind, fact }: ReadFact): string | null =>
  kind !== 'REPOSITORY' && 'repository' in fact ? fact.repository : null;

const recordsOf = (facts: readonly ReadFact[]): RepositoryRecord[] =>
  facts.flatMap(({ kind, fact }) =>
    kind === 'REPOSITORY'
      ? [
          {
            number: -1,
            id: fact.id,
            publicId: null,
            name: fact.name,
            remote: fact.url === null ? null : remoteKey(fact.url),
            origin: 'REPORTED' as const,
          },
        ]
      : [],
  );

const describe = ({ id, publicId, name, remote }: RepositoryRecord) =>
  `${name} (id ${publicId ?? id}${remote === null ? '' : `, ${remote}`})`;

/** Returns the candidates of each ambiguous repository name in these facts, by name. */
export async function ambiguousNames(
  session: Session,
  facts: readonly ReadFact[],
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(facts.map(repositoryNamed).filter((name) => name !== null))];
  const own = recordsOf(facts);
  const known = new Set([...own.map(({ id }) => id), ...(await reportedIds(session, names))]);
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length === 0) return new Map();
  const stored = await repositoryRecords(session);
  const records = stored.filter(
    ({ isDeleted, id }) => !isDeleted && !own.some((one) => one.id === id),
  );
  return new Map(
    unknown.flatMap((name) => {
      const candidates = ambiguousName(name, [...records, ...own]);
      return candidates.length > 1 ? [[name, candidates.map(describe).join(' or ')] as const] : [];
    }),
  );
}
