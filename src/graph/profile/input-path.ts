import type { UserError } from '../../model/errors.js';

/** Paths of a configuration that have another name in the input, the longer ones first. */
const renamed: readonly (readonly [path: string, field: string])[] = [
  ['config.deploymentFrequency.source', 'deploymentSource'],
  ['config.leadTime.', ''],
  ['config.codeRework.', ''],
  ['config.prSize', 'prSizeSmall'],
  ['config.', ''],
];

/** Returns the path into the input that corresponds to a path of the configuration. */
function inputPath(field: readonly string[]): string[] {
  const path = field.join('.');
  const [from, to] = renamed.find(([start]) => path.startsWith(start)) ?? ['', ''];
  const named = path.slice(from.length).replace(/^(categories\.\d+)\.id$/, '$1.key');
  return `${to}${named}`.split('.').filter(Boolean);
}

export const inInput = (error: UserError): UserError => ({
  ...error,
  field: inputPath(error.field),
});
