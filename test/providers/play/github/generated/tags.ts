import type { Commit, Tag } from '../world/records.js';
import { type Company, gitPersonOf, KEYS } from './company.js';
import { COMMIT_ROLES, rollDice, shaOf } from './dice.js';
import { partId } from './discussion.js';
import { type Planned, type RepositoryPlan, second } from './plan.js';
import type { Trunk } from './source.js';

const TAG = 5;

/** Every how many merges a tag is made. */
const PACE = 12;

function tagAt(
  company: Company,
  plan: RepositoryPlan,
  { number, mergedAt }: Planned,
  index: number,
  commit: Commit,
): Tag {
  const dice = rollDice(plan.seed, KEYS.tag, plan.index, index);
  const author = dice.pick(company.developers);
  const at = second(Math.min(mergedAt! + dice.below(7_200) * 1_000, plan.now));
  const name = `v1.${Math.floor(index / 10)}.${index % 10}`;
  const isAnnotated = plan.index % 2 === 0;
  const sha = shaOf({ repository: plan.index, number, index: COMMIT_ROLES.root + 1 });
  const release = { id: partId(plan.idBase + number, TAG, 0), author, publishedAt: at };
  return {
    name,
    commit,
    annotation: isAnnotated ? { sha, tagger: gitPersonOf(author, at), message: name } : null,
    release: dice.chance(0.7) ? release : null,
  };
}

/** Returns the tags of a repository, the newest first. */
export function tagsFor(
  company: Company,
  plan: RepositoryPlan,
  trunk: Trunk,
  commitOf: (planned: Planned) => Commit,
): Tag[] {
  const tagged = trunk.merges.filter((_, n) => n % PACE === PACE - 1);
  return tagged.map((one, n) => tagAt(company, plan, one, n, commitOf(one))).reverse();
}
