import { inByteOrder } from '../../model/byte-order.js';
import { isEmpty, matches } from '../../model/filter.js';
import type { Carrier, ChangeInput, PullRequestInput } from '../../model/inputs/code-input.js';
import { grouped } from '../../model/parts.js';
import { relationName } from '../../model/relation.js';
import type { Rules } from '../../model/team.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { ascending, present } from './cell.js';
import { goesToDestination } from './pull-requests.js';

/** SQL for the items, with the instants `at`, of which something was deployed by a pull request or by a change without one. */
const deployed = (condition: string) =>
  [
    ['ITEM_PULL_REQUEST', 'PULL_REQUEST_DEPLOYMENT'],
    ['ITEM_CHANGE', 'CHANGE_DEPLOYMENT'],
  ]
    .map(
      ([made, deployed]) =>
        `select l.source as item, d.at from fact_link d join fact_link l on l.account_id = $1 and l.relation = '${made}' and l.target = d.source
         where d.account_id = $1 and d.relation = '${deployed}' and (${condition})`,
    )
    .join(' union ');

/** When what was made for these items was deployed. */
export async function deploymentsOfItems(
  session: Session,
  items: readonly number[],
): Promise<Map<number, Instant[]>> {
  const rows = await session.load<{ item: number; at: Instant }>(
    `select item::float8 as item, ${milliseconds('at')} as at from (${deployed('l.source = any($2::bigint[])')}) as ridden`,
    [items],
  );
  return grouped(
    rows,
    ({ item }) => item,
    ({ at }) => at,
  );
}

type Delivery = Pick<PullRequestInput, 'builtAt' | 'deploymentId' | 'deployedAt' | 'carriedBy'>;
type PushedChange = Delivery &
  Pick<ChangeInput, 'repository' | 'mergedAt'> & { readonly branch: string };

interface Row extends Omit<PushedChange, 'carriedBy'> {
  readonly item: number;
  readonly service: number | null;
  readonly pipeline: number | null;
}

/** The changes, by item, that hold commits written for these and came by no pull request. */
export async function changesWithoutPullRequestFor(
  session: Session,
  items: readonly number[],
): Promise<Map<number, PushedChange[]>> {
  const rows = await session.load<Row>(
    `select l.source::float8 as item, c.repository::float8 as repository, c.branch, ${milliseconds('c.merged_at')} as "mergedAt",
       array(select ${milliseconds('b.at')} from fact_link b where b.account_id = $1 and b.relation = '${relationName.CHANGE_BUILD}' and b.source = c.number
         and b.at is not null order by b.at, b.target) as "builtAt",
       carrier.id as "deploymentId", ${milliseconds('d.at')} as "deployedAt", carrier.service, carrier.pipeline
     from fact_link l join change c on c.account_id = $1 and c.number = l.target and c.deleted_at is null
       left join lateral (select d.target, d.at from fact_link d where d.account_id = $1 and d.relation = '${relationName.CHANGE_DEPLOYMENT}'
         and d.source = c.number and d.rule <> 'BASELINE' limit 1) d on true
       left join lateral (select (s.run -> 'services' ->> 0)::float8 as service, f.pipeline_number::float8 as pipeline, f.id
         from standing_run s join pipeline_run f on f.account_id = $1 and f.number = s.number
         where s.account_id = $1 and s.number = d.target limit 1) carrier on true
     where l.account_id = $1 and l.relation = '${relationName.ITEM_CHANGE}' and l.source = any($2::bigint[]) order by l.target`,
    [items],
  );
  return grouped(
    rows,
    ({ item }) => item,
    ({ item: _item, service, pipeline, ...change }) => ({
      ...change,
      carriedBy: pipeline === null ? null : { service, pipeline },
    }),
  );
}

/** A team's own delivery of an item: code in its repositories that went into a branch from which the team ships. */
export interface Own {
  readonly rules: Rules;
  readonly repositories: ReadonlySet<number>;
}

const isOwnPullRequest = ({ rules, repositories }: Own, pullRequest: PullRequestInput): boolean =>
  pullRequest.repository !== null &&
  repositories.has(pullRequest.repository) &&
  goesToDestination(rules, pullRequest);

function isOwnChange({ rules, repositories }: Own, { repository, branch }: PushedChange): boolean {
  const { destinationBranches } = rules.settings;
  return (
    repository !== null &&
    repositories.has(repository) &&
    (isEmpty(destinationBranches) || matches(destinationBranches, { branch: [branch] }))
  );
}

/** Returns the deployment of the code that was deployed last. The first id counts, of several at one instant. */
function lastCarrier(deliveries: readonly Delivery[]): Carrier | null {
  const deployed = deliveries
    .filter(({ deployedAt }) => deployedAt !== null)
    .toSorted(
      (left, right) =>
        right.deployedAt! - left.deployedAt! ||
        inByteOrder(left.deploymentId ?? '', right.deploymentId ?? ''),
    );
  return deployed[0]?.carriedBy ?? null;
}

/** How what was made for an item was built and deployed, as far as it is the team's. */
export function deliveryOfItem(
  all: readonly PullRequestInput[],
  pushed: readonly PushedChange[],
  own: Own,
) {
  const pullRequests = all.filter((pullRequest) => isOwnPullRequest(own, pullRequest));
  const changes = pushed.filter((change) => isOwnChange(own, change));
  const deliveries = [...pullRequests, ...changes];
  const deploymentsAt = ascending(present(...deliveries.map(({ deployedAt }) => deployedAt)));
  return {
    pullRequests,
    pushedAt: ascending(changes.map(({ mergedAt }) => mergedAt)),
    buildsAt: ascending(deliveries.flatMap(({ builtAt }) => builtAt)),
    deploymentsAt,
    deployedAt: deploymentsAt.at(-1) ?? null,
    carriedBy: lastCarrier(deliveries),
  };
}
