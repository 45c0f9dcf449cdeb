import { remoteKey } from '../../../model/facts/remote-url.js';
import { matchesAny, type Naming, type Parameters, valueBy } from '../naming.js';
import type { JobHead, WireAction, WireBuild } from '../wire.js';

/** The code that a build was made of. */
export interface Source {
  /** Address under which every tool's facts of the repository are found; null if it is not known. */
  readonly repository: string | null;
  readonly branch: string | null;
  /** Hashes, the newest first. */
  readonly commits: readonly string[];
}

/** Returns a repository's address in one spelling; a folder of the server's own machine means nothing elsewhere. */
function repositoryOf(address: string): string | null {
  const key = remoteKey(address);
  return key === null || key.startsWith('file:') ? null : `https://${key}`;
}

/** Git's own names of a branch, such as `refs/remotes/origin/main`; a bare commit is on none. */
function branchIn(name: string | null): string | null {
  if (name === null || name === 'detached') return null;
  return (
    name
      .replace(/^refs\/(?:heads|tags)\//, '')
      .replace(/^(?:refs\/)?remotes\/[^/]+\/|^origin\//, '') || null
  );
}

interface Checkout {
  readonly sha: string;
  readonly branch: string | null;
  readonly addresses: readonly string[];
}

const checkoutOf = ({ lastBuiltRevision: built, remoteUrls }: WireAction): Checkout[] =>
  built?.SHA1 && /^[0-9a-f]{7,64}$/i.test(built.SHA1)
    ? [
        {
          sha: built.SHA1.toLowerCase(),
          branch: branchIn(built.branch[0]?.name ?? null),
          addresses: remoteUrls,
        },
      ]
    : [];

const folded = (text: string): string => text.toLowerCase().replace(/\.git$/, '');
const lastOf = (path: string): string =>
  path.replace(/\/+$/, '').slice(path.replace(/\/+$/, '').lastIndexOf('/') + 1);

/** True if the repository is called as the job or a folder above it is. */
function isNamedAfter({ addresses }: Checkout, { pipeline }: JobHead): boolean {
  const names = pipeline.split('/').map(folded);
  return addresses.some((address) => names.includes(folded(lastOf(address))));
}

/**
 * Returns what the job itself checked out. Shared libraries are checked out before it, and look the
 * same. The job's own code is called as the job is, else it is on the job's branch, else it is last.
 */
function ownCheckout(
  checkouts: readonly Checkout[],
  job: JobHead,
  { libraries }: Naming,
  given: string | null,
): Checkout | null {
  const isGiven = ({ addresses }: Checkout) =>
    addresses.some((address) => repositoryOf(address) === given);
  if (given !== null) return checkouts.findLast(isGiven) ?? null;
  const own = checkouts.filter(
    ({ addresses }) =>
      !addresses.some((address) => matchesAny(libraries, { own: address, whole: address })),
  );
  const named = own.findLast((checkout) => isNamedAfter(checkout, job));
  const onBranch = own.findLast(({ branch }) => branch !== null && branch === job.branch);
  return named ?? onBranch ?? own.at(-1) ?? null;
}

/** Returns the commits that are new in a build; of several sets, the one that ends with what was built. */
function changesOf({ changeSet, changeSets }: WireBuild, sha: string | null): readonly string[] {
  const sets = [...(changeSet ? [changeSet] : []), ...changeSets].map(({ items }) =>
    items
      .toSorted((left, right) => (right.timestamp ?? 0) - (left.timestamp ?? 0))
      .flatMap(({ commitId }) =>
        commitId && /^[0-9a-f]{7,64}$/i.test(commitId) ? [commitId.toLowerCase()] : [],
      ),
  );
  const filled = sets.filter(({ length }) => length > 0);
  if (sha === null) return filled.length === 1 ? filled[0]! : [];
  return filled.find((set) => set.includes(sha)) ?? [];
}

/** Returns the code of a build, by the rules where one matches, else by what git checked out. */
export function sourceOf(
  build: WireBuild,
  job: JobHead,
  naming: Naming,
  parameters: Parameters,
): Source {
  const things = [{ own: lastOf(job.pipeline), whole: job.pipeline }];
  const address = valueBy(naming.repositories, things, parameters);
  const given = address === null ? null : repositoryOf(address);
  const checkout = ownCheckout(build.actions.flatMap(checkoutOf), job, naming, given);
  const sha = checkout?.sha ?? null;
  const commits = [...(sha === null ? [] : [sha]), ...changesOf(build, sha)];
  const [found = null] = checkout?.addresses.flatMap((one) => repositoryOf(one) ?? []) ?? [];
  return {
    repository: given ?? found,
    branch: job.branch ?? valueBy(naming.branches, things, parameters) ?? checkout?.branch ?? null,
    commits: [...new Set(commits)],
  };
}
