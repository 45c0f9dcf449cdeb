import { type Answer, parseJson } from '../http/answer.js';
import { excerptOf } from '../http/excerpt.js';
import { VendorRefusal } from '../http/failures.js';

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}
/** A list as GraphQL writes it; what was not asked for is absent. */
export interface Connection<Node = unknown> {
  readonly totalCount?: number;
  readonly pageInfo?: PageInfo;
  readonly nodes?: readonly (Node | null)[] | null;
}

/** GitHub gave up on a question that was too large: ask for less. */
export class GraphqlTooLarge extends VendorRefusal {
  override readonly name = 'GraphqlTooLarge';
}

/** GitHub refused a question; the types are its own, such as NOT_FOUND and FORBIDDEN. */
export class GraphqlRefusal extends VendorRefusal {
  override readonly name = 'GraphqlRefusal';
  readonly types: readonly string[];
  constructor(errors: readonly GraphqlError[]) {
    const words = errors.map(({ message }) => message).join(' ');
    super(`GitHub answers: ${excerptOf(words, LONGEST_WORDS) || 'nothing'}`);
    this.types = errors.map(({ type }) => type ?? 'UNKNOWN');
  }
}

interface GraphqlError {
  readonly type?: string;
  readonly message: string;
}
interface GraphqlBody<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphqlError[];
}

const LONGEST_WORDS = 500;
const tooLargeTypes: readonly (string | undefined)[] = [
  'MAX_NODE_LIMIT_EXCEEDED',
  'RESOURCE_LIMITS_EXCEEDED',
];
const tooLargeWords = /timeout|timed out|something went wrong while executing|resource limits/i;

const isTooLarge = ({ type, message }: GraphqlError): boolean =>
  tooLargeTypes.includes(type) || tooLargeWords.test(message);

/**
 * Returns the data of a response. Entries that GitHub could not find or may not show are null if
 * others were found. Throws GraphqlTooLarge or GraphqlRefusal.
 */
export function dataOf<Data>(answer: Answer): Data {
  const { data, errors = [] } = parseJson<GraphqlBody<Data>>(answer);
  if (errors.some(isTooLarge)) throw new GraphqlTooLarge('GitHub did not answer in time.');
  if (data === null || data === undefined) throw new GraphqlRefusal(errors);
  return data;
}
