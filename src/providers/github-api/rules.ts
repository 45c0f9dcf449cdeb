import type { Answer } from '../http/answer.js';
import type { VendorRules } from '../http/client.js';

/** The secondary limit is a 403 that only its text says; GraphQL answers 200 with an error of the type RATE_LIMITED. */
function isLimited({ status, headers, body, url }: Answer): boolean {
  if (status === 429) return true;
  // Within a text of the answer the quotes are escaped, so that no title can match.
  if (status === 200) return url.endsWith('/graphql') && /"type":\s*"RATE_LIMITED"/.test(body);
  if (status !== 403) return false;
  return (
    headers.get('x-ratelimit-remaining') === '0' ||
    headers.has('retry-after') ||
    /secondary rate limit|abuse detection/i.test(body)
  );
}

const accepted = { accept: 'application/vnd.github+json' };

/** GitHub over REST. The version is the last one that still has `merge_commit_sha`. */
export const restRules: VendorRules = {
  vendor: 'GitHub',
  limitHeaders: {
    remaining: 'x-ratelimit-remaining',
    reset: 'x-ratelimit-reset',
    resetUnit: 'EPOCH_SECONDS',
  },
  authorize: (token) => (token === '' ? {} : { authorization: `Bearer ${token}` }),
  headers: { ...accepted, 'x-github-api-version': '2022-11-28' },
  isLimited,
};

/** GraphQL has a limit of its own, apart from that of REST. */
export const graphqlRules: VendorRules = { ...restRules, vendor: 'GitHub GraphQL' };

/** The same for an Enterprise Server that is older than versions. */
export const withoutVersion = (rules: VendorRules): VendorRules => ({
  ...rules,
  headers: accepted,
});
