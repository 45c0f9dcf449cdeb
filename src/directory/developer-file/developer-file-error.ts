/** The closed list of reasons why developers cannot be taken over. */
export type DeveloperErrorCode =
  | 'REQUIRED_FIELD_MISSING'
  | 'REQUIRED_VALUE_MISSING'
  | 'DUPLICATE_EMAIL'
  | 'CIRCULAR_REFERENCE'
  | 'MANAGER_EMAIL_MISSING_IN_DEVELOPER_EMAILS'
  | 'MISSING_NAME_OR_EMAIL_OR_MANAGER_EMAIL_FIELD_MAPPING'
  | 'INVALID_CSV'
  | 'EMPTY_CSV'
  | 'BLANK_CSV_COLUMN_NAME'
  | 'DUPLICATE_COLUMN_NAME'
  | 'INVALID_EMAIL'
  | 'TOO_MANY_ROWS';
/** The code of a finding that does not stop an import but should be seen. */
export type DeveloperWarningCode = 'MULTIPLE_ROOTS';

/** One place that is wrong. Lines and columns count from 1; null where the whole file is meant. */
export interface Finding<Code extends string = DeveloperErrorCode> {
  readonly code: Code;
  /** Field of the developer or name of the column. */
  readonly field: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** Whom it concerns: their e-mail, else their name. */
  readonly developer: string | null;
  /** The error and its fix. */
  readonly message: string;
}

/** All findings of one code and field: the first in full, of the others how many and a sample. */
export interface DeveloperFileError<Code extends string = DeveloperErrorCode>
  extends Omit<Finding<Code>, 'developer'> {
  /** How many places are wrong. */
  readonly count: number;
  /** At most 10 of those concerned. */
  readonly sampleDevelopers: readonly string[];
  /** The lines of the first 10 places. */
  readonly sampleLines: readonly number[];
}

const SAMPLE = 10;

function summary<Code extends string>(found: readonly Finding<Code>[]): DeveloperFileError<Code> {
  const { developer: _, ...first } = found[0]!;
  const developers = new Set(found.flatMap((finding) => finding.developer ?? []));
  return {
    ...first,
    count: found.length,
    sampleDevelopers: [...developers].slice(0, SAMPLE),
    sampleLines: found.flatMap((finding) => finding.line ?? []).slice(0, SAMPLE),
  };
}

/** One error per code and field, in the order in which they were first found. */
export function summarise<Code extends string>(
  findings: readonly Finding<Code>[],
): DeveloperFileError<Code>[] {
  const groups = Map.groupBy(findings, (finding) => `${finding.code} ${finding.field ?? ''}`);
  return [...groups.values()].map(summary);
}
