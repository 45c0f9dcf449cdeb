import { isDeepStrictEqual } from 'node:util';
import type { Viewer } from '../../model/access.js';
import { Fault, Refusal, refuse, type UserError } from '../../model/errors.js';
import type { TeamSettings } from '../../model/team.js';
import { lockDirectory } from '../../storage/directory/developers.js';
import { removeNodeSettings, saveNodeSettings } from '../../storage/directory/node-settings.js';
import type { Session } from '../../storage/sql/session.js';
import { directoryEntry, record } from '../activity.js';
import { errorIf } from '../error-if.js';
import { teamsBelow } from '../nodes.js';
import { mergeSettings } from './merge-settings.js';
import {
  partOf,
  type SectionSettings,
  type SettingsSection,
  settingsSections,
} from './sections.js';
import {
  amended,
  categoriesByTree,
  type EffectiveNodeSettings,
  effectiveSettingsOn,
  inheritedBy,
  openBook,
  type SettingsBook,
} from './settings-book.js';
import { settingsErrors } from './settings-errors.js';

interface Save {
  /** Number of a team or of a node above teams. */
  readonly node: number;
  /** Version that the change was made from (0: none were saved); null for no guard. */
  readonly expectedVersion: number | null;
}
/** Settings to save on a node. */
export interface SettingsSave extends Save {
  /** Null takes the node's own settings away, so that it inherits. */
  readonly settings: TeamSettings | null;
}
/** One section of settings to save on a node. */
export interface SectionSave<Section extends SettingsSection = SettingsSection> extends Save {
  /** Name of the section. */
  readonly section: Section;
  /** Null: as it is above; where nothing of its own is left then, the node inherits as a whole again. */
  readonly settings: SectionSettings<Section> | null;
}
/** Settings to copy from one node to others. */
export interface SettingsCopy {
  /** Number of the node to copy from. */
  readonly source: number;
  /** Numbers of the nodes to copy to. */
  readonly targets: readonly number[];
  /** Names of the sections. */
  readonly sections: readonly SettingsSection[];
  /** `MERGE` adds what a target lacks and takes nothing away. */
  readonly mode: 'REPLACE' | 'MERGE';
}
/** The outcome for one target; `settings` is null if the target was refused. */
export interface CopyResult {
  /** Number of the node. */
  readonly node: number;
  /** The settings that apply now; null if they were refused. */
  readonly settings: EffectiveNodeSettings | null;
  /** Why they were refused; empty if they were not. */
  readonly errors: readonly UserError[];
}

async function write(
  session: Session,
  viewer: Viewer,
  book: SettingsBook,
  node: number,
  settings: TeamSettings | null,
): Promise<SettingsBook> {
  const before = effectiveSettingsOn(book, node).settings;
  if (settings) await saveNodeSettings(session, node, settings, viewer.key);
  else await removeNodeSettings(session, node);
  const action = settings ? 'EDITED' : 'DELETED';
  await record(session, viewer, action, 'TEAM_SETTINGS', node, { before, after: settings });
  const teams = teamsBelow([...book.nodes.values()], node);
  session.append(directoryEntry({ teams, nodes: [node], rules: true }));
  return amended(book, node, settings);
}

type Categories = Awaited<ReturnType<typeof categoriesByTree>>;

/**
 * Returns why these sections cannot be saved on a node, with paths into the settings; empty if they
 * can.
 */
export function errorsOf(
  { nodes }: SettingsBook,
  categories: Categories,
  node: number,
  settings: TeamSettings,
  sections: readonly SettingsSection[],
): UserError[] {
  const known = categories.get(nodes.get(node)?.tree ?? 0) ?? new Set();
  const given = sections.includes('ISSUE_MANAGEMENT') ? settings.issueManagement.alignment : [];
  const unknown = given.flatMap(({ category }, index) =>
    errorIf(
      !known.has(category),
      'UNKNOWN_CATEGORY',
      ['issueManagement', 'alignment', String(index), 'category'],
      `The business alignment profile of the tree has no category ${category}.`,
    ),
  );
  return [...settingsErrors(settings, sections), ...unknown];
}

function refuseStale({ expectedVersion }: Save, { version }: EffectiveNodeSettings): void {
  if (expectedVersion === null || expectedVersion === version) return;
  refuse(
    'STALE_VERSION',
    ['expectedVersion'],
    `The settings are at version ${version} by now: read them again and repeat your change.`,
  );
}

/** Saves settings whole, or deletes them. */
export async function saveWhole(session: Session, viewer: Viewer, save: SettingsSave) {
  await lockDirectory(session);
  const { node, settings } = save;
  const book = await openBook(session, [node]);
  refuseStale(save, effectiveSettingsOn(book, node));
  const categories = await categoriesByTree(session);
  const errors = settings ? errorsOf(book, categories, node, settings, settingsSections) : [];
  if (errors.length > 0) throw new Refusal(errors);
  return effectiveSettingsOn(await write(session, viewer, book, node, settings), node);
}

/** Saves one section; the others stay effective as they are. */
export async function saveSection(session: Session, viewer: Viewer, save: SectionSave) {
  await lockDirectory(session);
  const { node, section, settings } = save;
  const book = await openBook(session, [node]);
  const before = effectiveSettingsOn(book, node);
  refuseStale(save, before);
  const above = inheritedBy(book, node);
  if (settings === null) {
    if (before.version === 0) return before;
    const rest = { ...before.settings, ...partOf(above, [section]) };
    const left = isDeepStrictEqual(rest, above) ? null : rest;
    return effectiveSettingsOn(await write(session, viewer, book, node, left), node);
  }
  const next = { ...before.settings, ...settings };
  const errors = errorsOf(book, await categoriesByTree(session), node, next, [section]);
  if (errors.length > 0) throw new Refusal(errors);
  return effectiveSettingsOn(await write(session, viewer, book, node, next), node);
}

/** Copies sections to each target; one that is refused does not hold up the others. */
export async function copySettings(
  session: Session,
  viewer: Viewer,
  { source, targets, sections, mode }: SettingsCopy,
): Promise<CopyResult[]> {
  await lockDirectory(session);
  let book = await openBook(session, [source, ...targets]);
  const categories = await categoriesByTree(session);
  const { settings: given } = effectiveSettingsOn(book, source);
  const results: CopyResult[] = [];
  for (const node of targets) {
    if (!book.nodes.has(node))
      throw new Fault('NOT_FOUND', 'One of the targets is no team or node: nothing was copied.');
    const before = effectiveSettingsOn(book, node).settings;
    const next =
      mode === 'MERGE'
        ? mergeSettings(before, given, sections)
        : { ...before, ...partOf(given, sections) };
    const errors = errorsOf(book, categories, node, next, sections);
    if (errors.length === 0 && !isDeepStrictEqual(before, next))
      book = await write(session, viewer, book, node, next);
    results.push({
      node,
      errors,
      settings: errors.length > 0 ? null : effectiveSettingsOn(book, node),
    });
  }
  return results;
}
