import { z } from 'zod';
import { Refusal } from '../../model/errors.js';
import { type SettingsForm, settingsFields } from '../settings-form.js';
import { locate } from './source/location.js';

export interface GitSettings {
  /** A local path (bare or not), or a URL that git can clone. */
  readonly location: string;
  /** The user that a token belongs to; undefined: hosts that know the user by the token need none. */
  readonly username?: string | undefined;
  /** The token or password that may read a private URL. */
  readonly token?: string | undefined;
  /** The branch whose steps are changes; undefined: the repository's own default. */
  readonly branch?: string | undefined;
  /** The id by which facts name it; undefined: one made of its remote, else of its place. */
  readonly id?: string | undefined;
  /** The name by which it is listed; undefined: that of its folder, or of its path on the host. */
  readonly name?: string | undefined;
}

const fields = settingsFields([
  {
    key: 'location',
    keepsFacts: true,
    label: 'Path or URL',
    help: 'A folder on the server that holds a git repository, bare or not, or an https, ssh or git URL. An ssh URL takes a key of the operator, who lists its host in GIT_HOSTS.',
    required: true,
  },
  {
    key: 'username',
    keepsFacts: true,
    label: 'User',
    help: 'The user that the token belongs to. Left empty: `git`, since most hosts know the user by the token.',
  },
  {
    key: 'token',
    label: 'Token',
    help: 'A token (or password) that may read the repository, for a private https URL.',
    secret: true,
  },
  {
    key: 'branch',
    keepsFacts: true,
    label: 'Default branch',
    help: 'The branch that changes are merged into. Left empty: origin’s HEAD, else HEAD.',
  },
  {
    key: 'id',
    keepsFacts: true,
    label: 'Id',
    help: 'The id by which other facts name the repository, such as `shop`. Left empty: one made of its remote URL, else of its place.',
  },
  {
    key: 'name',
    keepsFacts: true,
    label: 'Name',
    help: 'The name by which it is listed and filtered. Left empty: that of the folder, or of its path on the host.',
  },
]);

const LONGEST_NAME = 200;
const optional = (text: z.ZodString) =>
  text.nullish().transform((given) => (given === '' ? undefined : (given ?? undefined)));
const plainText = (what: string) =>
  z
    .string()
    .trim()
    .regex(/^\P{Cc}*$/u, `${what} has no line breaks or control signs.`);
const shortText = (what: string) =>
  optional(
    plainText(what).max(
      LONGEST_NAME,
      `${what} has at most ${LONGEST_NAME} characters: shorten it.`,
    ),
  );

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
  username: shortText('A user'),
  token: optional(plainText('A token')),
  branch: optional(
    z
      .string()
      .trim()
      .refine(
        (name) => name === '' || branchName.test(name),
        'This is no branch name: write it as `git branch` shows it.',
      ),
  ),
  id: shortText('An id'),
  name: shortText('A name'),
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
