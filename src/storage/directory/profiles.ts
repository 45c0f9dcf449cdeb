import { completeConfig } from '../../model/profile/default-profile.js';
import type { Profile, ProfileKind } from '../../model/profile/profile.js';
import type { Instant } from '../../model/time.js';
import { moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { ProfileTable } from '../tables/org-tree.table.js';
import { insertNumbered, selectionOf } from '../tables/rows.js';

/** A profile as it is stored. */
export interface StoredProfile<Kind extends ProfileKind = ProfileKind> extends Profile<Kind> {
  /** When it was created. */
  readonly createdAt: Instant;
  /** When it last changed. */
  readonly updatedAt: Instant;
}

/** The profiles of the account, the oldest first. */
export async function readProfiles(session: Session): Promise<StoredProfile[]> {
  const profiles = await session.load<StoredProfile>(
    `select ${selectionOf(ProfileTable)} from profile where account_id = $1 order by profile.number`,
  );
  return profiles.map((profile) => ({
    ...profile,
    config: completeConfig(profile.kind, profile.config),
  }));
}

/** Writes a new profile as version 1 and answers its number. */
export const insertProfile = (
  session: Session,
  { kind, name, description, config }: Omit<Profile, 'number' | 'version'>,
): Promise<number> => {
  const first = { version: 1, createdAt: session.now, updatedAt: session.now };
  return insertNumbered(session, ProfileTable, [{ kind, name, description, config, ...first }]);
};

/** Replaces a profile by its next version. */
export async function updateProfile(
  session: Session,
  profile: Omit<Profile, 'kind' | 'version'>,
): Promise<void> {
  await session.run(
    `update profile set name = $3, description = $4, config = $5::jsonb, version = version + 1, updated_at = $6::timestamptz
     where account_id = $1 and number = $2`,
    [
      profile.number,
      profile.name,
      profile.description,
      JSON.stringify(profile.config),
      moment(session.now),
    ],
  );
}

/** Removes a profile for good; no tree may have it. */
export async function deleteProfile(session: Session, number: number): Promise<void> {
  await session.run('delete from profile where account_id = $1 and number = $2', [number]);
}
