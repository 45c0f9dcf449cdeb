import type { LogEntry } from '../../model/change-log.js';
import { teamRules } from '../../storage/cells/rulesets.js';
import { deleteSetAside, type SettingAside, writeSetAside } from '../../storage/cells/set-aside.js';
import {
  commitConsumerOffset,
  lockConsumerOffset,
} from '../../storage/change-feed/consumer-offset.js';
import type { Database } from '../../storage/database/database.js';
import { hideFacts, numbersOfFacts, type PlacedFact } from '../../storage/facts/hidden-facts.js';
import { reasonOf } from '../../storage/sql/database-errors.js';
import type { Session } from '../../storage/sql/session.js';
import { entryBeside, FEW_FACTS, halvesOfWork, linkableOf, loadBatch } from '../batch.js';
import { linkEntries } from '../correlate.js';
import { linkHealing, noteHealed, teamsWithout } from '../correlate-batch.js';
import { attempt, type Failure, Overtaken, probe } from './attempt.js';
import { culpritsAmong, type WorksWithout } from './culprits.js';

/** Work of one account on the entries behind one position. */
interface Work {
  readonly database: Database;
  readonly account: number;
  readonly derivation: string;
  readonly position: number;
}

/** An entry of one fact, or of the directory, that cannot be linked as things are. */
interface Failed {
  readonly entry: LogEntry;
  readonly error: unknown;
}

/** Numbers of facts and teams that are skipped, so that the rest can be linked. */
interface SkippedFacts {
  readonly facts: readonly number[];
  readonly teams: readonly number[];
}

/** More facts than this are set aside only where setting aside teams does not help. */
const MANY_FACTS = 20;

async function hold(session: Session, { position }: Work): Promise<void> {
  if ((await lockConsumerOffset(session)) !== position) throw new Overtaken();
}

/** Links entries in halves, as far as they can be linked. Returns the rest, one by one. */
async function linkParts(
  work: Work,
  entries: readonly LogEntry[],
  failure: Failure,
): Promise<Failed[]> {
  if (!failure) return [];
  const halves = halvesOfWork(entries);
  if (!halves) return [{ entry: entries[0]!, error: failure.error }];
  const failed: Failed[] = [];
  for (const half of halves) {
    const failing = await attempt(work.database, work.account, async (session) => {
      await hold(session, work);
      await linkHealing(session, half, work.derivation);
    });
    failed.push(...(await linkParts(work, half, failing)));
  }
  return failed;
}

/** Links entries as if the skipped facts and teams were not there. Returns the facts that are hidden by it. */
async function linkWithout(
  session: Session,
  { derivation }: Work,
  entries: readonly LogEntry[],
  { facts, teams }: SkippedFacts,
): Promise<PlacedFact[]> {
  const without = new Set([...teams, ...(await teamsWithout(session, entries))]);
  const hidden = await hideFacts(session, facts);
  const beside = entries[0] ? entryBeside(entries[0], hidden) : [];
  await linkEntries(session, [...entries, ...beside], { derivation, without });
  return hidden;
}

const numbersOf = (failed: readonly Failed[]): number[] =>
  failed.flatMap(({ entry }) =>
    entry.kind === 'FACTS' ? entry.what.numbers.map(([first]) => first) : [],
  );

/** More facts than these are not all hidden, only to find out whether another fact is to blame. */
const MOST_TO_HIDE = 50_000;

/** Tries to link the failed entries without the skipped facts and teams. */
const createTrial =
  (work: Work, failed: readonly Failed[]) =>
  async (skipped: SkippedFacts): Promise<boolean> => {
    const entries = failed.map(({ entry }) => entry);
    const failure = await probe(work.database, work.account, async (session) => {
      await hold(session, work);
      await linkWithout(session, work, entries, skipped);
    });
    return failure === null;
  };

/** Facts to set aside: of those that failed, unless each could be linked if it were alone, else of all. Null where nothing helps. */
async function factsToSetAside(
  all: readonly number[],
  failed: ReadonlySet<number>,
  works: WorksWithout<number>,
): Promise<readonly number[] | null> {
  const own = await culpritsAmong(
    all.filter((number) => failed.has(number)),
    works,
  );
  if (own && all.length > MOST_TO_HIDE) return own;
  const innocent = new Set<number>();
  for (const number of own ?? [])
    if (await works(all.filter((one) => one !== number))) innocent.add(number);
  if (own && innocent.size === 0) return own;
  const others = await culpritsAmong(
    all.filter((number) => !innocent.has(number)),
    works,
  );
  return others ?? own;
}

/** Finds the facts and teams to skip, so that the failed entries can be linked. Null if nothing helps. */
async function culpritsOf(work: Work, failed: readonly Failed[]): Promise<SkippedFacts | null> {
  const works = createTrial(work, failed);
  const all = await work.database.read(work.account, async (session) => ({
    facts: await numbersOfFacts(session),
    teams: (await teamRules(session, null)).map(({ team }) => team),
  }));
  const facts = await factsToSetAside(all.facts, new Set(numbersOf(failed)), (some) =>
    works({ facts: some, teams: [] }),
  );
  if (facts && facts.length <= MANY_FACTS) return { facts, teams: [] };
  const teams = await culpritsAmong(all.teams, (some) => works({ facts: [], teams: some }));
  if (teams) return { facts: [], teams };
  return facts && { facts, teams: [] };
}

function settingAside(
  hidden: readonly PlacedFact[],
  { teams }: SkippedFacts,
  failed: readonly Failed[],
): SettingAside[] {
  const errors = new Map(failed.flatMap((one) => numbersOf([one]).map((at) => [at, one.error])));
  const first = failed[0]?.error;
  return [
    ...hidden.map(({ integration, repository, ...fact }) => ({
      kind: 'FACT' as const,
      fact,
      integration,
      repository,
      reason: reasonOf(errors.get(fact.number) ?? first),
    })),
    ...teams.map((team) => ({ kind: 'RULES' as const, team, reason: reasonOf(first) })),
  ];
}

/** Writes down that nothing helps; the entries stay to be read. Throws the error. */
export async function stall(
  { database, account, derivation }: Omit<Work, 'position'>,
  error: unknown,
): Promise<never> {
  const stalled = [{ kind: 'LINKING' as const, reason: reasonOf(error) }];
  await database.write(account, (session) => writeSetAside(session, stalled, derivation));
  throw error;
}

async function linkRest(
  work: Work,
  failed: readonly Failed[],
  last: number,
): Promise<SettingAside[]> {
  const skipped = failed.length > 0 ? await culpritsOf(work, failed) : { facts: [], teams: [] };
  if (!skipped) return stall(work, failed[0]?.error);
  return work.database.write(work.account, async (session) => {
    await hold(session, work);
    const entries = failed.map(({ entry }) => entry);
    const hidden = entries.length > 0 ? await linkWithout(session, work, entries, skipped) : [];
    await deleteSetAside(session, 'LINKING');
    await noteHealed(session, entries);
    const aside = settingAside(hidden, skipped, failed);
    const added = await writeSetAside(session, aside, work.derivation);
    await commitConsumerOffset(session, last);
    return added;
  });
}

/**
 * Links the next entries of the change log if some facts or rules make linking fail. These are set aside with the reason, and the others
 * are linked as if they were not there. Returns what was not set aside before. Throws the failure if skipping does not help.
 */
export async function linkAround(
  database: Database,
  account: number,
  derivation: string,
  failure: NonNullable<Failure>,
): Promise<SettingAside[]> {
  const { position, entries } = await database.write(account, async (session) => {
    const position = await lockConsumerOffset(session);
    if (position === null) throw new Overtaken();
    const { entries } = await loadBatch(session, position, FEW_FACTS);
    return { position, entries };
  });
  const last = entries.at(-1);
  if (!last) throw new Overtaken();
  const work = { database, account, derivation, position };
  const failed = await linkParts(work, linkableOf(entries), failure);
  return linkRest(work, failed, last.sequence);
}
