import { identify } from '../engine/identity/identify.js';
import {
  allIdentities,
  authoredBy,
  mailmapsOf,
  matchableDevelopers,
  writeResolutions,
} from '../storage/directory/identity-resolution.js';
import type { Session } from '../storage/sql/session.js';

/** Matches every identity with its developer. Returns the identities that changed, with the commits and changes they authored. */
export async function linkPeople(
  session: Session,
): Promise<{ identities: number[]; commits: number[]; changes: number[] }> {
  const identities = await allIdentities(session);
  const developers = await matchableDevelopers(session);
  const mailmaps = await mailmapsOf(session);
  const known = new Map(identities.map((identity) => [identity.number, identity]));
  const differing = identify({ identities, developers, mailmaps }).filter(
    ({ identity, developer, rule, bot }) => {
      const before = known.get(identity);
      return before?.developer !== developer || before.rule !== rule || before.bot !== bot;
    },
  );
  await writeResolutions(session, differing);
  const moved = differing.filter(({ identity, developer, bot }) => {
    const before = known.get(identity);
    return before?.developer !== developer || (before.bot === null) !== (bot === null);
  });
  const numbers = moved.map(({ identity }) => identity);
  return { identities: numbers, ...(await authoredBy(session, numbers)) };
}
