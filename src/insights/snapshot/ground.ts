import { LRUCache } from 'lru-cache';
import type { Membership } from '../../model/facts/people.js';
import type { EffectiveRules } from '../../model/team.js';
import { type AnswerState, answerState, effectiveRules } from '../../storage/cells/answer-state.js';
import type { AccountSettings } from '../../storage/directory/accounts.js';
import { membershipsOf } from '../../storage/directory/memberships.js';
import type { Sources } from '../../storage/integrations/sources.js';
import type { Session } from '../../storage/sql/session.js';
import type { Scope } from '../answer/answer.js';
import { createKeep, type Keep } from '../keep.js';
import type { CellsOfTeams, Months } from './column-cache.js';
import type { ResolvedScope } from './scope.js';
import type { SourceCache } from './source-cache.js';

/** A team's rules and the number under which they are kept. */
interface RulesOfTeam {
  readonly ruleset: number;
  readonly rules: EffectiveRules;
}

/** All that answers about a scope are made of beside their columns, as one transaction saw it. */
export interface Ground extends Sources {
  readonly account: number;
  readonly settings: AccountSettings;
  readonly scope: ResolvedScope;
  readonly rules: ReadonlyMap<number, RulesOfTeam>;
  readonly rosters: ReadonlyMap<number, readonly Membership[]>;
  readonly state: AnswerState;
  /** Finds what follows from all this alone, once. */
  readonly keep: Keep;
}

export type RulesByTeam = Ground['rules'];

/** Loads the rules of teams. */
export async function loadRules(session: Session, teams: readonly number[]): Promise<RulesByTeam> {
  const rules = await effectiveRules(session, teams);
  return new Map(rules.map(({ team, ...rest }) => [team, rest]));
}

/** Loads the ground of a scope. */
export async function loadGround(
  session: Session,
  { settings, scope }: Pick<Ground, 'settings' | 'scope'>,
  rules: () => Promise<RulesByTeam>,
  sources: SourceCache,
): Promise<Ground> {
  const memberships = await membershipsOf(session, scope.teams);
  const state = await answerState(session, scope.teams);
  return {
    ...{ account: session.account, settings, scope, state },
    keep: createKeep(),
    rosters: Map.groupBy(memberships, ({ team }) => team),
    rules: await rules(),
    ...(await sources.read(session, state)),
  };
}

/** A ground with the cells in the months that were asked about. */
export interface KeptGround {
  readonly ground: Ground;
  readonly cells: LRUCache<string, CellsOfTeams>;
}

/** Nodes and members of all kept grounds together. */
const MOST_ROWS = 400_000;
const MOST_MONTHS = 8;

const rowsOf = ({ scope, rosters }: Ground): number =>
  1 + scope.nodes.length + [...rosters.values()].reduce((sum, { length }) => sum + length, 0);

const keyOf = (account: number, scope: Scope): string =>
  `${account} ${JSON.stringify(Object.entries(scope).sort())}`;

export const monthsKey = (months: Months): string => months.join(' ');

/** Keeps grounds until the sequence of their account is another. None is kept that is being recalculated. */
export function createGrounds() {
  const kept = new LRUCache<string, KeptGround>({
    maxSize: MOST_ROWS,
    sizeCalculation: ({ ground }) => rowsOf(ground),
  });
  return {
    find(account: number, scope: Scope, sequence: number): KeptGround | null {
      const found = kept.get(keyOf(account, scope));
      return found?.ground.state.sequence === sequence ? found : null;
    },
    keep(scope: Scope, ground: Ground, months: Months, cells: CellsOfTeams): void {
      const { account, state } = ground;
      if (state.recalculating) return;
      const before = this.find(account, scope, state.sequence);
      const one = before ?? { ground, cells: new LRUCache({ max: MOST_MONTHS }) };
      one.cells.set(monthsKey(months), cells);
      if (!before) kept.set(keyOf(account, scope), one);
    },
  };
}

export type Grounds = ReturnType<typeof createGrounds>;
