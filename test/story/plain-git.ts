import { git } from './fast-import.js';

/**
 * The product's answers, worked out again with plain `git` commands and nothing of the product. It may be slow, and is
 * written to be read.
 */
export const DAY = 86_400;
const RELEASE = /^v?\d+\.\d+\.\d+$/;

interface Written {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authored: number;
  readonly committed: number;
  /** The e-mail by `.mailmap`, and the e-mail as written. */
  readonly emails: readonly [string, string];
  readonly name: string;
  readonly subject: string;
}

const lines = (text: string): string[] => (text === '' ? [] : text.split('\n'));

export function commitsOf(directory: string): Map<string, Written> {
  const format = '%H%x09%P%x09%at%x09%ct%x09%aE%x09%ae%x09%an%x09%s';
  const rows = lines(
    git(directory, ['log', '--branches', '--remotes', '--tags', `--format=${format}`]),
  );
  return new Map(
    rows.map((row) => {
      const [
        sha = '',
        parents = '',
        authored,
        committed,
        mapped = '',
        email = '',
        name = '',
        subject = '',
      ] = row.split('\t');
      const emails = [mapped.toLowerCase(), email.toLowerCase()] as const;
      return [
        sha,
        {
          sha,
          parents: parents.split(' ').filter(Boolean),
          authored: Number(authored),
          committed: Number(committed),
          emails,
          name,
          subject,
        },
      ];
    }),
  );
}

export const isBot = ({ name, emails }: Written): boolean =>
  name.endsWith('[bot]') || emails[1].includes('[bot]');

/** Commits without merges, and distinct UTC days of their author dates, by the person that `personOf` names. */
export function codingDaysOf(directory: string, personOf: (commit: Written) => string | null) {
  const days = new Map<string, Set<number>>();
  const commits = new Map<string, number>();
  for (const commit of commitsOf(directory).values()) {
    const person = personOf(commit);
    if (person === null || commit.parents.length > 1 || isBot(commit)) continue;
    commits.set(person, (commits.get(person) ?? 0) + 1);
    days.set(person, (days.get(person) ?? new Set()).add(Math.floor(commit.authored / DAY)));
  }
  return { commits, days: new Map([...days].map(([person, set]) => [person, set.size])) };
}

export interface Release {
  readonly sha: string;
  readonly at: number;
}

/** Tags that look like a version, one for each commit at the earliest of their dates, in the order of these. */
export function releasesOf(directory: string): Release[] {
  const format = '%(refname:strip=2)%09%(objectname)%09%(*objectname)%09%(creatordate:unix)';
  const bySha = new Map<string, number>();
  for (const row of lines(git(directory, ['for-each-ref', 'refs/tags', `--format=${format}`]))) {
    const [name = '', object = '', peeled = '', date] = row.split('\t');
    const sha = peeled || object;
    if (RELEASE.test(name))
      bySha.set(sha, Math.min(bySha.get(sha) ?? Number.POSITIVE_INFINITY, Number(date)));
  }
  return [...bySha].map(([sha, at]) => ({ sha, at })).sort((left, right) => left.at - right.at);
}

export const defaultBranch = (directory: string): string => {
  const remote = lines(
    git(directory, ['for-each-ref', '--format=%(refname)', 'refs/remotes/origin/HEAD']),
  )[0];
  return remote ?? 'HEAD';
};

export interface Change {
  readonly sha: string;
  readonly merged: number;
  readonly first: number;
  /** The author of its earliest commit. */
  readonly author: Written;
}

/** Returns the commits that `sha` reaches and nobody reached before; adds them to `seen`. */
function newlyReached(
  sha: string,
  commits: ReadonlyMap<string, Written>,
  seen: Set<string>,
): Written[] {
  const reached: Written[] = [];
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const commit = commits.get(next);
    if (!commit || seen.has(next)) continue;
    seen.add(next);
    reached.push(commit);
    open.push(...commit.parents);
  }
  return reached;
}

const byDate = (left: Written, right: Written) =>
  left.authored - right.authored || (left.sha < right.sha ? -1 : 1);

/** The steps of the default branch, oldest first, each with what it was the first to bring in. */
export function changesOf(directory: string): Change[] {
  const commits = commitsOf(directory);
  const steps = lines(
    git(directory, ['rev-list', '--first-parent', '--reverse', defaultBranch(directory)]),
  );
  const seen = new Set<string>();
  return steps.flatMap((sha) => {
    const brought = newlyReached(sha, commits, seen).filter(({ parents }) => parents.length < 2);
    const [author] = brought.sort(byDate);
    const step = commits.get(sha);
    return author && step ? [{ sha, merged: step.committed, first: author.authored, author }] : [];
  });
}

/** Seconds from first commit to release of every change whose first release has a known predecessor, by the release's date. */
export function leadTimesOf(directory: string): { at: number; seconds: number }[] {
  const changes = new Map(changesOf(directory).map((change) => [change.sha, change]));
  const line = new Set(
    lines(git(directory, ['rev-list', '--first-parent', defaultBranch(directory)])),
  );
  const out = new Set<string>();
  let hasBaseline = false;
  return releasesOf(directory).flatMap(({ sha, at }) => {
    const carried = lines(git(directory, ['rev-list', sha])).filter(
      (one) => line.has(one) && !out.has(one),
    );
    for (const one of carried) out.add(one);
    const isBaseline = !hasBaseline;
    if (carried.length > 0) hasBaseline = true;
    const released = carried.flatMap((one) => changes.get(one) ?? []);
    return isBaseline
      ? []
      : released
          .map(({ first }) => ({ at, seconds: at - first }))
          .filter(({ seconds }) => seconds >= 0);
  });
}

/** Type 7, as every spreadsheet does it. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  return low + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? low) - low);
}
