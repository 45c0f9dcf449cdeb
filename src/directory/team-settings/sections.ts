import type { TeamSettings } from '../../model/team.js';

const keysOf = {
  SOURCE_CODE: [
    'repositories',
    'destinationBranches',
    'excludedChanges',
    'excludedChangesMode',
    'deployingChanges',
    'releasePattern',
    'metricsUsingDeveloperFilters',
  ],
  ISSUE_MANAGEMENT: ['issueManagement'],
  PIPELINES: ['pipelines'],
  INCIDENT_MANAGEMENT: ['incidentManagement'],
} as const satisfies Readonly<Record<string, readonly (keyof TeamSettings)[]>>;

/** A part of a team's settings that is saved by itself. */
export type SettingsSection = keyof typeof keysOf;
/** The settings of a section; absent ones stay as they are. */
export type SectionSettings<Section extends SettingsSection = SettingsSection> = Partial<
  Pick<TeamSettings, (typeof keysOf)[Section][number]>
>;

export const settingsSections = Object.keys(keysOf) as SettingsSection[];

/** The part of settings that belongs to these sections. */
export function partOf(
  settings: TeamSettings,
  sections: readonly SettingsSection[],
): Partial<TeamSettings> {
  const keys: ReadonlySet<string> = new Set(sections.flatMap((section) => [...keysOf[section]]));
  return Object.fromEntries(Object.entries(settings).filter(([key]) => keys.has(key)));
}
