import { type Page, type PageRequest, pageByName, rangeByName } from '../directory/page.js';
import { demand } from '../directory/permissions.js';
import type { Viewer } from '../model/access.js';
import type { Database } from '../storage/database/database.js';
import {
  countDimensions,
  type NamedDimension,
  type PipelinePlace,
  placesOfPipelines,
  readDimensions,
  searchDimensions,
} from '../storage/directory/dimensions.js';

/** A kind of subject of a question beside teams and people. */
export type DeliveryKind = 'SERVICE' | 'PIPELINE';

/**
 * The services and pipelines that an account's tools ever named. All methods throw FORBIDDEN
 * without the permission.
 */
export interface Dimensions {
  /** By name; `search` must stand in it. */
  list(
    viewer: Viewer,
    kind: DeliveryKind,
    search: string | null,
    page: PageRequest,
  ): Promise<Page<NamedDimension>>;
  /** Null where the account has none of that number and kind. */
  find(viewer: Viewer, kind: DeliveryKind, number: number): Promise<NamedDimension | null>;
  /** Where the runs of each pipeline lie, in the order of the numbers. */
  places(viewer: Viewer, pipelines: readonly number[]): Promise<(readonly PipelinePlace[])[]>;
}

export const createDimensions = (database: Database): Dimensions => ({
  list: async (viewer, kind, search, request) => {
    demand(viewer, 'READ_INSIGHTS');
    const range = rangeByName(request);
    const text = search?.trim() || null;
    return database.read(viewer.account, async (session) => {
      const found = await searchDimensions(session, { kind, text, ...range });
      const totalCount = text === null ? await countDimensions(session, kind) : null;
      return pageByName(found, range, totalCount);
    });
  },
  find: async (viewer, kind, number) => {
    demand(viewer, 'READ_INSIGHTS');
    const found = await database.read(viewer.account, (session) =>
      readDimensions(session, [number], kind),
    );
    return found[0] ?? null;
  },
  places: async (viewer, pipelines) => {
    demand(viewer, 'READ_INSIGHTS');
    const places = await database.read(viewer.account, (session) =>
      placesOfPipelines(session, pipelines),
    );
    const byPipeline = Map.groupBy(places, ({ pipeline }) => pipeline);
    return pipelines.map((pipeline) => byPipeline.get(pipeline) ?? []);
  },
});
