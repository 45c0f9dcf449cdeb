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

const numbersOfTeams = (rules: readonly { readonly team: number }[]) =>
  rules.map(({ team }) => team);

/**
 * Writes pending rules from the present profiles and settings, for metrics of this derivation version. They are observed beside the effective ones.
 * Returns the teams that have such rules from here on and must be observed whole. Teams of `without` keep their rules.
 */
export async function renewRules(
  session: Session,
  derivation: string,
  without: ReadonlySet<number>,
): Promise<number[]> {
  const current = new Map((await teamRules(session)).map((rules) => [rules.team, rules]));
  const intended = [...(await intendedRules(session))].filter(([team]) => !without.has(team));
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
  await dropUnusedPatterns(session);
  return numbersOfTeams(moved.filter(({ pending }) => pending !== null));
}

/**
 * Links and observes everything again if any rules were made for another derivation version. Insights stay as they were
 * until that is done.
 */
export async function renewOtherDerivations(session: Session, derivation: string): Promise<void> {
  if (await hasOtherDerivation(session, derivation)) await reemitAllFacts(session);
}
