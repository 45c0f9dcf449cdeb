import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const here = new URL('.', import.meta.url).pathname;
const shared = (variable: string, folder: string): string =>
  process.env[variable] ?? join(here, '../../../../../shared', folder);
const payloads = shared('PAYLOADS_DIR', 'payloads');
const contracts = shared('CONTRACTS_DIR', 'contracts');

/** True where the recordings of a tool lie beside the project. */
export const hasRecordings = (tool: string): boolean => existsSync(join(payloads, tool));
/** True where the contracts of the vendors lie beside the project. */
export const hasContracts = existsSync(join(contracts, 'check.mjs'));

/** One answer, as it was recorded. */
export interface Recorded<Data = Record<string, unknown>> {
  readonly url: string | null;
  readonly input: Readonly<Record<string, unknown>> | null;
  readonly data: Data;
}

/** Returns the lines of a recording, such as `gitlab`, `merge_requests`. */
export const recorded = <Data = Record<string, unknown>>(
  tool: string,
  name: string,
): Recorded<Data>[] =>
  readFileSync(join(payloads, tool, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded<Data>);

type Validate = ((value: unknown) => boolean) & { readonly errors?: unknown };
/** A vendor's contract. */
export interface Contract {
  /** Returns the operation of a request; null where the contract has none. */
  find(method: string, pathname: string): { readonly path: string } | null;
  /** Returns what of a request the vendor does not know. */
  askedWrongly(method: string, url: string): readonly string[];
  answer(operation: string): Validate;
  element(operation: string): Validate;
  schema(name: string): Validate;
}

/** Returns the contract of a file, such as `gitlab/rest-v4.json`. */
export async function contractOf(file: string): Promise<Contract> {
  const checker = (await import(pathToFileURL(join(contracts, 'check.mjs')).href)) as {
    contract(file: string): Contract;
  };
  return checker.contract(file);
}

/** A request that is held to a contract. */
export interface Held {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly status: number;
  readonly answer: unknown;
}

/**
 * Returns what of a request, or of its answer, breaks the first of the contracts that has the
 * operation. `prefix` stands before the contract's own paths, such as `/api/v4`.
 */
export function contractFaults(
  contracts: readonly Contract[],
  { method, path: whole, url, status, answer }: Held,
  prefix = '',
): readonly string[] {
  const below = (text: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text);
  const path = below(whole);
  const contract = contracts.find((one) => one.find(method, path) !== null);
  if (!contract) return [`no operation for ${method} ${path}`];
  const template = contract.find(method, path)!.path;
  const faults = contract
    .askedWrongly(method, `http://vendor.play${below(url)}`)
    .map((one) => `${path} asks ${one}`);
  if (status !== 200) return faults;
  const isAnswer = contract.answer(`${method} ${template}`);
  return isAnswer(answer)
    ? faults
    : [...faults, `${path} answers ${JSON.stringify(isAnswer.errors)}`];
}
