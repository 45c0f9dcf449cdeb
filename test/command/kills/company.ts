import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphql } from 'graphql';
import type { App } from '../../../src/app.js';
import { newContext } from '../../../src/graph/new-context.js';
import { encodeNodeId } from '../../../src/graph/node-id.js';
import { createSchema } from '../../../src/graph/schema.js';
import { linesOf } from '../../../src/ingestion/import/lines.js';
import type { Viewer } from '../../../src/model/access.js';
import type { FilterCondition } from '../../../src/model/filter.js';
import { defaultAlignment, fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import type { ProfileConfigOf, ProfileKind } from '../../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { writeLargeHistory } from '../../story/git-history.js';
import { examples, more } from '../../story/imported-lines.js';

/** The files of a small company for which every metric has something to count. */
export interface Company {
  readonly developers: string;
  /** The same people below other managers. */
  readonly moved: string;
  readonly facts: string;
  readonly repository: string;
}

export const SOURCE = 'Ours';
const nameOf = (kind: ProfileKind) => `Our ${kind}`;
const PEOPLE = 30;
const COPIES = 60;
const leads = ['lena', 'omar'];
const email = (name: string) => `${name}@example.com`;

function peopleUnder(leadOf: (index: number) => string): string {
  const people = ['ada', 'ben', ...Array.from({ length: PEOPLE }, (_, index) => `person${index}`)];
  return [
    'Name,Email,Manager Email',
    `Boss,${email('boss')},`,
    ...leads.map((lead) => `${lead},${email(lead)},${email('boss')}`),
    ...people.map((name, index) => `${name},${email(name)},${email(leadOf(index))}`),
    '',
  ].join('\n');
}

/** Each line with an id of its own once more, so that an import takes several transactions. */
function copiesOf(line: string): string[] {
  const fact = JSON.parse(line) as { kind?: string; id?: string; number?: number; key?: string };
  if (!['PULL_REQUEST', 'WORK_ITEM', 'PIPELINE_RUN'].includes(fact.kind ?? '')) return [];
  return Array.from({ length: COPIES }, (_, index) => {
    const number = 1000 + index;
    const { id, key } = fact;
    return JSON.stringify({
      ...fact,
      id: `${id}-${number}`,
      ...(fact.number === undefined ? {} : { number: number + Number(fact.number) }),
      ...(key === undefined ? {} : { key: `${key}${number}` }),
    });
  });
}

export function writeCompany(folder: string): Company {
  const at = (name: string) => join(folder, name);
  const written = (name: string, content: string) => {
    writeFileSync(at(name), content);
    return at(name);
  };
  const lines = [...examples, ...more].toReversed();
  const repository = at('busy.git');
  writeLargeHistory(repository, { commits: 250, seed: 7, endsAt: 1_775_000_000, days: 80 });
  return {
    repository,
    developers: written(
      'developers.csv',
      peopleUnder((index) => leads[index % 2]!),
    ),
    moved: written(
      'moved.csv',
      peopleUnder((index) => leads[index % 3 === 0 ? 1 : 0]!),
    ),
    facts: written(
      'facts.ndjson',
      [...lines, ...lines.flatMap(copiesOf), ...examples, ''].join('\n'),
    ),
  };
}

const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});

async function importDevelopers({ directory }: App, viewer: Viewer, content: string) {
  const upload = { content, fileName: null, effectiveOn: null };
  const { number } = await directory.imports.upload(viewer, upload);
  await directory.imports.activate(viewer, number);
}

/** Creates people, their assignments and profiles of all three kinds; sources are connected but report nothing yet. */
export async function organise(
  app: App,
  viewer: Viewer,
  { repository, developers }: Company,
): Promise<void> {
  await importDevelopers(app, viewer, readFileSync(developers, 'utf8'));
  await app.ingestion.ingest(viewer, { source: SOURCE, lines: examples.slice(0, 2) });
  await app.ingestion.connect(viewer, {
    ...{ provider: 'GIT', name: null, settings: { location: repository } },
  });
  const { profiles, trees, teams } = app.directory;
  const create = async <Kind extends ProfileKind>(kind: Kind, config: ProfileConfigOf[Kind]) =>
    (await profiles.create(viewer, kind, { name: nameOf(kind), description: null, config })).number;
  const category = { id: 0, name: 'Checkout', description: null, rank: 1, color: null };
  const scope = { fetchScope: 'MATCH_ONLY', scopeFilters: [[is('label', 'checkout')]] } as const;
  const goal = { acceptableMin: 0.2, idealMin: 0.5, idealMax: 0.9, acceptableMax: 1 };
  const [work] = await profiles.list(viewer, 'PRODUCTIVITY');
  const [tree] = await trees.list(viewer, null);
  await trees.update(viewer, tree!.number, {
    efficiencyProfile: await create('EFFICIENCY', fivePhasesPreset),
    productivityProfile: await create(
      'PRODUCTIVITY',
      work!.config as ProfileConfigOf['PRODUCTIVITY'],
    ),
    businessAlignmentProfile: await create('BUSINESS_ALIGNMENT', {
      ...defaultAlignment,
      categories: [{ ...category, ...scope, goal }],
    }),
  });
  const root = (await trees.nodes(viewer)).find(({ path }) => path === 'Organisation')!;
  const tickets = { op: 'AND', conditions: [is('service', 'shop')] } as const;
  await teams.saveSettings(viewer, {
    ...{ node: root.number, expectedVersion: null },
    settings: {
      ...emptyTeamSettings,
      repositories: [is('repository', 'shop', 'busy')],
      issueManagement: { ...emptyTeamSettings.issueManagement, projects: [is('project', 'SHOP')] },
      pipelines: { ...emptyTeamSettings.pipelines, scope: [is('service', 'shop')] },
      incidentManagement: { incidents: tickets, changeRequests: tickets },
    },
  });
}

/** Steps of a company's life after that, in no order; each may be repeated. */
export const steps = ['IMPORT', 'SYNC', 'RECALCULATION', 'RULES'] as const;
export type Step = (typeof steps)[number];

/** The change of rules as a client asks for it. */
export interface RulesRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

export async function rulesRequest({ directory }: App, viewer: Viewer): Promise<RulesRequest> {
  const inputOf = async (kind: ProfileKind, type: string, change: object) => {
    const name = nameOf(kind);
    const all = await directory.profiles.list(viewer, kind);
    const { number } = all.find((one) => one.name === name)!;
    return { profile: encodeNodeId(type, number), name, ...change };
  };
  return {
    query: /* GraphQL */ `
      mutation ($efficiency: UpdateEfficiencyProfileInput!, $productivity: UpdateProductivityProfileInput!) {
        updateEfficiencyProfile(input: $efficiency) { userErrors { code field } }
        updateProductivityProfile(input: $productivity) { userErrors { code field } }
      }
    `,
    variables: {
      efficiency: await inputOf('EFFICIENCY', 'EfficiencyProfile', {
        ...{ preset: 'FIVE_PHASES', deploymentEventTime: 'STARTED', deploymentPerService: true },
      }),
      productivity: await inputOf('PRODUCTIVITY', 'ProductivityProfile', {
        ...{ countSubtasks: false, cycleTimeStart: 'PR_OPENED' },
      }),
    },
  };
}

async function changeRules(app: App, viewer: Viewer): Promise<void> {
  const { query: source, variables: variableValues } = await rulesRequest(app, viewer);
  const contextValue = newContext({
    ...{ viewer, services: app.services },
    ...{ requestId: 'test', signal: new AbortController().signal },
  });
  const schema = await createSchema();
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
  if (errors || JSON.stringify(data).includes('code'))
    throw new Error(JSON.stringify({ data, errors }));
}

/** Does a step undisturbed, in this process. */
export async function perform(
  step: Step,
  app: App,
  viewer: Viewer,
  company: Company,
): Promise<void> {
  const lines = () => linesOf(createReadStream(company.facts, 'utf8'));
  const { items } = await app.ingestion.integrations(viewer, {}, { first: 10, after: null });
  const git = items.find(({ item }) => item.provider === 'GIT')!.item;
  const undisturbed: Record<Step, () => Promise<unknown>> = {
    IMPORT: () => app.ingestion.ingest(viewer, { source: SOURCE, lines: lines() }),
    SYNC: () => app.ingestion.sync(viewer.account, git.number),
    RECALCULATION: () => importDevelopers(app, viewer, readFileSync(company.moved, 'utf8')),
    RULES: () => changeRules(app, viewer),
  };
  await undisturbed[step]();
}
