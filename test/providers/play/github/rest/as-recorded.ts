import type { View } from '../view.js';

/** Puts back what was cleaned out of the recordings: pictures of people, and when a signature was checked. */
function complete(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const body = value as Record<string, unknown>;
  if ('login' in body && !('avatar_url' in body)) {
    body.avatar_url = `https://avatars.example.com/u/${String(body.id)}`;
    body.gravatar_id = '';
  }
  if ('verified' in body && 'signature' in body) body.verified_at ??= null;
  Object.values(body).forEach(complete);
}

/** Returns a recorded body as this server would have answered it: with its own addresses. */
export function asRecorded(recorded: object, { api, web }: View): Record<string, unknown> {
  const text = JSON.stringify(recorded)
    .replaceAll('https://api.github.com', api)
    .replaceAll('"https://github.com', `"${web}`);
  const body = JSON.parse(text) as Record<string, unknown>;
  complete(body);
  return body;
}
