import { hookBody } from '../azure-api/receive.js';
import { type Delivery, ignored, nudging, type Opened } from '../delivery.js';
import { fieldNames } from './wire.js';

type Fields = Readonly<Record<string, unknown>> | null | undefined;
interface Resource {
  readonly id?: unknown;
  /** Number of the item in a change, whose `id` is the number of the step. */
  readonly workItemId?: unknown;
  readonly fields?: Fields;
  readonly revision?: { readonly fields?: Fields } | null;
}

const known = ['created', 'updated', 'restored', 'deleted'].map((what) => `workitem.${what}`);

const resourceOf = (value: unknown): Resource =>
  value !== null && typeof value === 'object' ? value : {};

/** Returns the project by its id, which service hooks name beside the event, else by its name. */
function projectOf(body: object, { fields, revision }: Resource): string | null {
  const { resourceContainers } = body as {
    readonly resourceContainers?: { readonly project?: { readonly id?: unknown } | null } | null;
  };
  const named =
    resourceContainers?.project?.id ??
    revision?.fields?.[fieldNames.project] ??
    fields?.[fieldNames.project];
  return typeof named === 'string' && named !== '' ? named : null;
}

/** Returns what a delivery points at. Its body lacks the history, so that the item is read, or looked up where it was deleted. */
export function open(delivery: Delivery): Opened {
  const body = hookBody(delivery);
  if (!body) return ignored('It is no event of Azure DevOps.');
  if (!known.includes(body.eventType)) return ignored(`Nothing is made of ${body.eventType}.`);
  const resource = resourceOf(body.resource);
  const number = String(resource.workItemId ?? resource.id);
  const project = projectOf(body, resource);
  if (!/^\d+$/.test(number) || project === null)
    return ignored('It names nothing that can be read.');
  const kind = body.eventType === 'workitem.deleted' ? 'deleted' : 'item';
  return nudging(`${kind}/${number}/${project}`);
}
