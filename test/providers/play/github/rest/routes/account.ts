import { listOf } from '../../graphql/connection.js';
import { isBehindSso, visibleRepositories } from '../../server/permissions.js';
import { refusal } from '../../server/reply.js';
import { instant } from '../../view.js';
import { organizationFull, organizationSimple, publicUser, simpleUser } from '../people.js';
import { repositoryBody } from '../repository.js';
import { type Call, notFound, ok, paged, Refused, type Route } from '../route.js';

const INSTALLED_EVENTS = ['pull_request', 'pull_request_review', 'issues', 'push'];

function sorted(call: Call) {
  const field = { created: 'createdAt', updated: 'updatedAt', pushed: 'pushedAt' }[
    call.query.get('sort') ?? ''
  ] as 'createdAt' | 'updatedAt' | 'pushedAt' | undefined;
  const found = visibleRepositories(call.view);
  if (field === undefined)
    return found.toSorted(
      (a, b) => a.owner.login.localeCompare(b.owner.login) || (a.name < b.name ? -1 : 1),
    );
  const sign = call.query.get('direction') === 'asc' ? 1 : -1;
  return found.toSorted((a, b) => sign * ((a[field] ?? 0) - (b[field] ?? 0) || a.id - b.id));
}

/** A header beside a list that single sign-on cut. */
function ssoPartial({ view }: Call): Record<string, string> {
  const isCut = view.world.repositories.some((repository) => isBehindSso(repository, view));
  const { id } = view.world.organization;
  return isCut ? { 'x-github-sso': `partial-results; organizations=${id}` } : {};
}

function organizationOf(call: Call) {
  const found = call.view.world.personNamed(call.params.org!);
  if (found?.kind !== 'Organization') throw notFound();
  const { token, world, web } = call.view;
  if (token !== null && !token.isAuthorizedForSso && found === world.organization)
    throw new Refused(
      refusal(403, 'Resource protected by organization SAML enforcement.', {
        'x-github-sso': `required; url=${web}/orgs/${found.login}/sso?authorization_request=AAAA`,
      }),
    );
  return found;
}

function installationBody(call: Call) {
  const { app, view } = call;
  const { organization, now } = view.world;
  const url = `${view.api}/app/installations/${app.installation}`;
  return {
    id: app.installation,
    account: simpleUser(organization, view),
    repository_selection: 'all',
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${view.api}/installation/repositories`,
    html_url: `${view.web}/organizations/${organization.login}/settings/installations/${app.installation}`,
    app_id: app.id,
    app_slug: 'insights',
    target_id: organization.id,
    target_type: 'Organization',
    permissions: { metadata: 'read' },
    events: INSTALLED_EVENTS,
    created_at: instant(now),
    updated_at: instant(now),
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}

function requireApp({ app, credential, view }: Call): void {
  if (credential === '' || !app.accepts(credential, view.now))
    throw new Refused(refusal(401, 'A JSON web token could not be decoded'));
}

/** The routes for the token, the people and the lists of repositories. */
export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user',
    answer: ({ view }) => {
      if (view.token!.kind === 'INSTALLATION')
        throw new Refused(refusal(403, 'Resource not accessible by integration'));
      return ok(publicUser(view.token!.person, view));
    },
  },
  {
    method: 'GET',
    path: '/users/{username}',
    isOpen: true,
    answer: ({ view, params }) => {
      const found = view.world.personNamed(params.username!);
      if (found === null) throw notFound();
      return ok(publicUser(found, view));
    },
  },
  { method: 'GET', path: '/rate_limit', isOpen: true, answer: ({ rates }) => ok(rates()) },
  {
    method: 'GET',
    path: '/meta',
    isOpen: true,
    answer: () => ok({ verifiable_password_authentication: false, installed_version: '3.19.1' }),
  },
  {
    method: 'GET',
    path: '/user/repos',
    answer: (call) => {
      const reply = paged(call, listOf(sorted(call)), (one) => repositoryBody(one, call.view));
      return { ...reply, headers: { ...reply.headers, ...ssoPartial(call) } };
    },
  },
  {
    method: 'GET',
    path: '/user/orgs',
    scopes: ['read:org', 'user', 'admin:org', 'repo'],
    answer: (call) =>
      paged(call, listOf([call.view.world.organization]), (one) =>
        organizationSimple(one, call.view),
      ),
  },
  {
    method: 'GET',
    path: '/orgs/{org}',
    isOpen: true,
    answer: (call) => ok(organizationFull(organizationOf(call), call.view)),
  },
  {
    method: 'GET',
    path: '/orgs/{org}/repos',
    permission: 'metadata',
    isOpen: true,
    answer: (call) => {
      const owner = organizationOf(call);
      const own = sorted(call).filter((repository) => repository.owner === owner);
      return paged(call, listOf(own), (one) => repositoryBody(one, call.view));
    },
  },
  {
    method: 'GET',
    path: '/orgs/{org}/members',
    permission: 'members',
    scopes: ['read:org', 'admin:org', 'repo'],
    answer: (call) => {
      organizationOf(call);
      const users = call.view.world.people.filter(({ kind }) => kind === 'User');
      return paged(call, listOf(users), (one) => simpleUser(one, call.view));
    },
  },
  {
    method: 'GET',
    path: '/installation/repositories',
    permission: 'metadata',
    answer: (call) => {
      if (call.view.token!.kind !== 'INSTALLATION')
        throw new Refused(
          refusal(
            403,
            'You must authenticate with an installation access token in order to list repositories for an installation.',
          ),
        );
      const own = sorted(call).filter(({ owner }) => owner === call.view.world.organization);
      return paged(
        call,
        listOf(own),
        (one) => repositoryBody(one, call.view),
        (repositories) => ({ total_count: own.length, repository_selection: 'all', repositories }),
      );
    },
  },
  {
    method: 'GET',
    path: '/app/installations/{installation_id}',
    isOpen: true,
    answer: (call) => {
      requireApp(call);
      if (Number(call.params.installation_id) !== call.app.installation) throw notFound();
      return ok(installationBody(call));
    },
  },
  {
    method: 'POST',
    path: '/app/installations/{installation_id}/access_tokens',
    isOpen: true,
    answer: (call) => {
      requireApp(call);
      if (Number(call.params.installation_id) !== call.app.installation) throw notFound();
      const { value, expiresAt, permissions } = call.app.issue(call.view.now);
      return {
        status: 201,
        body: {
          token: value,
          expires_at: instant(expiresAt!),
          permissions,
          repository_selection: 'all',
        },
      };
    },
  },
];
