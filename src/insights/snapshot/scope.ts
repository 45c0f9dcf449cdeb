import { createAliases } from '../../directory/alias.js';
import { Fault } from '../../model/errors.js';
import { readDevelopers } from '../../storage/directory/developers.js';
import { readDimensions } from '../../storage/directory/dimensions.js';
import {
  loadTeamsNotDeleted,
  nodesBelow,
  type ScopeNode,
  teamsOfDeveloper,
} from '../../storage/directory/scope-nodes.js';
import type { Session } from '../../storage/sql/session.js';
import type { Scope } from '../answer/answer.js';

/** A tag of rows to which a question may be limited. */
export interface ScopeTag {
  readonly name: 'service' | 'pipeline';
  readonly value: number;
}

/** The service or pipeline that a question is kept to; null where it is asked of teams or people. */
export function tagOfScope({ service, pipeline }: Scope): ScopeTag | null {
  if (service !== undefined) return { name: 'service', value: service };
  return pipeline === undefined ? null : { name: 'pipeline', value: pipeline };
}

/** The subject of a question: teams, and if asked for a single developer in them, or a single service or pipeline. */
export interface ResolvedScope {
  /** The node asked for, null for all but a team and a node. */
  readonly node: ScopeNode | null;
  /** The node and all below it, the teams of the developer, or all teams of the account. */
  readonly nodes: readonly ScopeNode[];
  readonly teams: readonly number[];
  /** Number of the developer asked for. */
  readonly developer: number | null;
  /** Only rows that carry it count. */
  readonly tag: ScopeTag | null;
}

const missing = (what: string): never => {
  throw new Fault('NOT_FOUND', `${what} There is none that this key may see.`);
};

async function developerScope(
  session: Session,
  alias: string,
  secret: string,
): Promise<ResolvedScope> {
  const developers = await readDevelopers(session);
  const developer = createAliases(secret).resolve(
    alias,
    developers.map(({ number }) => number),
  );
  if (developer === null) return missing(`No developer has the alias ${alias}.`);
  const nodes = await teamsOfDeveloper(session, developer);
  return { node: null, nodes, teams: nodes.map(({ number }) => number), developer, tag: null };
}

const kindOf = { service: 'SERVICE', pipeline: 'PIPELINE' } as const;

/** A service belongs to the account: whatever any of its teams saw of it counts, once. */
async function tagScope(session: Session, tag: ScopeTag): Promise<ResolvedScope> {
  const found = await readDimensions(session, [tag.value], kindOf[tag.name]);
  if (found.length === 0) return missing(`The id names no ${tag.name}.`);
  const nodes = await loadTeamsNotDeleted(session);
  return { node: null, nodes, teams: nodes.map(({ number }) => number), developer: null, tag };
}

/**
 * Resolves a scope. Throws NOT_FOUND if the account holds no such team, node, developer, service or
 * pipeline, even if another account does.
 */
export async function resolveScope(
  session: Session,
  scope: Scope,
  aliasSecret: string,
): Promise<ResolvedScope> {
  if (scope.developer !== undefined) return developerScope(session, scope.developer, aliasSecret);
  const tag = tagOfScope(scope);
  if (tag) return tagScope(session, tag);
  const number = scope.team ?? scope.orgNode;
  const nodes = await nodesBelow(session, {
    ...(number !== undefined && { number }),
    ...(scope.path !== undefined && { path: scope.path }),
  });
  const node = nodes[0];
  if (!node || (scope.team !== undefined && !node.isTeam))
    return missing(
      scope.path === undefined
        ? 'The id names no team or node.'
        : `No node has the path "${scope.path}".`,
    );
  return {
    node,
    nodes,
    teams: nodes.filter(({ isTeam }) => isTeam).map((team) => team.number),
    developer: null,
    tag: null,
  };
}

interface Child {
  readonly node: ScopeNode;
  readonly teams: readonly number[];
}

/**
 * Returns the children of the scope's node, each with the teams below it. For a service or pipeline
 * every team is a child.
 */
export function childrenOf({ node, nodes, tag }: ResolvedScope): Child[] {
  if (tag) return nodes.map((team) => ({ node: team, teams: [team.number] }));
  if (!node) return [];
  const byParent = Map.groupBy(nodes.slice(1), ({ parent }) => parent);
  const teamsBelow = (one: ScopeNode): number[] => [
    ...(one.isTeam ? [one.number] : []),
    ...(byParent.get(one.number) ?? []).flatMap(teamsBelow),
  ];
  return (byParent.get(node.number) ?? []).map((child) => ({
    node: child,
    teams: teamsBelow(child),
  }));
}
