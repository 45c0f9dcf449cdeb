import { identify } from '../../engine/identity/identify.js';
import {
  allIdentities,
  authoredBy,
  mailmapsOf,
  matchableDevelopers,
  toolFactsOf,
  writeResolutions,
} from '../../storage/directory/identity-resolution.js';
import type { Session } from '../../storage/sql/session.js';
import { defineDerived } from './relation.js';

/**
 * Matches every identity with its developer. Returns the identities that belong to another, or to a bot, since now. New identities are not
 * among them: the facts that name one are changed ones, or come later.
 */
async function matchIdentities(session: Session): Promise<number[]> {
  const identities = await allIdentities(session);
  const developers = await matchableDevelopers(session);
  const mailmaps = await mailmapsOf(session);
  const known = new Map(identities.map((identity) => [identity.number, identity]));
  const differing = identify({ identities, developers, mailmaps }).filter(
    ({ identity, developer, rule, bot }) => {
      const before = known.get(identity)!;
      const isSame = before.developer === developer && before.rule === rule && before.bot === bot;
      return !(before.matched && isSame);
    },
  );
  await writeResolutions(session, differing);
  const moved = differing.filter(({ identity, developer, bot }) => {
    const before = known.get(identity)!;
    const isOther = before.developer !== developer || (before.bot === null) !== (bot === null);
    return before.matched && isOther;
  });
  return moved.map(({ identity }) => identity);
}

const noCode = { commits: [], changes: [] };

/** The developer of each identity. */
export const identities = defineDerived({
  name: 'identities',
  after: [],
  find: async (session, { changed }) => {
    const moved = changed.people ? await matchIdentities(session) : [];
    const { commits, changes } = moved.length > 0 ? await authoredBy(session, moved) : noCode;
    return { moved, commits, changes };
  },
  affects: async (session, { moved, commits, changes }) => [
    ['commit', commits],
    ['change', changes],
    ...(await toolFactsOf(session, moved)),
  ],
});
