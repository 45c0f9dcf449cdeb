import { delimiter, resolve } from 'node:path';
import { z } from 'zod';
import type { SecretKey } from './ingestion/credentials/key-ring.js';
import type { LentHost } from './model/lent-host.js';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const listOf = (text: string, separator: string | RegExp) =>
  text
    .split(separator)
    .map((entry) => entry.trim())
    .filter(Boolean);

const list = (separator: string | RegExp = ',') =>
  z
    .string()
    .default('')
    .transform((text) => listOf(text, separator));

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

const isPostgres = (text: string) => URL.canParse(text) && /^postgres(?:ql)?:\/\//.test(text);

function secretKeyOf(text: string): SecretKey | null {
  const [, id, base64] = /^([\w-]{1,40}):([\w+/-]{43}=?)$/.exec(text) ?? [];
  if (id === undefined || base64 === undefined) return null;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 32 ? { id, bytes } : null;
}

const isHostPattern = (text: string) => text === '*' || /^(?:\*\.)?[\w.:-]+$/.test(text);

const LENT_HOSTS =
  'hosts after the number of an account, or * for all, such as 1:git.internal, separated by commas';

function lentHostOf(text: string): LentHost | null {
  const [, account = '', host = ''] = /^(\*|[1-9]\d{0,14}):(.+)$/.exec(text) ?? [];
  if (!isHostPattern(host)) return null;
  return { account: account === '*' ? null : Number(account), host };
}

const databaseUrl = z
  .string()
  .refine(isPostgres, 'an address such as postgres://user@host:5432/name')
  .nullable()
  .default(null);

const COUNT = 'a whole number from 1 to 1000000';

const countOfKey = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, COUNT)
  .transform(Number)
  .refine((count) => count <= 1_000_000, COUNT)
  .optional();

export const form = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'a whole number from 0 to 65535')
    .default(4000),
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, 'a host name or an address such as 127.0.0.1')
    .default('127.0.0.1'),
  DATABASE_URL: databaseUrl,
  DATABASE_DIRECT_URL: databaseUrl,
  DATA_DIR: z.string().default('.data'),
  INSIGHTS_ADMIN_KEY: z
    .string()
    .regex(/^\S{24,}$/, 'at least 24 characters without spaces')
    .nullable()
    .default(null),
  CORS_ORIGINS: list().refine(
    (origins) => origins.every(isOrigin),
    'origins such as https://wiki.example.com, separated by commas',
  ),
  GIT_ROOTS: list(delimiter).transform((roots) => roots.map((root) => resolve(root))),
  GIT_HOSTS: list()
    .transform((hosts) => hosts.map(lentHostOf))
    .refine((hosts) => !hosts.includes(null), LENT_HOSTS),
  ALLOW_PRIVATE_HOSTS: list().refine(
    (hosts) => hosts.every(isHostPattern),
    'hosts such as jira.internal, 10.1.2.3 or *.internal, or * for all, separated by commas',
  ),
  CONNECTIONS_PER_KEY: countOfKey,
  SUBSCRIPTIONS_PER_KEY: countOfKey,
  INSIGHTS_SECRET_KEYS: z
    .string()
    .nullable()
    .default(null)
    .transform((text) => (text === null ? null : listOf(text, ',').map(secretKeyOf)))
    .refine(
      (keys) => keys === null || (keys.length > 0 && !keys.includes(null)),
      'keys such as 2026:BASE64, each 32 bytes in base64, the newest first, separated by commas',
    ),
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(', ')}`).default('info'),
});
