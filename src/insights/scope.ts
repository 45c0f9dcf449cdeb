import { createAliases } from '../directory/alias.js';
import { Fault } from '../model/errors.js';
import { readDevelopers } from '../storage/developers.js';
import { nodesBelow, type ScopeNode, teamsOfDeveloper } from '../storage/scope-nodes.js';
import type { Session } from '../storage/session.js';
import type { Scope } from './answer.js';

/** What a question is about: teams, and where asked for a single developer in them. */
export interface ResolvedScope {
  /** The node asked for, null for a developer. */
  readonly node: ScopeNode | null;
  /** The node and all below it, or the teams of the developer. */
  readonly nodes: readonly ScopeNode[];
  readonly teams: readonly number[];
  /** Number of the developer asked for. */
  readonly developer: number | null;
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
  return { node: null, nodes, teams: nodes.map(({ number }) => number), developer };
}

/** Faults with NOT_FOUND where the account holds no such team, node or developer, whoever else may. */
export async function resolveScope(
  session: Session,
  scope: Scope,
  aliasSecret: string,
): Promise<ResolvedScope> {
  if (scope.developer !== undefined) return developerScope(session, scope.developer, aliasSecret);
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
  };
}

/** The children of the scope's node, each with the teams below it. A team is its own only child. */
export function childrenOf({
  node,
  nodes,
}: ResolvedScope): { readonly node: ScopeNode; readonly teams: readonly number[] }[] {
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
