import type { EffectiveRules } from '../model/team.js';
import {
  dropRulesetRows,
  dropUnusedPatterns,
  hasOtherDerivation,
  intendedRules,
  rulesetNumber,
  setPending,
  teamRules,
} from '../storage/cells/rulesets.js';
import { reemitAllFacts } from '../storage/change-feed/reemit-facts.js';
import type { Session } from '../storage/sql/session.js';

async function renewTeam(
  session: Session,
  team: number,
  intended: EffectiveRules,
  current: { readonly ruleset: number | null; readonly pending: number | null } | undefined,
): Promise<boolean> {
  const number = await rulesetNumber(session, intended);
  const { ruleset = null, pending = null } = current ?? {};
  const wanted = number === ruleset ? null : number;
  if (current && wanted === pending) return false;
  if (pending !== null) await dropRulesetRows(session, team, pending);
  await setPending(session, team, wanted);
  return wanted !== null;
}

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
  const renewed: number[] = [];
  for (const [team, intended] of await intendedRules(session))
    if (
      !without.has(team) &&
      (await renewTeam(session, team, { ...intended, shape: derivation }, current.get(team)))
    )
      renewed.push(team);
  await dropUnusedPatterns(session);
  return renewed;
}

/**
 * Links and observes everything again if any rules were made for another derivation version. Insights stay as they were
 * until that is done.
 */
export async function renewOtherDerivations(session: Session, derivation: string): Promise<void> {
  if (await hasOtherDerivation(session, derivation)) await reemitAllFacts(session);
}
