import { GitFailure, type RunGit } from './run.js';
import { type ObjectFormat, objectFormats } from './view.js';

/** Extensions of the format that change nothing of what is read here, or that are read as they say. */
const knownExtensions: ReadonlySet<string> = new Set([
  ...['noop', 'noop-v1', 'objectformat', 'compatobjectformat', 'refstorage'],
  ...['partialclone', 'preciousobjects', 'worktreeconfig', 'relativeworktrees'],
]);

function valuesIn(answer: string): ReadonlyMap<string, string> {
  const entries = answer.split('\0').filter((entry) => entry !== '');
  return new Map(
    entries.map((entry) => {
      const at = entry.indexOf('\n');
      return at < 0 ? [entry, 'true'] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}

function formatOf(values: ReadonlyMap<string, string>): ObjectFormat {
  const named = (values.get('extensions.objectformat') ?? 'sha1').toLowerCase();
  const format = objectFormats.find((one) => one === named);
  if (format) return format;
  throw new GitFailure(-1, `The repository names objects by ${named}, which is not known here.`);
}

/** Reads the configuration of a repository from its text. Throws GitFailure if it cannot be understood. */
export async function readConfiguration(run: RunGit, text: string) {
  const asked = ['config', '--file', '-', '--no-includes', '--null', '--list'];
  const values = valuesIn((await run(asked, { input: text })).toString());
  const isNewer = Number(values.get('core.repositoryformatversion') ?? 0) > 0;
  for (const key of values.keys()) {
    const [, extension] = /^extensions\.(.+)$/.exec(key) ?? [];
    if (isNewer && extension !== undefined && !knownExtensions.has(extension))
      throw new GitFailure(
        -1,
        `The repository uses the extension "${extension}", which is not known here.`,
      );
  }
  return {
    format: formatOf(values),
    /** True where branches and tags lie in a table instead of files. */
    hasRefTable: values.get('extensions.refstorage')?.toLowerCase() === 'reftable',
    /** The remote that a clone was made from, as it is written there; empty if there is none. */
    origin: (values.get('remote.origin.url') ?? '').trim(),
  };
}
