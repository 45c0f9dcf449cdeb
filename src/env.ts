import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { form, type LogLevel } from './environment-form.js';
import type { SecretKey } from './ingestion/credentials/key-ring.js';
import { withoutSecrets } from './model/facts/open-secret.js';
import { fileFault } from './model/file-fault.js';
import type { LentHost } from './model/lent-host.js';

/** The settings of the process, checked and with their defaults. */
export interface Environment {
  /** 0: any port that is free. */
  readonly port: number;
  readonly host: string;
  /** A `postgres://` address; null: the embedded database in `dataDirectory`. */
  readonly databaseUrl: string | null;
  /**
   * The address of the server itself if `databaseUrl` leads through a pooler; null: there is no
   * other.
   */
  readonly databaseDirectUrl: string | null;
  /** Absolute. */
  readonly dataDirectory: string;
  /** The secret of the admin key that the first start makes; null: one is invented. */
  readonly adminKey: string | null;
  readonly corsOrigins: readonly string[];
  /** Folders, absolute, below which the API may be asked to import repositories. */
  readonly gitRoots: readonly string[];
  /** Hosts that git may ask with the logins of the user that the process runs as. */
  readonly gitHosts: readonly LentHost[];
  /** Hosts of private addresses that providers may ask. */
  readonly allowedPrivateHosts: readonly string[];
  /** WebSockets a key may hold at a time; absent: the server's default. */
  readonly connectionsPerKey?: number;
  /** Subscriptions a key may hold at a time; absent: the server's default. */
  readonly subscriptionsPerKey?: number;
  /**
   * Keys that seal the secrets of integrations, the newest first; null: a key in the data folder.
   */
  readonly secretKeys: readonly SecretKey[] | null;
  readonly logLevel: LogLevel;
  /** True on build machines, where nobody watches a progress bar. */
  readonly ci: boolean;
  /** All variables, for the programs that are started: `PATH`, `HOME`, proxies. */
  readonly variables: Variables;
}
export type Variables = Readonly<Record<string, string | undefined>>;

/** Thrown if the environment cannot be used; the message is a table of all mistakes. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}
type Name = keyof z.input<typeof form>;
const names = Object.keys(form.shape) as Name[];
const secrets: readonly Name[] = [
  ...(['DATABASE_URL', 'DATABASE_DIRECT_URL'] as const),
  ...(['INSIGHTS_ADMIN_KEY', 'INSIGHTS_SECRET_KEYS'] as const),
];

/** Somebody may have given the secret in place of the file that holds it. */
const pathOrHidden = (file: string): string =>
  /^(?:\.{0,2}\/|~\/|[a-z]:\\)/i.test(file) ? file : '(hidden)';

interface Wrong {
  readonly name: string;
  readonly given: string;
  readonly wanted: string;
}

/**
 * Returns a secret from its variable, or from the file that `<NAME>_FILE` names, as container
 * platforms hand them out.
 */
function secretOf(name: Name, variables: Variables, wrong: Wrong[]): string | undefined {
  const file = variables[`${name}_FILE`];
  if (!file) return undefined;
  const complain = (wanted: string) =>
    wrong.push({ name: `${name}_FILE`, given: pathOrHidden(file), wanted });
  if (variables[name]) complain(`unset, or ${name} unset: both are set`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    complain('the path of a file that can be read');
    return undefined;
  }
}

function given(variables: Variables, wrong: Wrong[]): Partial<Record<Name, string>> {
  const values: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const fromFile = secrets.includes(name) ? secretOf(name, variables, wrong) : undefined;
    const value = variables[name] || fromFile;
    if (value) values[name] = value;
  }
  return values;
}

function tableOf(wrong: readonly Wrong[]): string {
  const rows = wrong.map(({ name, given: value, wanted }) => [name, value, `needs ${wanted}`]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map(
    ([name, value, wanted]) =>
      `  ${name!.padEnd(widths[0]!)}  ${value!.padEnd(widths[1]!)}  ${wanted}`,
  );
  return withoutSecrets(['The environment cannot be used:', ...lines].join('\n'));
}

const limitsOf = (data: z.output<typeof form>) => ({
  ...(data.CONNECTIONS_PER_KEY === null ? {} : { connectionsPerKey: data.CONNECTIONS_PER_KEY }),
  ...(data.SUBSCRIPTIONS_PER_KEY === null
    ? {}
    : { subscriptionsPerKey: data.SUBSCRIPTIONS_PER_KEY }),
});

/**
 * Returns the settings of an environment. Throws EnvironmentError with everything that is wrong;
 * values of secrets are not shown.
 */
export function parseEnvironment(variables: Variables): Environment {
  const wrong: Wrong[] = [];
  const values = given(variables, wrong);
  if (values.DATABASE_DIRECT_URL && !values.DATABASE_URL)
    wrong.push({
      name: 'DATABASE_DIRECT_URL',
      given: '(hidden)',
      wanted: 'DATABASE_URL beside it',
    });
  const parsed = form.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]) as Name;
    const shown = secrets.includes(name) ? '(hidden)' : JSON.stringify(values[name]);
    wrong.push({ name, given: shown, wanted: issue.message });
  }
  if (!parsed.success || wrong.length > 0) throw new EnvironmentError(tableOf(wrong));
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    databaseDirectUrl: data.DATABASE_DIRECT_URL,
    dataDirectory: resolve(data.DATA_DIR),
    adminKey: data.INSIGHTS_ADMIN_KEY,
    corsOrigins: data.CORS_ORIGINS,
    gitRoots: data.GIT_ROOTS,
    gitHosts: data.GIT_HOSTS.filter((host) => host !== null),
    allowedPrivateHosts: data.ALLOW_PRIVATE_HOSTS,
    ...limitsOf(data),
    secretKeys: data.INSIGHTS_SECRET_KEYS?.filter((key) => key !== null) ?? null,
    logLevel: data.LOG_LEVEL,
    ci: Boolean(variables.CI) && variables.CI !== 'false',
    variables,
  };
}

/**
 * Reads the environment of this process; a file `.env` in the working folder adds variables that
 * are not set.
 */
export function readEnvironment(): Environment {
  const file = resolve('.env');
  return parseEnvironment({ ...writtenIn(file), ...process.env });
}

function writtenIn(file: string): Variables {
  if (!existsSync(file)) return {};
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new EnvironmentError(fileFault(error, file)?.message ?? `${file} cannot be read.`);
  }
}
