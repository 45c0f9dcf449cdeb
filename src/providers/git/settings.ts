import { z } from 'zod';
import { Refusal } from '../../model/errors.js';
import type { SettingsField, SettingsForm } from '../provider.js';
import { locate } from './location.js';

export interface GitSettings {
  /** A local path (bare or not), or a URL that git can clone. */
  readonly location: string;
  /** The branch whose steps are changes; undefined: the repository's own default. */
  readonly branch?: string | undefined;
}

const fields: readonly SettingsField[] = [
  {
    key: 'location',
    label: 'Path or URL',
    help: 'A folder on the server that holds a git repository, bare or not, or an https, ssh or git URL. Credentials come from git’s own credential store or an SSH key.',
    required: true,
    secret: false,
  },
  {
    key: 'branch',
    label: 'Default branch',
    help: 'The branch that changes are merged into. Left empty: origin’s HEAD, else HEAD.',
    required: false,
    secret: false,
  },
];

const branchName = /^(?![-/.])(?!.*(?:\.\.|@\{|\/\/|\.lock$|[/.]$))[^\p{Cc} ~^:?*[\\]+$/u;

const form = z.object({
  location: z
    .string('Name a path or a URL.')
    .trim()
    .min(1, 'Name a path or a URL.')
    .superRefine((location, context) => {
      const found = locate(location);
      if (found.kind === 'REFUSED') context.addIssue({ code: 'custom', message: found.message });
    })
    // A relative path means another folder to a process that was started elsewhere.
    .transform((location) => {
      const found = locate(location);
      return found.kind === 'LOCAL' ? found.directory : location;
    }),
  branch: z
    .string()
    .trim()
    .refine(
      (name) => name === '' || branchName.test(name),
      'This is no branch name: write it as `git branch` shows it.',
    )
    .transform((name) => (name === '' ? undefined : name))
    .nullish()
    .transform((name) => name ?? undefined),
});

export const gitSettings: SettingsForm<GitSettings> = {
  fields,
  parse(values) {
    const parsed = form.safeParse(values);
    if (parsed.success) return parsed.data;
    throw new Refusal(
      parsed.error.issues.map((issue) => ({
        code: 'INVALID_SETTING',
        field: issue.path.map(String),
        message: issue.message,
      })),
    );
  },
};
