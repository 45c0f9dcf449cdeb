import { createHash } from 'node:crypto';
import { effectiveSettings } from '../../model/effective-settings.js';
import type { AnyFilter } from '../../model/filter.js';
import type { BusinessAlignmentConfig } from '../../model/profile/alignment-profile.js';
import {
  completeAlignment,
  completeEfficiency,
  completeProductivity,
  defaultAlignment,
} from '../../model/profile/default-profile.js';
import type { ProductivityConfig } from '../../model/profile/productivity-profile.js';
import type { EfficiencyConfig } from '../../model/profile/profile.js';
import {
  completeTeamSettings,
  type EffectiveRules,
  emptyTeamSettings,
  type TeamSettings,
} from '../../model/team.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Rules as profiles and settings say, whatever metrics make of them. */
export type IntendedRules = Omit<EffectiveRules, 'shape'>;
/** A team with the rules that answer for it and those that are being observed beside them. */
export interface TeamRules {
  readonly team: number;
  readonly ruleset: number | null;
  readonly pending: number | null;
}

interface NodeRow {
  readonly number: number;
  readonly parent: number | null;
  readonly isTeam: boolean;
  readonly settings: TeamSettings | null;
  readonly efficiency: EffectiveRules['efficiencyProfile'] & { readonly config: EfficiencyConfig };
  readonly productivity: EffectiveRules['productivityProfile'] & {
    readonly config: ProductivityConfig;
  };
  readonly alignment:
    | (EffectiveRules['productivityProfile'] & { readonly config: BusinessAlignmentConfig })
    | null;
}

const profile = (alias: string) =>
  `jsonb_build_object('number', ${alias}.number, 'name', ${alias}.name, 'version', ${alias}.version, 'config', ${alias}.config)`;

function rulesOf(node: NodeRow, settings: TeamSettings): IntendedRules {
  const { config: efficiency, ...efficiencyProfile } = node.efficiency;
  const { config: productivity, ...productivityProfile } = node.productivity;
  const { config: alignment, ...alignmentProfile } = node.alignment ?? { config: null };
  return {
    settings,
    efficiency: completeEfficiency(efficiency),
    productivity: completeProductivity(productivity),
    alignment: alignment ? completeAlignment(alignment) : defaultAlignment,
    efficiencyProfile,
    productivityProfile,
    alignmentProfile: 'number' in alignmentProfile ? alignmentProfile : null,
  };
}

/** Computes the rules of teams that are not deleted, from the profiles of their trees and the settings on their paths; null for all teams. */
export async function intendedRules(
  session: Session,
  teams: readonly number[] | null,
): Promise<Map<number, IntendedRules>> {
  const nodes = await session.load<NodeRow>(
    `with recursive wanted as (
       select number, parent from org_node where account_id = $1 and ($2::bigint[] is null or number = any($2::bigint[]))
       union select above.number, above.parent from wanted join org_node above on above.account_id = $1 and above.number = wanted.parent)
     select n.number::float8 as number, n.parent::float8 as parent, n.is_team as "isTeam", s.settings,
       ${profile('e')} as efficiency, ${profile('p')} as productivity,
       case when a.number is not null then ${profile('a')} end as alignment
     from wanted join org_node n on n.account_id = $1 and n.number = wanted.number join org_tree t on t.account_id = n.account_id and t.number = n.tree
       join profile e on e.account_id = n.account_id and e.number = t.efficiency_profile
       join profile p on p.account_id = n.account_id and p.number = t.productivity_profile
       left join profile a on a.account_id = n.account_id and a.number = t.business_alignment_profile
       left join node_setting s on s.account_id = n.account_id and s.node = n.number
     where n.account_id = $1 and n.archived_at is null`,
    [teams],
  );
  const byNumber = new Map(nodes.map((node) => [node.number, node]));
  const saved = new Map(
    nodes.flatMap((node) =>
      node.settings ? [[node.number, completeTeamSettings(node.settings)] as const] : [],
    ),
  );
  return new Map(
    nodes
      .filter((node) => node.isTeam)
      .map((node) => [
        node.number,
        rulesOf(
          node,
          effectiveSettings(node.number, byNumber, saved)?.settings ?? emptyTeamSettings,
        ),
      ]),
  );
}

/** Key order must not matter: jsonb gives its own. */
const inKeyOrder = (_key: string, value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));

const digestOf = (content: EffectiveRules): string =>
  createHash('sha256').update(JSON.stringify(content, inKeyOrder)).digest('base64');

const numbersByDigest = async (session: Session, digests: readonly string[]) => {
  const rows = await session.load<{ digest: string; number: number }>(
    'select digest, number::float8 as number from ruleset where account_id = $1 and digest = any($2::text[])',
    [digests],
  );
  return new Map(rows.map(({ digest, number }) => [digest, number]));
};

/** Returns the numbers of the rulesets with these contents. Writes those that are missing. */
export async function rulesetNumbers(
  session: Session,
  contents: readonly EffectiveRules[],
): Promise<number[]> {
  const digests = contents.map(digestOf);
  let known = await numbersByDigest(session, digests);
  const byDigest = new Map(digests.map((digest, index) => [digest, contents[index]!]));
  const missing = [...byDigest].filter(([digest]) => !known.has(digest));
  if (missing.length > 0) {
    const first = await session.drawNumbers(missing.length);
    await session.run(
      `insert into ruleset (account_id, number, digest, content, created_at) select $1, given.*, $5::timestamptz
       from rows from (unnest($2::bigint[]), unnest($3::text[]), jsonb_array_elements($4::jsonb)) as given on conflict do nothing`,
      [
        missing.map((_, index) => first + index),
        missing.map(([digest]) => digest),
        JSON.stringify(missing.map(([, content]) => content)),
        timestamp(session.now),
      ],
    );
    known = await numbersByDigest(session, digests);
  }
  return digests.map((digest) => known.get(digest)!);
}

/** Loads the rules of teams that are not deleted; null for all teams. */
export const teamRules = (
  session: Session,
  teams: readonly number[] | null,
): Promise<TeamRules[]> =>
  session.load<TeamRules>(
    `select r.team::float8 as team, r.ruleset::float8 as ruleset, r.pending::float8 as pending
     from team_ruleset r join org_node n on n.account_id = r.account_id and n.number = r.team
     where r.account_id = $1 and n.archived_at is null and ($2::bigint[] is null or r.team = any($2::bigint[]))`,
    [teams],
  );

/** Returns a text that changes with the rules and members of teams, and with what filters compare of repositories. */
export async function digestOfTeams(session: Session): Promise<string> {
  const list = (table: string, columns: string) =>
    `(select md5(string_agg(one, ',' order by one)) from (select row(${columns})::text as one from ${table} where account_id = $1) as listed)`;
  const row = await session.find<{ digest: string }>(
    `select concat_ws(' ', ${list('team_ruleset', 'team, ruleset, pending')}, ${list('ruleset', 'number, digest')},
       ${list('org_node', 'number, is_team, archived_at')}, ${list('membership', 'team, developer')},
       ${list('repository', 'number, same_as, name, id, public_id, url, remote, deleted_at')}) as digest`,
  );
  return row?.digest ?? '';
}

/** Returns true if the rules of a team that is not deleted are of another derivation version. Pending rules count before effective ones. */
export const hasOtherDerivation = (session: Session, derivation: string): Promise<boolean> =>
  session.hasRows(
    `select 1 from team_ruleset r join org_node n on n.account_id = r.account_id and n.number = r.team and n.archived_at is null
       join ruleset s on s.account_id = r.account_id and s.number = coalesce(r.pending, r.ruleset)
       where r.account_id = $1 and s.content ->> 'shape' is distinct from $2 limit 1`,
    [derivation],
  );

export async function rulesets(
  session: Session,
  numbers: readonly number[],
): Promise<Map<number, EffectiveRules>> {
  const rows = await session.load<{ number: number; content: EffectiveRules }>(
    'select number::float8 as number, content from ruleset where account_id = $1 and number = any($2::bigint[])',
    [[...new Set(numbers)]],
  );
  return new Map(
    rows.map(({ number, content }) => [
      number,
      { ...content, efficiency: completeEfficiency(content.efficiency) },
    ]),
  );
}

/** Loads the settings at these keys of teams that are not deleted, under pending rules, else effective ones. Each is there once; empty ones are not. */
async function settingsInRules<Setting>(
  session: Session,
  ...keys: readonly string[]
): Promise<Setting[]> {
  const rows = await session.load<{ setting: Setting }>(
    `select distinct s.content #> $2::text[] as setting from team_ruleset r
       join org_node n on n.account_id = $1 and n.number = r.team and n.is_team and n.archived_at is null
       join ruleset s on s.account_id = $1 and s.number = coalesce(r.pending, r.ruleset)
     where r.account_id = $1 and s.content #> $2::text[] <> '[]'::jsonb`,
    [['settings', ...keys]],
  );
  return rows.map(({ setting }) => setting);
}

/** Loads the filters by which teams own pipelines. */
export const pipelineScopes = (session: Session): Promise<AnyFilter[]> =>
  settingsInRules(session, 'pipelines', 'scope');

/** Loads the filters by which teams take work items for incidents. */
export const incidentFilters = (session: Session): Promise<AnyFilter[]> =>
  settingsInRules(session, 'issueManagement', 'incidents');

/** Loads the patterns under which releases are kept: of teams that are not deleted, but for some. */
export async function patternsInUse(
  session: Session,
  without: readonly number[],
): Promise<string[]> {
  const rows = await session.load<{ pattern: string }>(
    `select distinct s.content -> 'settings' ->> 'releasePattern' as pattern from team_ruleset r
       join org_node n on n.account_id = $1 and n.number = r.team and n.archived_at is null
       join ruleset s on s.account_id = $1 and s.number in (r.ruleset, r.pending)
     where r.account_id = $1 and r.team <> all($2::bigint[])`,
    [without],
  );
  return rows.map(({ pattern }) => pattern);
}
