import type { Project } from '../harness-api/projects.js';
import type { Page } from '../provider.js';
import { completed, describe, listExecutions } from './read-executions.js';
import { executionsPage, type Session } from './session.js';
import type { ProjectState, Walk } from './state.js';
import type { ExecutionNode } from './wire.js';

/** More are left to the sweeps; Harness itself ends what waits for too long. */
const MOST_OPEN = 200;

/** Notes which of these executions have not ended. */
export function noteOpen(own: ProjectState, executions: readonly unknown[]): void {
  const open = new Set(own.open);
  for (const known of executions.map(describe)) {
    if (known?.isOpen) open.add(known.id);
    else if (known) open.delete(known.id);
  }
  own.open = [...open].slice(-MOST_OPEN);
}

/** Returns those that a walk takes: a sweep those that ended lately, or have not. One that cannot be read is taken, so that it is counted. */
const taken = ({ endedSince }: Walk, executions: readonly unknown[]): readonly unknown[] =>
  endedSince === null
    ? executions
    : executions.filter((one) => {
        const known = describe(one);
        return !known || known.isOpen || (known.endTs ?? endedSince) >= endedSince;
      });

/** Returns where a walk goes on; null at its end. */
function nextOf(session: Session, walk: Walk, executions: readonly unknown[], isLast: boolean) {
  const known = executions.map(describe).filter((one) => one !== null);
  const first = known[0]?.id ?? '';
  if (isLast) return null;
  if (first !== '' && first === walk.first) {
    const line =
      'Harness lists a page of executions again that was read already: the list ends here.';
    session.context.log('warn', line);
    return null;
  }
  const starts = known.flatMap(({ startTs }) => (startTs === null ? [] : [startTs]));
  return { ...walk, page: walk.page + 1, first, oldest: Math.min(walk.oldest, ...starts) };
}

/** Reads one page of a walk; the state says afterwards where it goes on. */
export async function* stepPages(
  session: Session,
  project: Project,
  own: ProjectState,
  which: 'recent' | 'backfill',
): AsyncGenerator<Page> {
  const walk = own[which];
  if (!walk) return;
  const { executions, isLast } = await listExecutions(session, project, walk);
  const nodes: ExecutionNode[] = [];
  for (const one of taken(walk, executions)) nodes.push(await completed(session, project, one));
  noteOpen(own, executions);
  const next = nextOf(session, walk, executions, isLast);
  if (next) own[which] = next;
  else delete own[which];
  if (!next && which === 'recent') {
    own.to = walk.to;
    if (walk.endedSince !== null) own.sweptAt = walk.to;
  }
  const { isMoved } = session;
  yield* executionsPage(session, project, nodes);
  // How far recent executions are read may stay unkept where there are none.
  if (which === 'recent' && nodes.length === 0 && walk.endedSince === null)
    session.isMoved = isMoved;
}
