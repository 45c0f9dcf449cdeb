/** One error as the server reports it. */
export interface ApiErrorDetail {
  /** The reason, and what to do about it. */
  readonly message: string;
  /** Path of the field that failed; absent if the whole request did. */
  readonly path?: readonly (string | number)[];
  /** Details that the server adds to the message. */
  readonly extensions?: {
    /** Code of the fault, such as `FORBIDDEN`. */
    readonly code?: string;
    /** Id of the request in the server's log. */
    readonly requestId?: string;
  };
}

/** Thrown by the client if a response holds errors; `code` is that of the first. */
export class ApiError extends Error {
  /** Always `ApiError`. */
  override readonly name = 'ApiError';
  /** All errors of the response, at least one. */
  readonly errors: readonly ApiErrorDetail[];
  /** Code of the first error; null if it has none. */
  readonly code: string | null;

  constructor(errors: readonly ApiErrorDetail[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
    this.code = errors[0]?.extensions?.code ?? null;
  }
}
