import type { LogEntry, WhatOf } from '../model/change-log.js';
import { distinctCells, invalidateCells } from '../storage/cells/dirty-cells.js';
import { patternsInUse } from '../storage/cells/rulesets.js';
import { changesIn } from '../storage/relations/change-facts.js';
import { hasToolFacts } from '../storage/relations/tool-facts.js';
import type { Session } from '../storage/sql/session.js';
import { allCellsOf, cellsOf, cellsOfRepositories } from './affected.js';
import { type Changed, changedBy } from './changed.js';
import { completeHashes } from './complete-hashes.js';
import { expandAffected } from './expand-affected.js';
import { joinRepositories, supersedeReports } from './join-repositories.js';
import { applyRelations } from './relations/apply-relation.js';
import { relations } from './relations/index.js';
import { renewRules } from './renew-rules.js';
import { openTeamIndex } from './team-index.js';

const toolKinds = ['PULL_REQUEST', 'WORK_ITEM', 'PIPELINE_RUN', 'INCIDENT'] as const;

/** Returns true if there are facts other than code, that can be linked. */
const hasTools = async (session: Session, { ranges }: Changed): Promise<boolean> =>
  toolKinds.some((kind) => ranges(kind).length > 0) || hasToolFacts(session);

/** Returns the teams to observe. After a change of rules alone, the renewal of the rules finds them. */
const teamsToObserve = ({ rules, developers, teams }: WhatOf['DIRECTORY']): readonly number[] =>
  rules && developers.length === 0 ? [] : teams;

/** How entries are linked. */
export interface HowToLink {
  /** Derivation version of the metrics that rules are made for. */
  readonly derivation: string;
  /** Teams whose rules are set aside: they are left as they are. */
  readonly without: ReadonlySet<number>;
}

/** Renews rules and links where these entries changed something, and invalidates the cells of before and after. */
export async function linkEntries(
  session: Session,
  entries: readonly LogEntry[],
  { derivation, without }: HowToLink,
): Promise<void> {
  const changed = changedBy(entries);
  const observed = changed.directory.flatMap(teamsToObserve);
  const kept = changed.rules ? await patternsInUse(session, observed) : null;
  const renewed = kept ? await renewRules(session, derivation, without) : [];
  await joinRepositories(session, changed);
  await completeHashes(session, changed);
  await supersedeReports(session, changed);
  const index = await openTeamIndex(session, without);
  const affected = await applyRelations(session, relations, {
    changed,
    patterns: index.patterns,
    newPatterns: kept ? index.patterns.filter((pattern) => !kept.includes(pattern)) : [],
    hasTools: await hasTools(session, changed),
  });
  // A repository that is imported again can have another name, which other teams' filters match.
  const repositories = changed.numbers('REPOSITORY');
  affected.add('change', await changesIn(session, repositories));
  await expandAffected(session, affected, changed);
  const whole = new Set([...renewed, ...observed]);
  const cells = [
    ...(await cellsOf(session, index, affected)),
    ...(await cellsOfRepositories(session, index, repositories)),
    ...(await allCellsOf(session, index, [...whole.difference(without)])),
  ];
  await invalidateCells(session, distinctCells(cells));
}
