import type { LineError, ReadFact, RecordLine } from '../../providers/custom/read-line.js';
import { type FactName, namedByOtherSources } from '../../storage/facts/other-source-names.js';
import { ancestorsOf } from '../../storage/relations/ancestors.js';
import type { Session } from '../../storage/sql/session.js';
import { ambiguousNames, repositoryNamed } from '../sources/ambiguous-repositories.js';
import { createParents } from './parent-cycles.js';

/** Why a line was refused. */
export type IngestError = Omit<LineError, 'code'> & {
  /** Stable code of the reason. */
  readonly code:
    | LineError['code']
    | 'CYCLE_OF_PARENTS'
    | 'ID_OF_ANOTHER_SOURCE'
    | 'NOT_STORABLE'
    | 'AMBIGUOUS_REPOSITORY';
};
/** A line with its number and what it says. */
export interface ReadLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly read: RecordLine;
}
export interface ValidatedLine extends ReadLine {
  /** Why it is refused; empty if it is not. */
  readonly errors: readonly IngestError[];
}

const parented = { WORK_ITEM: 'work_item', PIPELINE_RUN: 'pipeline_run' } as const;
type Parented = keyof typeof parented;
const isParented = (
  reported: ReadFact,
): reported is Extract<ReadFact, { readonly kind: Parented }> => reported.kind in parented;

const reportedOf = ({ read }: ReadLine): ReadFact[] => ('kind' in read ? [read] : []);
function namesOf({ read }: ReadLine): FactName[] {
  if ('tombstone' in read) return [read.tombstone];
  return 'kind' in read ? [{ kind: read.kind, id: read.fact.id }] : [];
}
const nameOf = ({ kind, id }: FactName) => `${kind} ${id}`;

const parentsIn = (lines: readonly ReadLine[], wanted: Parented): string[] =>
  lines
    .flatMap(reportedOf)
    .filter(isParented)
    .flatMap(({ kind, fact }) => (kind === wanted && fact.parent !== null ? [fact.parent] : []));

const cycle: IngestError = {
  code: 'CYCLE_OF_PARENTS',
  field: ['parent'],
  message: 'It would be its own ancestor: name another parent, or none.',
};
const ofAnother = (source: string): IngestError => ({
  code: 'ID_OF_ANOTHER_SOURCE',
  field: ['id'],
  message: `The source "${source}" has imported something under this id: put a prefix of its own before the ids of one of the two, wherever they occur.`,
});

const ambiguous = (name: string, candidates: string): IngestError => ({
  code: 'AMBIGUOUS_REPOSITORY',
  field: ['repository'],
  message: `"${name}" may be ${candidates}: name the repository by its id or its URL.`,
});

async function storedBeside(session: Session, integration: number, lines: readonly ReadLine[]) {
  const parents = { WORK_ITEM: createParents(), PIPELINE_RUN: createParents() };
  for (const kind of ['WORK_ITEM', 'PIPELINE_RUN'] as const)
    parents[kind].know(await ancestorsOf(session, parented[kind], parentsIn(lines, kind)));
  const held = await namedByOtherSources(session, integration, lines.flatMap(namesOf));
  const names = await ambiguousNames(session, lines.flatMap(reportedOf));
  return {
    /** The candidates of each ambiguous repository name, as text. */
    ambiguous: names,
    /** Names of the sources that other facts of the same names are of. */
    held: new Map(held.map((fact) => [nameOf(fact), fact.source])),
    parents,
  };
}
/** Stored data that lines may contradict. */
type Stored = Awaited<ReturnType<typeof storedBeside>>;

function errorsOf(
  line: ReadLine,
  { held, parents, ambiguous: names }: Stored,
): readonly IngestError[] {
  if ('errors' in line.read) return line.read.errors;
  const [source] = namesOf(line).flatMap((name) => held.get(nameOf(name)) ?? []);
  if (source !== undefined) return [ofAnother(source)];
  const [reported] = reportedOf(line);
  const name = reported ? repositoryNamed(reported) : null;
  const candidates = name === null ? undefined : names.get(name);
  if (name !== null && candidates !== undefined) return [ambiguous(name, candidates)];
  if (!(reported && isParented(reported))) return [];
  const { id, parent } = reported.fact;
  return parents[reported.kind].accept(id, parent) ? [] : [cycle];
}

/** Validates lines of a source against each other and against stored data. */
export async function validateLines(
  session: Session,
  integration: number,
  lines: readonly ReadLine[],
): Promise<ValidatedLine[]> {
  const stored = await storedBeside(session, integration, lines);
  return lines.map((line) => ({ ...line, errors: errorsOf(line, stored) }));
}
