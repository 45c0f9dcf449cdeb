import type { Viewer } from '../model/access.js';
import type { Entry, WhatOf } from '../model/change-log.js';
import {
  type Activity,
  type ActivityEntry,
  appendActivity,
  readActivity,
} from '../storage/directory/activity.js';
import type { Session } from '../storage/sql/session.js';
import type { DirectoryContext } from './context.js';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from './page.js';
import { demand } from './permissions.js';

export type ObjectKind =
  | 'ACCOUNT'
  | 'API_KEY'
  | 'DEVELOPER'
  | 'DEVELOPER_IMPORT'
  | 'DEVELOPER_IDENTITY'
  | 'ORG_TREE'
  | 'TEAM_SETTINGS'
  | 'PROFILE';

export type { ActivityEntry };

/** Returns an entry for a change that affects nothing but `what`: subscribers look again. */
export const directoryEntry = (what: Partial<WhatOf['DIRECTORY']> = {}): Entry => ({
  kind: 'DIRECTORY',
  what: { developers: [], teams: [], nodes: [], rules: false, ...what },
});

/** Writes down what a viewer did, in the transaction that does it. */
export const record = (
  session: Session,
  viewer: Viewer,
  action: Activity['action'],
  objectKind: ObjectKind,
  object: string | number,
  details: unknown = null,
): Promise<void> =>
  appendActivity(session, {
    key: viewer.key,
    action,
    objectKind,
    object: String(object),
    details,
  });

/** Reads what shows names of developers, and writes down that it did: who, where and when. */
export const revealing = <T>(
  { database }: DirectoryContext,
  viewer: Viewer,
  scope: string,
  work: (session: Session) => Promise<T>,
): Promise<T> =>
  database.write(viewer.account, async (session) => {
    const found = await work(session);
    await record(session, viewer, 'REVEALED', 'DEVELOPER', scope);
    return found;
  });

export const createActivityLog = ({ database }: DirectoryContext) => ({
  /** The log, the newest first. */
  async list(viewer: Viewer, request: PageRequest): Promise<Page<ActivityEntry>> {
    demand(viewer, 'EDIT_ACCOUNT');
    const size = request.first ?? 20;
    const before = request.after === undefined ? null : Number(decodeCursor(request.after)[0]);
    const found = await database.read(viewer.account, (session) =>
      readActivity(session, size + 1, before),
    );
    return {
      items: found.slice(0, size).map((item) => ({ cursor: encodeCursor(item.number), item })),
      hasNextPage: found.length > size,
      hasPreviousPage: before !== null,
      totalCount: null,
    };
  },

  /** Notes that an answer showed names of developers to somebody. */
  revealed: (viewer: Viewer, scope: string): Promise<void> =>
    database.write(viewer.account, (session) =>
      record(session, viewer, 'REVEALED', 'DEVELOPER', scope),
    ),
});
