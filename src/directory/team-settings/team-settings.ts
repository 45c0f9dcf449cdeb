import type { Viewer } from '../../model/access.js';
import { refuse, type UserError } from '../../model/errors.js';
import { ambiguousNames } from '../../model/facts/ambiguous-names.js';
import type { AnyFilter } from '../../model/filter.js';
import { repositoryNames } from '../../storage/integrations/repositories.js';
import type { DirectoryContext } from '../context.js';
import { demand } from '../permissions.js';
import { type FilterMatch, previewSection, type SectionPreview } from './preview-section.js';
import {
  type CopyResult,
  copySettings,
  type SectionSave,
  type SettingsCopy,
  type SettingsSave,
  saveSection,
  saveWhole,
} from './save-settings.js';
import type { SettingsSection } from './sections.js';
import { type EffectiveNodeSettings, effectiveSettingsOn, openBook } from './settings-book.js';

/** Copies at once. */
const MOST_TARGETS = 200;

export const createTeamSettings = (context: DirectoryContext) => ({
  /** Returns the effective settings of a team or node. Throws NOT_FOUND if there is none. */
  async settings(viewer: Viewer, node: number): Promise<EffectiveNodeSettings> {
    return (await this.settingsOf(viewer, [node]))[0]!;
  },

  /**
   * Returns the effective settings of each of these teams or nodes. Throws NOT_FOUND if one is none.
   */
  async settingsOf(viewer: Viewer, nodes: readonly number[]): Promise<EffectiveNodeSettings[]> {
    demand(viewer, 'READ_DIRECTORY');
    return context.database.read(viewer.account, async (session) => {
      const book = await openBook(session, nodes);
      return nodes.map((node) => effectiveSettingsOn(book, node));
    });
  },

  /** Saves the settings of a team, or of a node for the teams below that have none. Returns the effective settings. */
  async saveSettings(viewer: Viewer, given: SettingsSave): Promise<EffectiveNodeSettings> {
    demand(viewer, 'EDIT_TEAM');
    return context.database.write(viewer.account, (session) => saveWhole(session, viewer, given));
  },

  /** Saves one section of them and leaves the others. Returns the effective settings. */
  async saveSection<Section extends SettingsSection>(
    viewer: Viewer,
    given: SectionSave<Section>,
  ): Promise<EffectiveNodeSettings> {
    demand(viewer, 'EDIT_TEAM');
    return context.database.write(viewer.account, (session) => saveSection(session, viewer, given));
  },

  /** Returns warnings for saved filters on repositories: a name of several repositories. */
  async repositoryWarnings(viewer: Viewer, filter: AnyFilter): Promise<UserError[]> {
    demand(viewer, 'EDIT_TEAM');
    return context.database.read(viewer.account, async (session) =>
      ambiguousNames(filter, await repositoryNames(session), ['repositories']),
    );
  },

  /** Returns the matches as if the section were saved. Refuses what a save would refuse; writes nothing. */
  async previewSection<Section extends SettingsSection>(
    viewer: Viewer,
    given: SectionPreview<Section>,
  ): Promise<FilterMatch[]> {
    demand(viewer, 'EDIT_TEAM');
    return context.database.read(viewer.account, (session) => previewSection(session, given));
  },

  /** Copies sections of the effective settings of one node to others; returns the outcome of each. Throws NOT_FOUND if one is none. */
  async copySettings(viewer: Viewer, given: SettingsCopy): Promise<CopyResult[]> {
    demand(viewer, 'EDIT_TEAM');
    if (given.sections.length === 0)
      refuse('SECTIONS_REQUIRED', ['sections'], 'Name at least one section.');
    if (given.targets.length === 0 || given.targets.length > MOST_TARGETS)
      refuse('TARGETS_REQUIRED', ['targets'], `Name 1 to ${MOST_TARGETS} teams or nodes.`);
    return context.database.write(viewer.account, (session) =>
      copySettings(session, viewer, given),
    );
  },
});
