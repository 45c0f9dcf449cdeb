/** Parts of GitLab's answers that pages keep: neither code nor what people wrote to each other. */
type Raw = Readonly<Record<string, unknown>>;

const isRaw = (value: unknown): value is Raw => value !== null && typeof value === 'object';

const pick =
  (...names: readonly string[]) =>
  (node: unknown): unknown =>
    isRaw(node)
      ? Object.fromEntries(names.flatMap((name) => (name in node ? [[name, node[name]]] : [])))
      : node;

const ofUser = pick('id', 'username', 'name', 'email', 'public_email', 'bot');

/** Returns the record with its people reduced, too. */
const withPeople = (node: unknown, ...names: readonly string[]): unknown =>
  isRaw(node)
    ? Object.fromEntries(
        Object.entries(node).map(([name, value]) => [
          name,
          names.includes(name) ? ofUser(value) : value,
        ]),
      )
    : node;

const ofMergeRequest = pick(
  ...['id', 'iid', 'title', 'description', 'state', 'created_at', 'updated_at', 'merged_at'],
  ...['closed_at', 'author', 'source_branch', 'target_branch', 'labels', 'sha'],
  ...['merge_commit_sha', 'squash_commit_sha', 'web_url'],
);
export const keptMergeRequest = (node: unknown): unknown =>
  withPeople(ofMergeRequest(node), 'author');

export const keptCommit = pick('id', 'parent_ids', 'title', 'message', 'authored_date');

const ofNote = pick('system', 'author', 'created_at');
const ofSystemNote = pick('system', 'body', 'author', 'created_at');
export const keptNote = (node: unknown): unknown =>
  withPeople(isRaw(node) && node.system === true ? ofSystemNote(node) : ofNote(node), 'author');

const SUBMODULE = '160000';

/** Returns how many lines a patch adds and deletes; what stands before its first hunk is no line. */
function countLines(patch: string): { readonly added: number; readonly deleted: number } {
  const lines = patch.split('\n');
  const first = lines.findIndex((line) => line.startsWith('@@'));
  const body = first < 0 ? [] : lines.slice(first + 1);
  return {
    added: body.filter((line) => line.startsWith('+')).length,
    deleted: body.filter((line) => line.startsWith('-')).length,
  };
}

function unwrittenOf({ a_mode: before, b_mode: after, diff, ...node }: Raw): string | null {
  if (before === SUBMODULE || after === SUBMODULE) return 'SUBMODULE';
  if (node.generated_file === true) return 'GENERATED';
  if (typeof diff === 'string' && /^Binary files? /.test(diff)) return 'BINARY';
  const isInPlace = !(node.new_file || node.deleted_file || node.renamed_file);
  return diff === '' && isInPlace && before !== after ? 'MODE_CHANGE' : null;
}

/** Returns a file of a difference with counts in the place of its patch. */
export function keptDiff(node: unknown): unknown {
  if (!isRaw(node)) return node;
  const unwritten = unwrittenOf(node);
  const isOmitted = node.too_large === true || node.collapsed === true;
  const isCounted = unwritten === null && !isOmitted && typeof node.diff === 'string';
  const lines = isCounted ? countLines(String(node.diff)) : { added: null, deleted: null };
  const { old_path, new_path, renamed_file } = node;
  return { old_path, new_path, renamed_file, ...lines, unwritten };
}

export const keptStateEvent = pick('state', 'created_at');
const ofLabelEvent = pick('action', 'created_at', 'label');
export const keptLabelEvent = (node: unknown): unknown => {
  const kept = ofLabelEvent(node);
  return isRaw(kept) ? { ...kept, label: pick('name')(kept.label) } : kept;
};
export const keptRelated = pick('iid', 'project_id');

const ofIssue = pick(
  ...['id', 'iid', 'title', 'state', 'created_at', 'updated_at', 'closed_at', 'assignees'],
  ...['assignee', 'labels', 'milestone', 'weight', 'issue_type', 'web_url'],
);
export function keptIssue(node: unknown): unknown {
  const kept = withPeople(ofIssue(node), 'assignee');
  if (!isRaw(kept)) return kept;
  const assignees = Array.isArray(kept.assignees) ? kept.assignees.map(ofUser) : [];
  const milestone = isRaw(kept.milestone) ? pick('title')(kept.milestone) : null;
  return { ...kept, assignees, milestone };
}

export const keptTag = (node: unknown): unknown => {
  const kept = pick('name', 'created_at', 'commit')(node);
  return isRaw(kept) ? { ...kept, commit: pick('id', 'committed_date')(kept.commit) } : kept;
};
