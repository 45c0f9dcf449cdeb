import {
  dropPendingRows,
  dropUnusedPatterns,
  setPending,
} from '../storage/cells/ruleset-change.js';
import {
  hasOtherDerivation,
  intendedRules,
  rulesetNumbers,
  teamRules,
} from '../storage/cells/rulesets.js';
import { reemitAllFacts } from '../storage/change-feed/reemit-facts.js';
import type { Session } from '../storage/sql/session.js';

/** How entries are linked. */
export interface HowToLink {
  /** Derivation version of the metrics that rules are made for. */
  readonly derivation: string;
  /** Teams whose rules are set aside: they are left as they are. */
  readonly without: ReadonlySet<number>;
}

const numbersOfTeams = (rules: readonly { readonly team: number }[]) =>
  rules.map(({ team }) => team);

/**
 * Writes pending rules of these teams from the present profiles and settings, for metrics of this derivation version; null for all teams.
 * They are observed beside the effective ones. Returns the numbers of the rules that must be observed whole from here on, by team.
 * Teams of `without` keep their rules.
 */
export async function renewRules(
  session: Session,
  teams: readonly number[] | null,
  { derivation, without }: HowToLink,
): Promise<Map<number, number>> {
  const current = new Map((await teamRules(session, teams)).map((rules) => [rules.team, rules]));
  const intended = [...(await intendedRules(session, teams))].filter(
    ([team]) => !without.has(team),
  );
  const numbers = await rulesetNumbers(
    session,
    intended.map(([, rules]) => ({ ...rules, shape: derivation })),
  );
  const wanted = intended.map(([team], index) => {
    const number = numbers[index]!;
    return { team, pending: number === current.get(team)?.ruleset ? null : number };
  });
  const moved = wanted.filter(({ team, pending }) => pending !== current.get(team)?.pending);
  const givenUp = moved.filter(({ team }) => current.get(team)?.pending);
  await dropPendingRows(session, numbersOfTeams(givenUp));
  await setPending(session, moved);
  const present = new Set(intended.map(([team]) => team));
  const areAllThere = teams?.every((team) => present.has(team)) ?? false;
  if (givenUp.length > 0 || !areAllThere) await dropUnusedPatterns(session);
  return new Map(
    moved.flatMap(({ team, pending }) => (pending === null ? [] : [[team, pending] as const])),
  );
}

/**
 * Links and observes everything again if any rules were made for another derivation version. Insights stay as they were
 * until that is done.
 */
export async function renewOtherDerivations(session: Session, derivation: string): Promise<void> {
  if (await hasOtherDerivation(session, derivation)) await reemitAllFacts(session);
}
