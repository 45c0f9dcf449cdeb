import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { FilterMatch, SectionPreview } from '../../directory/team-settings/preview-section.js';
import type { GraphContext } from '../context.js';
import { orUserErrors, renamingErrors } from '../errors.js';
import {
  FilterPreview,
  FilterPreviewInput,
  type SectionSettingsInput,
} from './filter-preview.type.js';
import {
  incidentManagementOf,
  issueManagementOf,
  nodeNumber,
  pipelinesOf,
  savePath,
  sourceCodeOf,
} from './settings-input-shape.js';

type Tried = Pick<SectionPreview, 'section' | 'settings'> & { readonly name: string };

/** Returns the one section that is given. */
function triedOf(given: SectionSettingsInput): Tried {
  const { sourceCode, issueManagement, pipelines, incidentManagement } = given;
  if (sourceCode)
    return { name: 'sourceCode', section: 'SOURCE_CODE', settings: sourceCodeOf(sourceCode) };
  if (issueManagement)
    return {
      name: 'issueManagement',
      section: 'ISSUE_MANAGEMENT',
      settings: issueManagementOf(issueManagement),
    };
  if (pipelines)
    return { name: 'pipelines', section: 'PIPELINES', settings: pipelinesOf(pipelines) };
  return {
    name: 'incidentManagement',
    section: 'INCIDENT_MANAGEMENT',
    settings: incidentManagementOf(incidentManagement!),
  };
}

@Resolver()
export class FilterPreviewResolver {
  @Query(() => FilterPreview, {
    description:
      'What the filters of one section of team settings would match, before it is saved. Nothing is written.',
  })
  filterPreview(
    @Arg('input', () => FilterPreviewInput, { description: 'Whose and which.' })
    { node, settings: given }: FilterPreviewInput,
    @Ctx() { services, viewer }: GraphContext,
  ): Promise<object> {
    const { name, ...tried } = triedOf(given);
    const inInput = <Reported extends { readonly field: readonly string[] }>(
      reported: Reported,
    ): Reported => {
      const [settings = '', ...path] = savePath(reported.field, tried.settings);
      return { ...reported, field: [settings, name, ...path] };
    };
    return orUserErrors(async () => {
      const wanted = { node: nodeNumber(node), ...tried };
      const matches = await renamingErrors<readonly FilterMatch[]>(inInput, () =>
        services.teams.previewSection(viewer, wanted),
      );
      return { matches: matches.map(inInput) };
    });
  }
}
