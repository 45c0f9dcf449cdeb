import type { Person } from '../world/records.js';
import type { Company } from './company.js';
import type { Dice } from './dice.js';
import type { Planned, RepositoryPlan } from './plan.js';

/** The people who take part in a pull request or an issue. */
export interface Cast {
  /** Null where the account was deleted. */
  readonly author: Person | null;
  /** The author of the commits; set even where the account was deleted. */
  readonly committer: Person;
  readonly reviewers: readonly Person[];
  readonly merger: Person | null;
  readonly association: string;
}

/** The developers of a repository: a team of up to twelve, the same over its life. */
function teamOf(company: Company, { index }: RepositoryPlan): readonly Person[] {
  const { developers } = company;
  const size = Math.min(12, Math.max(4, Math.floor(developers.length / 3)));
  return Array.from(
    { length: Math.min(size, developers.length) },
    (_, n) => developers[(index * 5 + n) % developers.length]!,
  );
}

function committerOf(company: Company, { oddity }: Planned, team: readonly Person[], dice: Dice) {
  const usual = dice.pick(team);
  const bot = dice.pick(company.bots);
  if (oddity === 'BOT_AUTHOR') return bot;
  if (oddity === 'BOT_THAT_SAYS_USER') return company.robot;
  if (oddity === 'MANNEQUIN_AUTHOR') return company.mannequin;
  if (oddity === 'FORK' || oddity === 'FORK_DELETED') return dice.pick(company.outsiders);
  return usual;
}

/** Casts the people of a number. */
export function castFor(
  company: Company,
  plan: RepositoryPlan,
  planned: Planned,
  dice: Dice,
): Cast {
  const team = teamOf(company, plan);
  const committer = committerOf(company, planned, team, dice);
  const others = team.filter((person) => person !== committer);
  const first = dice.below(others.length);
  const reviewers = [0, 1, 2].map((n) => others[(first + n) % others.length]!);
  const merger = dice.chance(0.4) && committer.kind === 'User' ? committer : reviewers[0]!;
  const { oddity } = planned;
  const isOutside = company.outsiders.includes(committer);
  return {
    author: oddity === 'GHOST_AUTHOR' ? null : committer,
    committer,
    reviewers,
    merger: oddity === 'GHOST_MERGER' ? null : merger,
    association: isOutside ? 'CONTRIBUTOR' : associationOf(committer),
  };
}

const associationOf = ({ kind }: Person): string => {
  if (kind === 'Mannequin') return 'MANNEQUIN';
  return kind === 'Bot' ? 'NONE' : 'MEMBER';
};
