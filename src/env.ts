import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { form } from './environment-form.js';
import { withoutSecrets } from './model/facts/open-secret.js';
import { fileFault } from './model/file-fault.js';

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

/**
 * Returns the settings of an environment. Throws EnvironmentError with everything that is wrong;
 * values of secrets are not shown.
 */
export function parseEnvironment(variables: Variables) {
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
    /** 0: any port that is free. */
    port: data.PORT,
    host: data.HOST,
    /** A `postgres://` address; null: the embedded database in `dataDirectory`. */
    databaseUrl: data.DATABASE_URL,
    /** The address of the server itself if `databaseUrl` leads through a pooler; null: there is no other. */
    databaseDirectUrl: data.DATABASE_DIRECT_URL,
    /** Absolute. */
    dataDirectory: resolve(data.DATA_DIR),
    /** The secret of the admin key that the first start makes; null: one is invented. */
    adminKey: data.INSIGHTS_ADMIN_KEY,
    corsOrigins: data.CORS_ORIGINS,
    /** Folders, absolute, below which the API may be asked to import repositories. */
    gitRoots: data.GIT_ROOTS,
    /** Hosts that git may ask with the logins of the user that the process runs as. */
    gitHosts: data.GIT_HOSTS.filter((host) => host !== null),
    /** Hosts of private addresses that providers may ask. */
    allowedPrivateHosts: data.ALLOW_PRIVATE_HOSTS,
    /** WebSockets and subscriptions a key may hold at a time; undefined: the server's default. */
    connectionsPerKey: data.CONNECTIONS_PER_KEY,
    subscriptionsPerKey: data.SUBSCRIPTIONS_PER_KEY,
    /** Keys that seal the secrets of integrations, the newest first; null: a key in the data folder. */
    secretKeys: data.INSIGHTS_SECRET_KEYS?.filter((key) => key !== null) ?? null,
    logLevel: data.LOG_LEVEL,
    /** True on build machines, where nobody watches a progress bar. */
    ci: Boolean(variables.CI) && variables.CI !== 'false',
    /** All variables, for the programs that are started: `PATH`, `HOME`, proxies. */
    variables,
  };
}
/** The settings of the process, checked and with their defaults. */
export type Environment = Readonly<ReturnType<typeof parseEnvironment>>;

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
