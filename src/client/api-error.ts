/** One error as the server tells it. */
export interface ApiErrorDetail {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly requestId?: string };
}

/** Thrown by the client where an answer holds errors; `code` is that of the first. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly errors: readonly ApiErrorDetail[];
  readonly code: string | null;

  constructor(errors: readonly ApiErrorDetail[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
    this.code = errors[0]?.extensions?.code ?? null;
  }
}
