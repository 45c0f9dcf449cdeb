/** The closed list of codes that `extensions.code` may carry. */
export type FaultCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'STALE_VERSION'
  | 'RATE_LIMITED'
  | 'COMPLEXITY_LIMIT'
  | 'UNAVAILABLE';

/**
 * An error or a forbidden act of the caller; the message says what to do about it. Everything else
 * is our own mistake.
 */
export class Fault extends Error {
  /** Always `Fault`. */
  override readonly name = 'Fault';
  /** The kind of the fault, as in `extensions.code` of the API. */
  readonly code: FaultCode;
  constructor(code: FaultCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The database does not answer at the moment: nothing is wrong with what was asked, and asking again later helps. */
export class Outage extends Fault {
  override readonly cause: unknown;
  constructor(
    cause: unknown,
    message = 'The database cannot be reached at the moment; try again in a few seconds.',
  ) {
    super('UNAVAILABLE', message);
    this.cause = cause;
  }
}

/** The database takes no changes at the moment, though it answers questions. */
export class ReadOnly extends Outage {
  constructor(cause: unknown) {
    super(
      cause,
      'The database takes no changes at the moment, though it can be read; try again later.',
    );
  }
}

/** The disk of the database has no room, so that nothing can be written, though it answers questions. */
export class DiskFull extends Outage {
  constructor(cause: unknown) {
    super(
      cause,
      'The disk of the database is full, so that nothing can be written: make room there, then repeat what was refused. What was written before is whole.',
    );
  }
}

/** One reason why a mutation changed nothing; `field` is the path into its input. */
export interface UserError {
  /** Stable code of the reason, such as `EXPIRED`. */
  readonly code: string;
  /** Path into the input; empty if the reason concerns the whole input. */
  readonly field: readonly string[];
  /** The reason, and what to do about it. */
  readonly message: string;
}

/** Thrown by services when input cannot be carried out; mutations return it as `userErrors`. */
export class Refusal extends Error {
  /** Always `Refusal`. */
  override readonly name = 'Refusal';
  /** All reasons, at least one. */
  readonly errors: readonly UserError[];
  constructor(errors: readonly UserError[]) {
    super(errors.map((error) => error.message).join('\n'));
    this.errors = errors;
  }
}

export const refuse = (code: string, field: readonly string[], message: string): never => {
  throw new Refusal([{ code, field, message }]);
};
