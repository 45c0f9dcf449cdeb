import type { Viewer } from '../../model/access.js';
import type { Subject } from '../../storage/records/subjects.js';
import type { LinkedRecord } from '../records/record-columns.js';
import { linkTo, mayNamePerson } from '../records/record-links.js';
import type { Snapshot } from '../snapshot/snapshot.js';

export const sourceOf = ({ sources }: Snapshot, subject: Subject | undefined) =>
  sources.find(({ repository }) => repository === subject?.repository);

/**
 * Returns the title and link that a viewer may see: without the right to names, none that would say
 * one.
 */
export function describe(subject: Subject | undefined, snapshot: Snapshot, viewer: Viewer) {
  if (!subject) return { title: null, url: null };
  const link = linkTo(subject, sourceOf(snapshot, subject)?.url ?? null);
  if (viewer.reveals) return { title: subject.title, url: link };
  return {
    title: mayNamePerson(subject.title) ? null : subject.title,
    url: subject.kind === 'release' || subject.kind === 'version' ? link : null,
  };
}

/** Returns the key or number by which the tool calls a subject; null if it has none. */
function keyOf({ detail: { key, number, pullRequest } }: Subject): string | null {
  const called = key ?? number ?? pullRequest ?? null;
  return called === null ? null : String(called);
}

/** A subject as another row speaks of it; null of what is no more. */
export function linkedRecord(
  subject: Subject | undefined,
  snapshot: Snapshot,
  viewer: Viewer,
): LinkedRecord | null {
  if (!subject) return null;
  const { number, kind } = subject;
  return { subject: number, kind, key: keyOf(subject), ...describe(subject, snapshot, viewer) };
}
