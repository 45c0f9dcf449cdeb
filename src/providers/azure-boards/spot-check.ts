import { openAzure } from '../azure-api/api.js';
import { notFound, type SpotCheck } from '../discover.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import { itemId } from './items/links.js';
import { keyOf } from './items/to-work-item.js';
import type { RawItem } from './reading/fetch-items.js';
import type { BoardsSettings } from './settings.js';
import { fieldNames } from './wire.js';

const written = /^(?:AB)?#?(\d+)$/i;

/** Looks up a work item by its number, such as `AB#42`, `#42` or `42`, in the whole organisation. */
export async function spotCheck(
  settings: BoardsSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const [, number] = written.exec(what.trim()) ?? [];
  if (!number) return notFound('Name a work item by its number, such as AB#42.');
  const api = openAzure(settings, context);
  const answer = await api.core.ask(`_apis/wit/workitems/${number}`, {
    query: {
      fields: [fieldNames.project, fieldNames.type, fieldNames.state, fieldNames.changed].join(','),
    },
    allowed: [404],
  });
  if (answer.status === 404)
    return notFound(`Azure Boards has no item ${keyOf(number)}, or the token may not see it.`);
  const { fields } = parseJson<RawItem>(answer);
  const said = (field: string): string => String(fields?.[field] ?? 'unknown');
  return {
    found: true,
    factId: itemId(api.place, number),
    message: `${keyOf(number)} is a ${said(fieldNames.type)} of ${said(fieldNames.project)}, ${said(fieldNames.state)}, last changed ${said(fieldNames.changed)}.`,
  };
}
