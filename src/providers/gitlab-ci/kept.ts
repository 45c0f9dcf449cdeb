/** Parts of GitLab's answers that pages keep: no messages of commits, and nothing of machines that ran jobs. */
type Raw = Readonly<Record<string, unknown>>;

const isRaw = (value: unknown): value is Raw => value !== null && typeof value === 'object';

const pick =
  (...names: readonly string[]) =>
  (node: unknown): unknown =>
    isRaw(node)
      ? Object.fromEntries(names.flatMap((name) => (name in node ? [[name, node[name]]] : [])))
      : node;

const ofUser = pick('id', 'username', 'name', 'email', 'public_email', 'bot');
const withUser = (node: unknown): unknown =>
  isRaw(node) && 'user' in node ? { ...node, user: ofUser(node.user) } : node;

const ofPipeline = pick(
  ...['id', 'iid', 'name', 'sha', 'ref', 'tag', 'status', 'source', 'created_at', 'updated_at'],
  ...['started_at', 'finished_at', 'user', 'web_url'],
);
export const keptPipeline = (node: unknown): unknown => withUser(ofPipeline(node));

const ofJob = pick(
  ...['id', 'name', 'stage', 'status', 'created_at', 'started_at', 'finished_at', 'user'],
  'web_url',
);
export const keptJob = (node: unknown): unknown => withUser(ofJob(node));

const ofDeployment = pick(
  ...['id', 'iid', 'sha', 'ref', 'status', 'created_at', 'updated_at', 'user', 'environment'],
  'deployable',
);
const ofDeployable = pick('id', 'name', 'tag', 'started_at', 'finished_at', 'web_url');
export function keptDeployment(node: unknown): unknown {
  const kept = withUser(ofDeployment(node));
  if (!isRaw(kept)) return kept;
  const environment = pick('id', 'name')(kept.environment);
  return { ...kept, environment, deployable: ofDeployable(kept.deployable) };
}
