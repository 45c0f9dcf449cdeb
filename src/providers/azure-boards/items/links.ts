import { azureId, repositoryId } from '../../azure-api/ids.js';
import type { WireRelation } from '../wire.js';

const PARENT = 'System.LinkTypes.Hierarchy-Reverse';
const ITEM = /\/workitems\/(\d+)$/i;
/** `vstfs:///Git/Commit/{project}%2F{repository}%2F{hash}`, of GitHub `{connection}%2F{hash}`. */
const ARTIFACT = /^vstfs:\/\/\/(Git|GitHub)\/(Commit|PullRequestId)\/(.+)$/i;

/** Returns the number of the item that a relation names as the one above; null if it names none. */
export const parentIn = ({ rel, url }: WireRelation): string | null =>
  rel === PARENT ? (ITEM.exec(url ?? '')?.[1] ?? null) : null;

/** Returns true if a relation is read; files and other links are not even kept. */
export const isRead = (relation: WireRelation): boolean =>
  parentIn(relation) !== null ||
  (relation.rel === 'ArtifactLink' && ARTIFACT.test(relation.url ?? ''));

function partsOf(encoded: string): readonly string[] {
  try {
    return decodeURIComponent(encoded).split('/');
  } catch {
    return [];
  }
}

interface Artifact {
  /** Such as `git/commit`. */
  readonly kind: string;
  readonly parts: readonly string[];
  readonly last: string;
}

function artifactIn({ rel, url }: WireRelation): Artifact[] {
  const [, host, kind, encoded] = ARTIFACT.exec(url ?? '') ?? [];
  if (rel !== 'ArtifactLink' || encoded === undefined) return [];
  const parts = partsOf(encoded);
  return [{ kind: `${host}/${kind}`.toLowerCase(), parts, last: parts.at(-1) ?? '' }];
}

/** Returns the hashes of the commits that are linked to an item, of Azure Repos or GitHub. */
export const linkedCommits = (relations: readonly WireRelation[]): readonly string[] => {
  const hashes = relations.flatMap(artifactIn).flatMap(({ kind, last }) => {
    const isCommit = kind.endsWith('/commit') && /^[0-9a-f]{40,64}$/i.test(last);
    return isCommit ? [last.toLowerCase()] : [];
  });
  return [...new Set(hashes)];
};

/** Returns the ids of the pull requests of Azure Repos that are linked to an item. */
export const linkedPullRequests = (
  relations: readonly WireRelation[],
  place: string,
): readonly string[] => {
  const ids = relations.flatMap(artifactIn).flatMap(({ kind, parts: [, repository], last }) => {
    const isOne = kind === 'git/pullrequestid' && repository && /^\d+$/.test(last);
    return isOne ? [`${repositoryId(place, repository)}#${last}`] : [];
  });
  return [...new Set(ids)];
};

/** Returns the id of a work item, which no other organisation has. */
export const itemId = (place: string, number: string | number): string => azureId(place, number);
/** Returns the id of a sprint: iterations are known by what a rename and a move keep. */
export const sprintId = (place: string, identifier: string): string =>
  azureId(place, identifier.toLowerCase());
