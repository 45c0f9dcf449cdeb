import type { Viewer } from '../model/access.js';
import { Fault, Refusal, refuse } from '../model/errors.js';
import type { BusinessAlignmentConfig } from '../model/profile/alignment-profile.js';
import type { EfficiencyConfig, ProfileKind } from '../model/profile/profile.js';
import { lockDirectory } from '../storage/directory/developers.js';
import { readOrgTrees } from '../storage/directory/org-trees.js';
import {
  deleteProfile,
  insertProfile,
  readProfiles,
  type StoredProfile,
  updateProfile,
} from '../storage/directory/profiles.js';
import { readIntegrations } from '../storage/integrations/integrations.js';
import type { Session } from '../storage/sql/session.js';
import { directoryEntry, record } from './activity.js';
import type { DirectoryContext } from './context.js';
import { nameErrors } from './name-errors.js';
import { demand } from './permissions.js';
import { withCategoryIds } from './profile/category-ids.js';
import { configErrors } from './profile/config-errors.js';
import { needErrors } from './profile/needs.js';

/** The contents of a profile. A category of business alignment whose id is 0 is new. */
export interface ProfileInput<Kind extends ProfileKind = ProfileKind>
  extends Pick<StoredProfile<Kind>, 'name' | 'description' | 'config'> {}
/** A profile to save. */
export interface ProfileChange<Kind extends ProfileKind = ProfileKind> {
  /** Kind of the profile. */
  readonly kind: Kind;
  /** Number of the profile. */
  readonly number: number;
  /** The contents to save. */
  readonly input: ProfileInput<Kind>;
  /** Guards against two who change at once; null for no guard. */
  readonly expectedVersion: number | null;
}

/** The input as it can be saved: valid, its categories numbered, its sources connected. */
async function checked(
  session: Session,
  { offers = () => [] }: DirectoryContext,
  kind: ProfileKind,
  input: ProfileInput,
  before: StoredProfile | null,
): Promise<ProfileInput> {
  const config =
    kind === 'BUSINESS_ALIGNMENT'
      ? withCategoryIds(
          input.config as BusinessAlignmentConfig,
          before && (before.config as BusinessAlignmentConfig),
        )
      : input.config;
  const errors = [...nameErrors(input.name), ...configErrors(kind, config)];
  if (kind === 'EFFICIENCY') {
    const connected = new Set(
      (await readIntegrations(session)).flatMap(({ provider }) => offers(provider)),
    );
    const was = before && (before.config as EfficiencyConfig);
    errors.push(...needErrors(config as EfficiencyConfig, connected, was));
  }
  if (errors.length > 0) throw new Refusal(errors);
  return { ...input, name: input.name.trim(), config };
}

async function refuseTaken(session: Session, kind: ProfileKind, name: string, number: number) {
  const profiles = await readProfiles(session);
  if (
    profiles.some((other) => other.kind === kind && other.name === name && other.number !== number)
  )
    refuse('NAME_TAKEN', ['name'], `There is a profile "${name}" already: choose another name.`);
}

async function existing(session: Session, number: number, kind: ProfileKind | null) {
  const profiles = await readProfiles(session);
  const profile = profiles.find((one) => one.number === number);
  if (profile && (kind === null || profile.kind === kind)) return profile;
  throw new Fault('NOT_FOUND', 'There is no such profile.');
}

async function insert(
  session: Session,
  context: DirectoryContext,
  viewer: Viewer,
  kind: ProfileKind,
  input: ProfileInput,
): Promise<number> {
  const valid = await checked(session, context, kind, input, null);
  await refuseTaken(session, kind, valid.name, 0);
  const number = await insertProfile(session, { ...valid, kind });
  await record(session, viewer, 'CREATED', 'PROFILE', number, { kind, ...valid });
  return number;
}

async function replace(
  session: Session,
  context: DirectoryContext,
  viewer: Viewer,
  { kind, number, input, expectedVersion }: ProfileChange,
): Promise<void> {
  const before = await existing(session, number, kind);
  if (expectedVersion !== null && before.version !== expectedVersion)
    refuse(
      'STALE_VERSION',
      ['expectedVersion'],
      `The profile is at version ${before.version} by now: read it again and repeat your change.`,
    );
  const valid = await checked(session, context, kind, input, before);
  await refuseTaken(session, kind, valid.name, number);
  await updateProfile(session, { ...valid, number });
  await record(session, viewer, 'EDITED', 'PROFILE', number, { before, after: valid });
  session.append(directoryEntry({ rules: true }));
}

async function remove(session: Session, viewer: Viewer, number: number): Promise<void> {
  await lockDirectory(session);
  const profile = await existing(session, number, null);
  const users = (await readOrgTrees(session)).filter((tree) =>
    [tree.efficiencyProfile, tree.productivityProfile, tree.businessAlignmentProfile].includes(
      number,
    ),
  );
  if (users.length > 0)
    refuse(
      'PROFILE_IN_USE',
      ['profile'],
      `${users.map(({ name }) => `"${name}"`).join(', ')} is measured by it: give the tree another profile first.`,
    );
  const same = (await readProfiles(session)).filter(({ kind }) => kind === profile.kind);
  if (profile.kind !== 'BUSINESS_ALIGNMENT' && same.length === 1)
    refuse(
      'LAST_PROFILE',
      ['profile'],
      'New trees need a profile of this kind: make another first.',
    );
  await deleteProfile(session, number);
  await record(session, viewer, 'DELETED', 'PROFILE', number, { before: profile });
  session.append(directoryEntry());
}

const all = ({ database }: DirectoryContext, viewer: Viewer) =>
  database.read(viewer.account, readProfiles);

export const createProfiles = (context: DirectoryContext) => ({
  /** Returns a profile; null if there is none. Throws FORBIDDEN. */
  async find(viewer: Viewer, number: number): Promise<StoredProfile | null> {
    demand(viewer, 'READ_DIRECTORY');
    return (await all(context, viewer)).find((profile) => profile.number === number) ?? null;
  },

  /** The profiles of a kind, or all, the oldest first: it is the default of new trees. */
  async list(viewer: Viewer, kind: ProfileKind | null): Promise<StoredProfile[]> {
    demand(viewer, 'READ_DIRECTORY');
    return (await all(context, viewer)).filter((profile) => kind === null || profile.kind === kind);
  },

  /** Returns the profile that was created. Throws FORBIDDEN, or a `Refusal` for a configuration that cannot be used. */
  async create<Kind extends ProfileKind>(
    viewer: Viewer,
    kind: Kind,
    input: ProfileInput<Kind>,
  ): Promise<StoredProfile<Kind>> {
    demand(viewer, 'EDIT_DIRECTORY');
    const number = await context.database.write(viewer.account, (session) =>
      insert(session, context, viewer, kind, input),
    );
    return (await this.find(viewer, number)) as StoredProfile<Kind>;
  },

  /** Replaces a profile by its next version, which every tree that has it goes over to. */
  async update<Kind extends ProfileKind>(
    viewer: Viewer,
    change: ProfileChange<Kind>,
  ): Promise<StoredProfile<Kind>> {
    demand(viewer, 'EDIT_DIRECTORY');
    await context.database.write(viewer.account, (session) =>
      replace(session, context, viewer, change),
    );
    return (await this.find(viewer, change.number)) as StoredProfile<Kind>;
  },

  /** Removes a profile by which no tree is measured. */
  async remove(viewer: Viewer, number: number): Promise<void> {
    demand(viewer, 'EDIT_DIRECTORY');
    await context.database.write(viewer.account, (session) => remove(session, viewer, number));
  },
});
