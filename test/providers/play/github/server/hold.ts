import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { matchRoute } from '../rest/match.js';
import type { Incoming } from './handle.js';
import type { Reply } from './reply.js';
import type { RequestRecord } from './requests.js';

interface Mismatch {
  readonly instancePath: string;
  readonly message?: string;
}
interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly Mismatch[] | null;
}
/** GitHub's contract, as the checks of the recordings read it. */
interface Contract {
  askedWrongly(method: string, url: string): readonly string[];
  answer(operation: string, status?: number): Validate;
  readonly doc: { readonly paths: Readonly<Record<string, unknown>> };
}

const CONTRACTS_DIR = resolve(process.env.CONTRACTS_DIR ?? '../shared/contracts');

/** True if GitHub's contract is at hand; tests that need it are skipped elsewhere. */
export const hasContracts = existsSync(join(CONTRACTS_DIR, 'check.mjs'));

async function loadContract(): Promise<Contract | null> {
  if (!hasContracts) return null;
  const { href } = pathToFileURL(join(CONTRACTS_DIR, 'check.mjs'));
  const { contract } = (await import(href)) as { contract: (file: string) => Contract };
  return contract('github/rest.json');
}

const answeredWrongly = (
  { operation }: RequestRecord,
  { instancePath, message }: Mismatch,
): string => `answered ${operation} ${instancePath.replace(/\/\d+/g, '/#')} ${message}`;

export interface Holder {
  readonly violations: readonly string[];
  hold(record: RequestRecord, reply: Reply, incoming: Incoming): void;
}

/** Returns what holds requests and answers to GitHub's contract; null where it is not at hand. */
export async function holdToContract(): Promise<Holder | null> {
  const contract = await loadContract();
  if (contract === null) return null;
  const violations: string[] = [];
  const note = (all: readonly string[]) => {
    for (const one of all) if (!violations.includes(one)) violations.push(one);
  };
  const validators = new Map<string, Validate>();
  const validatorOf = (operation: string): Validate => {
    const known = validators.get(operation) ?? contract.answer(operation);
    validators.set(operation, known);
    return known;
  };
  const holdAnswer = (record: RequestRecord, { body }: Reply) => {
    if (contract.doc.paths[record.operation.slice(4)] === undefined) return;
    const validate = validatorOf(record.operation);
    if (!validate(body))
      note((validate.errors ?? []).map((error) => answeredWrongly(record, error)));
  };
  const hold = (record: RequestRecord, reply: Reply, incoming: Incoming) => {
    const { isGraphql, method, path: given, query } = incoming;
    if (isGraphql) return;
    // A page leads on by the number of a repository; the contract knows its name.
    const path = matchRoute(method, given, incoming.world)?.path ?? given;
    const asked = `${path}${query.size === 0 ? '' : `?${query}`}`;
    const wrong = contract.askedWrongly(method, `http://play${asked}`);
    note(wrong.map((why) => `asked ${method} ${asked}: ${why}`));
    if (reply.status === 200) holdAnswer(record, reply);
  };
  return { violations, hold };
}
