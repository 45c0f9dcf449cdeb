import type { App } from '../../app.js';
import type { Viewer } from '../../model/access.js';
import type { OrgNode } from '../../model/org-node.js';
import type {
  AllocationGoal,
  BusinessAlignmentConfig,
} from '../../model/profile/alignment-profile.js';
import { defaultAlignment, fivePhasesPreset } from '../../model/profile/default-profile.js';
import type { ProfileConfigOf, ProfileKind } from '../../model/profile/profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../model/team.js';
import { type DemoTeam, teams } from './organisation.js';
import { projectOf, themes } from './tools/tickets.js';
import type { Company } from './write-repositories.js';

const names: Record<(typeof themes)[number], string> = {
  'new-capability': 'New capability',
  'keep-the-lights-on': 'Keep the lights on',
  quality: 'Quality',
  security: 'Security',
};
/** Two of the categories have a goal. */
const goals: Partial<Record<(typeof themes)[number], AllocationGoal>> = {
  'new-capability': { acceptableMin: 0.25, idealMin: 0.4, idealMax: 0.7, acceptableMax: 0.85 },
  'keep-the-lights-on': { acceptableMin: 0, idealMin: 0.1, idealMax: 0.3, acceptableMax: 0.4 },
};
const alignment: BusinessAlignmentConfig = {
  ...defaultAlignment,
  effortUnit: 'STORY_POINTS',
  categories: themes.map((theme, index) => ({
    id: 0,
    name: names[theme],
    description: null,
    rank: index + 1,
    color: null,
    fetchScope: 'EPIC_AND_ALL_DESCENDANTS',
    scopeFilters: [],
    goal: goals[theme] ?? null,
  })),
};

/** The profile of this name, made where there is none. */
async function profileNamed<Kind extends ProfileKind>(
  { directory }: App,
  viewer: Viewer,
  kind: Kind,
  name: string,
  config: ProfileConfigOf[Kind],
) {
  const all = await directory.profiles.list(viewer, kind);
  return (
    all.find((one) => one.name === name) ??
    directory.profiles.create(viewer, kind, { name, description: null, config })
  );
}

/** Returns the node of a team; it has the name of the team's lead. */
function nodeOf(team: DemoTeam, { staff }: Company, nodes: readonly OrgNode[]): OrgNode {
  const member = staff.since.find((employee) => employee.team === team.name)!;
  const lead = staff.since.find(({ email }) => email === member.managerEmail)!;
  return nodes.find(({ isTeam, name }) => isTeam && name === lead.name)!;
}

function settingsOf(team: DemoTeam, { categories }: BusinessAlignmentConfig): TeamSettings {
  const services = { property: 'service', operator: 'EQUALS', values: team.repositories } as const;
  return {
    ...emptyTeamSettings,
    repositories: [{ property: 'repository', operator: 'EQUALS', values: team.repositories }],
    issueManagement: {
      ...emptyTeamSettings.issueManagement,
      projects: [{ property: 'project', operator: 'EQUALS', values: [projectOf(team)] }],
      alignment: categories.map(({ id }, index) => ({
        category: id,
        filters: [[{ property: 'label', operator: 'EQUALS', values: [themes[index]!] }]],
      })),
    },
    pipelines: { ...emptyTeamSettings.pipelines, scope: [services] },
    incidentManagement: {
      incidents: { op: 'AND', conditions: [services] },
      changeRequests: { op: 'AND', conditions: [services] },
    },
    ...(team.releasePattern === undefined ? {} : { releasePattern: team.releasePattern }),
  };
}

/** Teams say what is theirs; one leaves it to the node above, as companies with many teams do. The tree is measured from tickets to production. */
export async function seedDemo(app: App, viewer: Viewer, company: Company): Promise<void> {
  const delivery = await profileNamed(app, viewer, 'EFFICIENCY', 'Ticket to production', {
    ...fivePhasesPreset,
    leadTime: { ...fivePhasesPreset.leadTime, workflowOrder: 'ALLOW_EXCEPTIONS' },
  });
  const effort = await profileNamed(
    app,
    viewer,
    'BUSINESS_ALIGNMENT',
    'Where effort goes',
    alignment,
  );
  const [tree] = await app.directory.trees.list(viewer, null);
  await app.directory.trees.update(viewer, tree!.number, {
    efficiencyProfile: delivery.number,
    businessAlignmentProfile: effort.number,
  });
  const nodes = await app.directory.trees.nodes(viewer);
  for (const team of teams) {
    const own = nodeOf(team, company, nodes);
    const node = team.inherits ? own.parent! : own.number;
    const settings = settingsOf(team, effort.config as BusinessAlignmentConfig);
    await app.directory.teams.saveSettings(viewer, { node, settings, expectedVersion: null });
  }
}
