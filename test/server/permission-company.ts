import { join } from 'node:path';
import { encodeNodeId } from '../../src/graph/node-id.js';
import { writeHistory } from '../story/fast-import.js';
import { importStory, newDirectory, openStory, type Story } from '../story/open-story.js';
import { type RealServer, serveApp } from './real-server.js';

/** Words that only the company's own answers hold. */
export const marks = ['Evangelina', 'Bonaventure', 'Albertine', 'Stranger', 'quinoa', 'spelt'];

export const developersFile = [
  'Name,Email,Manager Email',
  'Evangelina,eve@x.example,',
  'Bonaventure,bo@x.example,eve@x.example',
  'Albertine,al@x.example,bo@x.example',
  'Gone,gone@x.example,bo@x.example',
  '',
].join('\n');

/** The names in documents: the ids and places of one account. */
export interface Named {
  readonly tree: string;
  readonly node: string;
  readonly team: string;
  readonly path: string;
  readonly efficiency: string;
  readonly productivity: string;
  readonly alignment: string;
  readonly developer: string;
  readonly alias: string;
  readonly identity: string;
  readonly import: string;
  readonly key: string;
  readonly integration: string;
  readonly spare: string;
  readonly insight: string;
  readonly export: string;
  readonly deployment: string;
  readonly service: string;
  readonly pipeline: string;
}

const NOBODYS = 987_654_321;
/** Ids of the right kinds that no account has. */
export const unknown: Named = {
  tree: encodeNodeId('OrgTree', NOBODYS),
  node: encodeNodeId('OrgNode', NOBODYS),
  team: encodeNodeId('Team', NOBODYS),
  path: 'Organisation/Nobody',
  efficiency: encodeNodeId('EfficiencyProfile', NOBODYS),
  productivity: encodeNodeId('ProductivityProfile', NOBODYS),
  alignment: encodeNodeId('BusinessAlignmentProfile', NOBODYS),
  developer: encodeNodeId('Developer', NOBODYS),
  alias: 'AAAAAAAAAAAAAAAAAAAAAA',
  identity: encodeNodeId('Identity', NOBODYS),
  import: encodeNodeId('DeveloperImport', NOBODYS),
  key: encodeNodeId('ApiKey', NOBODYS),
  integration: encodeNodeId('Integration', NOBODYS),
  spare: encodeNodeId('Integration', NOBODYS - 1),
  insight: encodeNodeId('Insight', 'nothing'),
  export: encodeNodeId('ExportJob', NOBODYS),
  deployment: encodeNodeId('DeploymentRecord', NOBODYS),
  service: encodeNodeId('Service', NOBODYS),
  pipeline: encodeNodeId('Pipeline', NOBODYS),
};

export interface Company {
  readonly story: Story;
  readonly server: RealServer;
  readonly named: Named;
  /** Where the spare repository lies. */
  readonly location: string;
  /** The number of an account that has nothing but what every account is born with. */
  readonly neighbour: number;
}

function repository(folder: string, name: string): string {
  const location = join(folder, `${name}.git`);
  const now = Math.floor(Date.now() / 1000);
  const authors = ['Albertine <al@x.example>', 'Stranger <stranger@y.example>'];
  writeHistory(location, {
    commits: authors.map((author, index) => ({
      mark: index + 1,
      branch: 'main',
      message: `Step ${index}\n`,
      author,
      seconds: now - (3 - index) * 86_400,
      parents: index === 0 ? [] : [index],
      files: { 'a.txt': `${index}\n` },
    })),
  });
  return location;
}

interface Found {
  orgTrees: { id: string }[];
  teams: { nodes: { id: string; node: { id: string; path: string } }[] };
  profiles: { id: string; kind: string; name: string }[];
  developers: { nodes: { id: string }[] };
  unmatchedAuthors: { nodes: { identity: string }[] };
  insights: { id: string; breakdown: { developer: { id: string } }[] }[];
  integrations: { nodes: { id: string }[] };
  services: { nodes: { id: string }[] };
  pipelines: { nodes: { id: string }[] };
}
const LOOK = /* GraphQL */ `{
  orgTrees { id }
  teams { nodes { id node { id path } } }
  profiles { id kind name }
  developers(search: "Albertine") { nodes { id } }
  unmatchedAuthors { nodes { identity } }
  integrations(first: 10) { nodes { id } }
  services { nodes { id } }
  pipelines { nodes { id } }
  insights(scope: { path: "Organisation" }, metrics: [CODING_DAYS_PER_DEVELOPER], range: { last: { count: 2, unit: WEEK } }) {
    id breakdown(by: DEVELOPER) { developer { id } }
  }
}`;
const MAKE = /* GraphQL */ `mutation ($file: String!) {
  createEfficiencyProfile(input: { name: "Own" }) { profile { id } }
  createProductivityProfile(input: { name: "Own" }) { profile { id } }
  createBusinessAlignmentProfile(input: { name: "Own", categories: [] }) { profile { id } }
  uploadDevelopers(input: { content: $file }) { import { id } }
  createApiKey(input: { name: "to be revoked", role: VIEWER }) { key { id } }
}`;

const RUN = JSON.stringify({
  ...{ kind: 'PIPELINE_RUN', id: 'deploy-1', updatedAt: '2026-03-02T09:00:00Z' },
  ...{ pipeline: 'quinoa deploy', kinds: ['CD'], status: 'SUCCESS', services: ['quinoa'] },
});

/** The subject of a record of a deployment that was reported. */
async function deploymentOf({ app, viewer }: Story): Promise<string> {
  await app.ingestion.ingest(viewer, { source: 'Facts', lines: [RUN] });
  const [run] = await app.database.read(viewer.account, (session) =>
    session.query<{ number: number }>(
      'select number::float8 as number from pipeline_run where account_id = $1',
      [viewer.account],
    ),
  );
  return encodeNodeId('DeploymentRecord', run!.number);
}

/** A file that names nobody, so that every reader may see it. */
async function exportOf({ app, viewer }: Story, team: string): Promise<string> {
  const job = await app.exports.start(
    { ...viewer, reveals: false },
    {
      by: 'CHILD',
      query: {
        scope: { path: team },
        metrics: ['CODING_DAYS_PER_DEVELOPER'],
        range: { preset: 'LAST_MONTH' },
        ...{ granularity: 'WEEK', aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
      },
    },
  );
  return encodeNodeId('ExportJob', job.number);
}

async function namesOf(server: RealServer, admin: string, story: Story): Promise<Named> {
  const made = (await server.ask(admin, MAKE, { file: developersFile })).data as Record<
    string,
    Record<string, { id: string }>
  >;
  const deployment = await deploymentOf(story);
  const found = (await server.ask(admin, LOOK)).data as unknown as Found;
  const [team] = found.teams.nodes;
  const [insight] = found.insights;
  const [integration, spare] = found.integrations.nodes;
  return {
    tree: found.orgTrees[0]!.id,
    node: team!.node.id,
    team: team!.id,
    path: team!.node.path,
    efficiency: made.createEfficiencyProfile!.profile!.id,
    productivity: made.createProductivityProfile!.profile!.id,
    alignment: made.createBusinessAlignmentProfile!.profile!.id,
    developer: found.developers.nodes[0]!.id,
    alias: insight!.breakdown[0]!.developer.id,
    identity: found.unmatchedAuthors.nodes[0]!.identity,
    import: made.uploadDevelopers!.import!.id,
    key: made.createApiKey!.key!.id,
    integration: integration!.id,
    spare: spare!.id,
    insight: insight!.id,
    export: await exportOf(story, team!.node.path),
    deployment,
    service: found.services.nodes[0]!.id,
    pipeline: found.pipelines.nodes[0]!.id,
  };
}

/** A company with something of everything that has an id, served, beside an account that has nothing. */
export async function openCompany(): Promise<Company> {
  const folder = newDirectory();
  const story = await openStory('EMBEDDED', { gitRoots: [folder] });
  const { app, viewer } = story;
  // Every account counts for itself: numbers are moved apart, so that an id of the one is none of the other.
  await app.database.write(viewer.account, (session) => session.drawNumbers(100_000));
  const neighbour = (await importStory(app, 'Neighbour')).viewer.account;
  await story.activate(developersFile);
  await story.connect(repository(folder, 'quinoa'));
  const location = repository(folder, 'spelt');
  await story.connect(location);
  const server = await serveApp(app);
  const admin = await server.key(viewer.account, 'ADMIN');
  await server.ask(
    admin,
    'mutation ($node: ID!) { saveTeamSourceCode(input: { node: $node, settings: { repositories: [{ operator: CONTAINS, values: ["quinoa"] }] } }) { userErrors { code } } }',
    { node: encodeNodeId('OrgNode', await story.node('Organisation')) },
  );
  await story.settle();
  return { story, server, neighbour, location, named: await namesOf(server, admin, story) };
}
