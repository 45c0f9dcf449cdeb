import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SectionSettings, SettingsSection } from '../../directory/team-settings/sections.js';
import type { GraphContext } from '../context.js';
import { orUserErrors, renamingErrors } from '../errors.js';
import {
  incidentManagementOf,
  inSave,
  issueManagementOf,
  nodeNumber,
  pipelinesOf,
  sourceCodeOf,
} from './settings-input-shape.js';
import {
  CopyTeamSettingsInput,
  CopyTeamSettingsPayload,
  SaveTeamIncidentManagementInput,
  SaveTeamIncidentManagementPayload,
  SaveTeamIssueManagementInput,
  SaveTeamIssueManagementPayload,
  SaveTeamPipelinesInput,
  SaveTeamPipelinesPayload,
  SaveTeamSourceCodeInput,
  SaveTeamSourceCodePayload,
  type SectionInput,
} from './team-settings.input.js';
import { settingsOutside } from './team-shape.js';

const INPUT = { description: 'Whose and which.' };

/** Saves a section; refusals are reported by paths into the input. */
const save = <Section extends SettingsSection>(
  { services, viewer }: GraphContext,
  section: Section,
  { node, expectedVersion }: SectionInput,
  settings: SectionSettings<Section> | null | undefined,
): Promise<object & { readonly userErrors: readonly unknown[] }> =>
  orUserErrors(async () => {
    const given = { node: nodeNumber(node), section, settings: settings ?? null };
    const guarded = { ...given, expectedVersion: expectedVersion ?? null };
    const saved = await renamingErrors(
      (error) => inSave(error, settings ?? {}),
      () => services.teams.saveSection(viewer, guarded),
    );
    return { settings: settingsOutside(saved) };
  });

@Resolver()
export class TeamSettingsResolver {
  @Mutation(() => SaveTeamSourceCodePayload, {
    description:
      'Says which repositories, branches and releases are a team’s, or of all teams below a node.',
  })
  async saveTeamSourceCode(
    @Arg('input', () => SaveTeamSourceCodeInput, INPUT) input: SaveTeamSourceCodeInput,
    @Ctx() context: GraphContext,
  ): Promise<object> {
    const settings = input.settings && sourceCodeOf(input.settings);
    const saved = await save(context, 'SOURCE_CODE', input, settings);
    if (!settings || saved.userErrors.length > 0) return { ...saved, warnings: [] };
    const { services, viewer } = context;
    const warnings = await services.teams.repositoryWarnings(viewer, settings.repositories ?? []);
    return { ...saved, warnings: warnings.map((each) => inSave(each, settings)) };
  }

  @Mutation(() => SaveTeamIssueManagementPayload, {
    description: 'Says which work items are a team’s, and what they mean.',
  })
  saveTeamIssueManagement(
    @Arg('input', () => SaveTeamIssueManagementInput, INPUT) input: SaveTeamIssueManagementInput,
    @Ctx() context: GraphContext,
  ): Promise<object> {
    const { settings } = input;
    return save(context, 'ISSUE_MANAGEMENT', input, settings && issueManagementOf(settings));
  }

  @Mutation(() => SaveTeamPipelinesPayload, {
    description: 'Says which runs of pipelines are a team’s, and which of them failed.',
  })
  saveTeamPipelines(
    @Arg('input', () => SaveTeamPipelinesInput, INPUT) input: SaveTeamPipelinesInput,
    @Ctx() context: GraphContext,
  ): Promise<object> {
    return save(context, 'PIPELINES', input, input.settings && pipelinesOf(input.settings));
  }

  @Mutation(() => SaveTeamIncidentManagementPayload, {
    description: 'Says which incidents and change requests are a team’s.',
  })
  saveTeamIncidentManagement(
    @Arg('input', () => SaveTeamIncidentManagementInput, INPUT)
    input: SaveTeamIncidentManagementInput,
    @Ctx() context: GraphContext,
  ): Promise<object> {
    const { settings } = input;
    return save(context, 'INCIDENT_MANAGEMENT', input, settings && incidentManagementOf(settings));
  }

  @Mutation(() => CopyTeamSettingsPayload, {
    description: 'Copies parts of the effective settings of a team or node to others.',
  })
  copyTeamSettings(
    @Arg('input', () => CopyTeamSettingsInput, INPUT)
    { source, targets, sections, mode }: CopyTeamSettingsInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    return orUserErrors(async () => {
      const copy = { source: nodeNumber(source), targets: targets.map(nodeNumber) };
      const copied = await services.teams.copySettings(viewer, { ...copy, sections, mode });
      const results = copied.map(({ settings, errors }, index) => ({
        target: targets[index],
        settings: settings && settingsOutside(settings),
        userErrors: errors,
      }));
      return { results };
    });
  }
}
