import { inProject } from '../azure-api/api.js';
import { type AzurePage, followContinuations } from '../azure-api/paging.js';
import {
  type Asked,
  bodyOf,
  type Draft,
  type ProjectName,
  type Round,
  type Seen,
} from './round.js';
import { isMeant } from './settings.js';
import type { Part } from './state.js';
import { walkPart } from './walk.js';
import type { DeploymentsBody } from './wire.js';

export interface RawDeployment {
  readonly id: number;
  readonly lastModifiedOn?: string | null;
  readonly release?: { readonly id?: number } | null;
  readonly releaseDefinition?: { readonly name?: string | null } | null;
}

const AT_ONCE = 100;

/** Asks for deployments of classic releases. Throws what the API throws, also without the scope. */
export const listDeployments = (
  { api }: Pick<Asked, 'api'>,
  project: string,
  query: Readonly<Record<string, string>>,
  token: string | null = null,
): AsyncGenerator<AzurePage<RawDeployment>> =>
  followContinuations<RawDeployment>(
    api.releases,
    inProject(project, 'release/deployments'),
    { ...query, queryOrder: 'descending', $top: AT_ONCE },
    token,
  );

export const deploymentsDraft = (
  asked: Asked,
  project: ProjectName,
  nodes: readonly unknown[],
): Draft => {
  const body: DeploymentsBody = { ...bodyOf(asked, project), nodes };
  return { kind: 'deployments', body, items: nodes.length };
};

const isoOf = (at: number): string => new Date(at).toISOString();

const modifiedIn = (round: Round, { id }: Seen) => ({
  pages: ({ from, to, token }: Part) =>
    listDeployments(
      round,
      id,
      { minModifiedTime: isoOf(from), ...(to === null ? {} : { maxModifiedTime: isoOf(to) }) },
      token,
    ),
  idOf: (raw: RawDeployment) => raw?.id,
  changedAt: (raw: RawDeployment) => Date.parse(raw?.lastModifiedOn ?? '') || 0,
});

/** Yields deployments of classic releases that changed within a part of time. */
export async function* readDeployments(
  round: Round,
  seen: Seen,
  part: Part,
): AsyncGenerator<Draft> {
  const { releases } = seen.known;
  for await (const { fresh, note } of walkPart(releases, part, modifiedIn(round, seen))) {
    const nodes = fresh.filter((one) => isMeant(round.settings, one?.releaseDefinition?.name));
    note();
    if (nodes.length > 0) yield deploymentsDraft(round, seen, nodes);
  }
}
