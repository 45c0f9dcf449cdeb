import type { DimensionKind } from '../facts/fact-column.js';
import type { Session } from '../sql/session.js';
import { foldedOrder, type NameSearch } from './developers.js';

/** A project, service or pipeline under its number; an answer is broken down by it. */
export interface NamedDimension {
  /** Number within the account. */
  readonly number: number;
  /** Name for readers. */
  readonly name: string;
}

/** Loads the dimensions with these numbers, of one kind or of any, in no order. */
export const readDimensions = (
  session: Session,
  numbers: readonly number[],
  kind: DimensionKind | null = null,
): Promise<NamedDimension[]> =>
  session.load<NamedDimension>(
    `select number::float8 as number, name from dimension
     where account_id = $1 and number = any($2::bigint[]) and ($3::text is null or kind = $3)`,
    [numbers, kind],
  );

export interface DimensionSearch extends NameSearch {
  readonly kind: DimensionKind;
}

/** Finds dimensions of a kind by folded name, then number; from the back if `backwards`. */
export function searchDimensions(
  session: Session,
  { kind, text, beyond, backwards, limit }: DimensionSearch,
): Promise<(NamedDimension & { readonly foldedName: string })[]> {
  const [sign, direction] = backwards ? ['<', 'desc'] : ['>', 'asc'];
  return session.load(
    `select number::float8 as number, name, lower(name) as "foldedName" from dimension where account_id = $1 and kind = $2
       and ($3::text is null or position($3 in lower(name)) > 0)
       and ($4::text is null or (${foldedOrder}, dimension.number) ${sign} ($4, $5::bigint))
     order by ${foldedOrder} ${direction}, dimension.number ${direction} limit $6`,
    [...[kind, text?.toLowerCase() ?? null], ...[beyond?.name ?? null, beyond?.number ?? 0, limit]],
  );
}

export async function countDimensions(session: Session, kind: DimensionKind): Promise<number> {
  const row = await session.find<{ count: number }>(
    'select count(*)::float8 as count from dimension where account_id = $1 and kind = $2',
    [kind],
  );
  return row?.count ?? 0;
}

/** A place in which runs of a pipeline lie. */
export interface PipelinePlace {
  /** Number of the pipeline. */
  readonly pipeline: number;
  /** The tool's project; null if it has none. */
  readonly project: string | null;
  /** Number of the integration. */
  readonly integration: number;
}

/** Loads the places of the runs of these pipelines that are not deleted, each once. */
export const placesOfPipelines = (
  session: Session,
  pipelines: readonly number[],
): Promise<PipelinePlace[]> =>
  session.load(
    `select pipeline_number::float8 as pipeline, project, integration::float8 as integration from pipeline_run
     where account_id = $1 and pipeline_number = any($2::bigint[]) and deleted_at is null
     group by pipeline_number, project, integration order by 1, project collate "C", 3`,
    [pipelines],
  );
