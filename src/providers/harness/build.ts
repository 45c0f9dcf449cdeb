import type { RepositoryFact } from '../../model/facts/code.js';
import { remoteKey } from '../../model/facts/remote-url.js';
import type { Instant } from '../../model/time.js';
import { nameOrNull } from '../names.js';
import { repositoryId } from './ids.js';
import type { WireBuild } from './wire.js';

const HASH = /^[0-9a-f]{7,64}$/i;

/** Returns the hashes that a build was made of, the newest first, as Harness lists them. */
export function commitsOf(build: WireBuild | null): string[] {
  const said = build?.ciExecutionInfoDTO ?? null;
  const listed = said?.pullRequest?.commits ?? said?.branch?.commits ?? [];
  return [
    ...new Set(
      listed.flatMap(({ id }) => (id !== null && HASH.test(id) ? [id.toLowerCase()] : [])),
    ),
  ];
}

export const branchOf = (build: WireBuild | null): string | null => {
  const said = build?.ciExecutionInfoDTO ?? null;
  return nameOrNull(said?.pullRequest?.sourceBranch ?? build?.branch ?? said?.branch?.name ?? null);
};

/** Returns the address without a user; null if it is none of the web. */
function webAddressOf(text: string): string | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\.git$/i, '');
}

/** Returns the repository that a build names by its address: the same that other tools report under it. */
export function repositoryOf(
  place: string,
  build: WireBuild | null,
  updatedAt: Instant,
): RepositoryFact | null {
  const address = build?.scmDetailsList[0]?.scmUrl ?? null;
  const remote = address === null ? null : remoteKey(address);
  if (address === null || remote === null) return null;
  const name = nameOrNull(remote.slice(remote.indexOf('/') + 1)) ?? remote;
  const id = repositoryId(place, remote);
  return { id, updatedAt, name, url: webAddressOf(address), defaultBranch: null, remote };
}
