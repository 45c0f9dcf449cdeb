import { withoutSecrets } from '../../model/facts/open-secret.js';
import type { Page } from '../../providers/provider.js';

/** Returns the page as it may be kept and mapped. Secrets that its tool shows are removed, or all who read the account would see them. */
export const openPage = (page: Page): Page => ({ ...page, body: withoutSecrets(page.body) });

/** Returns values of a form without secrets, or the text itself where it is none. */
function openForm(text: string): string {
  const values = [...new URLSearchParams(text)];
  const open = values.map(([key, value]) => [key, withoutSecrets(value)] as const);
  const isSame = open.every(([, value], at) => value === values[at]?.[1]);
  return isSame ? text : new URLSearchParams(open.map(([key, value]) => [key, value])).toString();
}

/** Returns the body of a webhook as it may be kept: JSON, or a form that holds it. One that is no text stays as it came. */
export function openBody(body: Uint8Array, type = ''): Uint8Array {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const text = bytes.toString();
  const open = type.includes('form-urlencoded') ? openForm(text) : withoutSecrets(text);
  return open === text ? body : Buffer.from(open);
}
