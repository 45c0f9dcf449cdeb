/** A part of a query that GitHub answers with an error of a type of its own. */
export class RefusedQuery extends Error {
  override readonly name = 'RefusedQuery';
  readonly type: string;
  readonly more: Readonly<Record<string, unknown>>;
  constructor(type: string, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.type = type;
    this.more = more;
  }
}
