import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, createApp } from '../../src/app.js';
import { importFacts } from '../../src/command/import/import-facts.js';
import { operatorOf } from '../../src/command/task.js';
import { readEnvironment } from '../../src/env.js';
import type { Viewer } from '../../src/model/access.js';
import type { FilterCondition } from '../../src/model/filter.js';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';
import type { Organisation } from './organisation.js';

export const is = (property: string, value: string): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values: [value] },
});

/** Returns what is a team's own: a repository, a project and a service of its name. */
export const settingsOf = (team: string): TeamSettings => ({
  ...emptyTeamSettings,
  repositories: [is('repository', team)],
  issueManagement: {
    ...emptyTeamSettings.issueManagement,
    projects: [is('project', team.toUpperCase())],
  },
  pipelines: { ...emptyTeamSettings.pipelines, scope: [is('service', team)] },
  incidentManagement: {
    incidents: { op: 'AND', conditions: [is('service', team)] },
    changeRequests: { op: 'AND', conditions: [is('service', team)] },
  },
});

/** Imports the people, and says of each team what is its own. */
export async function organise(
  app: App,
  viewer: Viewer,
  organisation: Organisation,
): Promise<void> {
  const { imports, trees, teams, profiles } = app.directory;
  const content = readFileSync(organisation.developers, 'utf8');
  const { number } = await imports.upload(viewer, { content, fileName: null, effectiveOn: null });
  await imports.activate(viewer, number);
  await app.ingestion.ingest(viewer, { source: 'Facts', lines: organisation.sample });
  const { number: efficiencyProfile } = await profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Delivery', description: null, config: fivePhasesPreset },
  });
  const [tree] = await trees.list(viewer, null);
  await trees.update(viewer, tree!.number, { efficiencyProfile });
  const nodes = new Map((await trees.nodes(viewer)).map((node) => [node.path, node.number]));
  for (const team of organisation.teams)
    await teams.saveSettings(viewer, {
      node: nodes.get(`Organisation/Boss/${team} lead`)!,
      expectedVersion: null,
      settings: settingsOf(team),
    });
}

/** Imports an organisation into an account "Organisation" of a server's database, and does what follows with the program that did so. */
export async function withImported<Result>(
  folder: string,
  url: string,
  organisation: Organisation,
  work: (app: App, viewer: Viewer) => Promise<Result>,
): Promise<Result> {
  const environment = { ...readEnvironment(), dataDirectory: folder };
  const app = await createApp({
    ...{ database: { url, directory: join(folder, 'database') }, dataDirectory: folder },
    variables: environment.variables,
  });
  try {
    await app.directory.account.create('Organisation');
    const viewer = await operatorOf(app, { account: 'Organisation' });
    await organise(app, viewer, organisation);
    const report = { line: () => undefined, progress: () => undefined };
    const context = { app, environment, report, signal: new AbortController().signal };
    const given = { account: 'Organisation', file: organisation.facts, source: 'Facts' };
    await app.recalculation.linkWhile(() => importFacts.run(given, context));
    return await work(app, viewer);
  } finally {
    await app.stop();
  }
}
