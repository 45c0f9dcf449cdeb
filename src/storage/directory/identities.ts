import type { ApplicationType, BotRule, Identity } from '../../model/facts/people.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { IdentityTable } from '../tables/identity.table.js';
import { selectionOf, updateNumbered } from '../tables/rows.js';

const identityColumns = selectionOf(IdentityTable, 'matched');

export const readIdentity = (session: Session, number: number): Promise<Identity | null> =>
  session.find<Identity>(
    `select ${identityColumns} from identity where account_id = $1 and number = $2`,
    [number],
  );

export const readIdentitiesOf = (session: Session, developers: readonly number[]) =>
  session.load<Identity>(
    `select ${identityColumns} from identity where account_id = $1 and developer = any($2::bigint[]) order by identity.number`,
    [developers],
  );

/** Every identity that is the same person of the same sort of tool: same e-mail, or same id where there is none. */
export const readSamePerson = (session: Session, identity: Identity): Promise<Identity[]> =>
  session.load<Identity>(
    `select ${identityColumns} from identity where account_id = $1 and application_type = $2
       and coalesce(lower(email), external_id) = $3 order by identity.number`,
    [identity.applicationType, identity.email?.toLowerCase() ?? identity.externalId],
  );

/** Links by hand, which automatic rules leave alone; null says by hand that they are nobody's. */
export const linkIdentities = (
  session: Session,
  numbers: readonly number[],
  developer: number | null,
): Promise<void> => updateNumbered(session, IdentityTable, numbers, { developer, rule: 'MANUAL' });

/** Somebody whom effective facts name; authors of commits are one over all repositories, by e-mail where there is one. */
export interface ActivePerson {
  /** The lowest of their identities. */
  readonly identity: number;
  /** The tool it belongs to. */
  readonly applicationType: ApplicationType;
  /** The tool's own id. */
  readonly externalId: string;
  /** Name as the tool has it; null if it has none. */
  readonly name: string | null;
  /** E-mail as the tool has it; null if it has none. */
  readonly email: string | null;
  /** How it was found to be a bot; null if it is none. */
  readonly bot: BotRule | null;
  /** Number of commits. */
  readonly commits: number;
  /** Number of pull requests. */
  readonly pullRequests: number;
  /** Reviews and comments. */
  readonly reviews: number;
  /** Number of work items. */
  readonly workItems: number;
  /** When the last commit was authored; null for none. */
  readonly lastCommitAt: Instant | null;
}

/** SQL: how many effective facts name each identity, one row for each kind. */
const uses = `select author as who, count(*) as commits, 0 as pulls, 0 as reviews, 0 as items, max(authored_at) as latest
    from commit where account_id = $1 and deleted_at is null group by author
  union all select author, 0, count(*), 0, 0, null from pull_request where account_id = $1 and deleted_at is null group by author
  union all select (act ->> 'by')::bigint, 0, 0, count(*), 0, null
    from pull_request p cross join lateral jsonb_array_elements(p.reviews || p.comments) as act
    where p.account_id = $1 and p.deleted_at is null group by 1
  union all select assignee, 0, 0, 0, count(*), null from work_item
    where account_id = $1 and deleted_at is null and assignee is not null group by assignee`;

/** People whom effective facts name, the busiest first, nobody unknown among them; with `unmatched` only humans without developer. */
export const readActivePeople = (session: Session, unmatched: boolean): Promise<ActivePerson[]> =>
  session.load<ActivePerson>(
    `select min(identity.number)::float8 as identity, application_type as "applicationType", min(external_id collate "C") as "externalId",
       min(name) as name, min(lower(email)) as email, max(bot) as bot, sum(used.commits)::float8 as commits, sum(used.pulls)::float8 as "pullRequests",
       sum(used.reviews)::float8 as reviews, sum(used.items)::float8 as "workItems", ${milliseconds('max(used.latest)')} as "lastCommitAt"
     from identity join (${uses}) as used on used.who = identity.number
     where account_id = $1 and external_id <> '' and (not $2::boolean or (developer is null and bot is null and rule is distinct from 'MANUAL'))
     group by application_type, case when application_type = 'GIT' then coalesce(lower(email), external_id) else external_id end
     order by sum(used.commits + used.pulls + used.reviews + used.items) desc, identity`,
    [unmatched],
  );
