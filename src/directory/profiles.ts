import type { Viewer } from '../model/access.js';
import { Fault, Refusal, refuse, type UserError } from '../model/errors.js';
import type {
  EfficiencyConfig,
  ProductivityConfig,
  ProfileConfigOf,
  ProfileKind,
} from '../model/profile.js';
import {
  insertProfile,
  readProfiles,
  type StoredProfile,
  updateProfile,
} from '../storage/profiles.js';
import type { Session } from '../storage/session.js';
import { record } from './activity.js';
import type { DirectoryContext } from './context.js';
import { demand } from './permissions.js';
import { efficiencyErrors, nameErrors, productivityErrors } from './profile-errors.js';

/** Kinds that metrics read today. */
export type EditableKind = 'EFFICIENCY' | 'PRODUCTIVITY';
export interface ProfileInput<Kind extends EditableKind = EditableKind> {
  readonly name: string;
  readonly description: string | null;
  readonly config: ProfileConfigOf[Kind];
}

const configErrors = (kind: EditableKind, config: ProfileConfigOf[EditableKind]): UserError[] =>
  kind === 'EFFICIENCY'
    ? efficiencyErrors(config as EfficiencyConfig)
    : productivityErrors(config as ProductivityConfig);

function check(kind: EditableKind, input: ProfileInput): void {
  const errors = [...nameErrors(input.name), ...configErrors(kind, input.config)];
  if (errors.length > 0) throw new Refusal(errors);
}

async function refuseTaken(session: Session, kind: ProfileKind, name: string, number: number) {
  const profiles = await readProfiles(session);
  if (
    profiles.some((other) => other.kind === kind && other.name === name && other.number !== number)
  )
    refuse('NAME_TAKEN', ['name'], `There is a profile "${name}" already: choose another name.`);
}

const ofKind = (profile: StoredProfile | undefined, kind: ProfileKind): StoredProfile => {
  if (profile?.kind === kind) return profile;
  throw new Fault('NOT_FOUND', 'There is no such profile.');
};

const all = ({ database }: DirectoryContext, viewer: Viewer) =>
  database.read(viewer.account, readProfiles);

async function create(
  context: DirectoryContext,
  viewer: Viewer,
  kind: EditableKind,
  input: ProfileInput,
) {
  demand(viewer, 'EDIT_DIRECTORY');
  check(kind, input);
  const name = input.name.trim();
  return context.database.write(viewer.account, async (session) => {
    await refuseTaken(session, kind, name, 0);
    const number = await insertProfile(session, { ...input, kind, name });
    await record(session, viewer, 'CREATED', 'PROFILE', number, { kind, ...input });
    return number;
  });
}

async function replace(session: Session, viewer: Viewer, change: ProfileChange): Promise<void> {
  const { kind, number, input, expectedVersion } = change;
  const name = input.name.trim();
  const profiles = await readProfiles(session);
  const before = ofKind(
    profiles.find((profile) => profile.number === number),
    kind,
  );
  if (expectedVersion !== null && before.version !== expectedVersion)
    refuse(
      'STALE_VERSION',
      ['expectedVersion'],
      `The profile is at version ${before.version} by now: read it again and repeat your change.`,
    );
  await refuseTaken(session, kind, name, number);
  await updateProfile(session, { ...input, number, name });
  await record(session, viewer, 'EDITED', 'PROFILE', number, { before, after: input });
  session.append({
    kind: 'DIRECTORY',
    what: { developers: [], teams: [], nodes: [], rules: true },
  });
}

export interface ProfileChange<Kind extends EditableKind = EditableKind> {
  readonly kind: Kind;
  readonly number: number;
  readonly input: ProfileInput<Kind>;
  /** Guards against two who change at once; null for no guard. */
  readonly expectedVersion: number | null;
}

export const createProfiles = (context: DirectoryContext) => ({
  async find(viewer: Viewer, number: number): Promise<StoredProfile | null> {
    demand(viewer, 'READ_DIRECTORY');
    return (await all(context, viewer)).find((profile) => profile.number === number) ?? null;
  },

  /** The profiles of a kind, or all, the oldest first: it is the default of new trees. */
  async list(viewer: Viewer, kind: ProfileKind | null): Promise<StoredProfile[]> {
    demand(viewer, 'READ_DIRECTORY');
    return (await all(context, viewer)).filter((profile) => kind === null || profile.kind === kind);
  },

  async create<Kind extends EditableKind>(
    viewer: Viewer,
    kind: Kind,
    input: ProfileInput<Kind>,
  ): Promise<StoredProfile<Kind>> {
    const number = await create(context, viewer, kind, input);
    return (await this.find(viewer, number)) as StoredProfile<Kind>;
  },

  /** Replaces a profile by its next version, which every tree that has it goes over to. */
  async update<Kind extends EditableKind>(
    viewer: Viewer,
    change: ProfileChange<Kind>,
  ): Promise<StoredProfile<Kind>> {
    demand(viewer, 'EDIT_DIRECTORY');
    check(change.kind, change.input);
    await context.database.write(viewer.account, (session) => replace(session, viewer, change));
    return (await this.find(viewer, change.number)) as StoredProfile<Kind>;
  },
});
