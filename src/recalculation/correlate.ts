import type { LogEntry, WhatOf } from '../model/change-log.js';
import { type CellKey, distinctCells, invalidateCells } from '../storage/cells/dirty-cells.js';
import { patternsInUse } from '../storage/cells/rulesets.js';
import { teamsSetAside } from '../storage/cells/set-aside.js';
import { changesIn } from '../storage/relations/change-facts.js';
import { rememberLinks } from '../storage/relations/fact-links.js';
import { hasToolFacts } from '../storage/relations/tool-facts.js';
import type { Session } from '../storage/sql/session.js';
import { allCellsOf, cellsOf, cellsOfRepositories } from './affected.js';
import { type Changed, changedBy } from './changed.js';
import { completeHashes } from './complete-hashes.js';
import { expandAffected } from './expand-affected.js';
import { joinRepositories, supersedeReports } from './join-repositories.js';
import { applyRelations } from './relations/apply-relation.js';
import { relations } from './relations/index.js';
import { type HowToLink, renewRules } from './renew-rules.js';
import { compileTeamIndex, openTeamIndex } from './team-index.js';

const toolKinds = ['PULL_REQUEST', 'WORK_ITEM', 'PIPELINE_RUN', 'INCIDENT'] as const;

/** Returns true if there are facts other than code, that can be linked. */
const hasTools = async (session: Session, { ranges }: Changed): Promise<boolean> =>
  toolKinds.some((kind) => ranges(kind).length > 0) || hasToolFacts(session);

type Teams = readonly number[];

/** Returns the teams to observe. After a change of rules alone, the renewal of the rules finds them. */
const teamsToObserve = ({ rules, developers, teams }: WhatOf['DIRECTORY']): readonly number[] =>
  rules && developers.length === 0 ? [] : teams;

/** Renews rules that can be others. Returns the rules to observe whole by team, and the patterns of releases that are in use now, and only since now. */
async function renew(session: Session, { ruled }: Changed, observed: Teams, how: HowToLink) {
  const aside = await teamsSetAside(session);
  const before = await patternsInUse(session, [...observed, ...aside]);
  const rules = await renewRules(session, ruled && [...ruled, ...aside], how);
  const patterns = await patternsInUse(session, [...how.without]);
  return { rules, patterns, newPatterns: patterns.filter((one) => !before.includes(one)) };
}

/** Renews rules and links where these entries changed something, and invalidates the cells of before and after. */
export async function linkEntries(
  session: Session,
  entries: readonly LogEntry[],
  how: HowToLink,
): Promise<void> {
  rememberLinks(session);
  const changed = changedBy(entries);
  const observed = changed.directory.flatMap(teamsToObserve);
  const renewed = changed.rules ? await renew(session, changed, observed, how) : null;
  const isJoined = await joinRepositories(session, changed);
  await completeHashes(session, changed);
  if (isJoined) await supersedeReports(session, changed);
  const all = renewed ? null : await openTeamIndex(session, how.without);
  const affected = await applyRelations(session, relations, {
    changed,
    patterns: renewed?.patterns ?? all?.patterns ?? [],
    newPatterns: renewed?.newPatterns ?? [],
    hasTools: await hasTools(session, changed),
  });
  // A repository that is imported again can have another name, which other teams' filters match.
  const repositories = changed.numbers('REPOSITORY');
  affected.add('change', await changesIn(session, repositories));
  await expandAffected(session, affected, changed);
  const rules = renewed?.rules ?? new Map<number, number>();
  const whole = new Set([...rules.keys(), ...observed]).difference(how.without);
  // Beside new rules those that are effective stay observed as they are.
  const isToObserve = ({ team, ruleset }: CellKey) =>
    observed.includes(team) || rules.get(team) === ruleset;
  // Settings mostly concern the facts of their own team.
  const isOfTeams = renewed !== null && affected.isEmpty && repositories.length === 0;
  const index =
    all ??
    (await (isOfTeams
      ? compileTeamIndex(session, how.without, [...whole])
      : openTeamIndex(session, how.without)));
  const cells = [
    ...(await cellsOf(session, index, affected)),
    ...(await cellsOfRepositories(session, index, repositories)),
    ...(await allCellsOf(session, index, [...whole])).filter(isToObserve),
  ];
  await invalidateCells(session, distinctCells(cells));
}
