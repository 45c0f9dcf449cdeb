import { restLoginOf, type View } from '../view.js';
import type { Label, Person } from '../world/records.js';

const JOINED = '2019-03-01T09:00:00Z';

/** REST names this account as author if the account was deleted. */
const GHOST: Person = {
  kind: 'User',
  login: 'ghost',
  id: 10_137,
  nodeId: 'MDQ6VXNlcjEwMTM3',
  name: 'Deleted user',
  email: null,
};

/** GitHub's `simple-user`. */
export function simpleUser(person: Person, { api, web }: View) {
  const login = restLoginOf(person);
  const url = `${api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: person.id,
    node_id: person.nodeId,
    avatar_url: `${web}/avatars/u/${person.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: person.kind === 'Bot' ? `${web}/apps/${person.login}` : `${web}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: person.kind,
    site_admin: false,
  };
}

export const simpleUserOrNull = (person: Person | null, view: View) =>
  person === null ? null : simpleUser(person, view);

/** The author of an issue or a pull request: the ghost where the account was deleted. */
export const authorOrGhost = (person: Person | null, view: View) =>
  simpleUser(person ?? GHOST, view);

/** GitHub's `public-user`. */
export const publicUser = (person: Person, view: View) => ({
  ...simpleUser(person, view),
  name: person.name,
  company: null,
  blog: '',
  location: null,
  email: person.email,
  hireable: null,
  bio: null,
  twitter_username: null,
  public_repos: 3,
  public_gists: 0,
  followers: 1,
  following: 1,
  created_at: JOINED,
  updated_at: JOINED,
});

/** GitHub's `organization-simple`. */
export function organizationSimple({ login, id, nodeId }: Person, { api, web }: View) {
  const url = `${api}/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${web}/avatars/o/${id}?v=4`,
    description: null,
  };
}

/** GitHub's `organization-full`. */
export const organizationFull = (person: Person, view: View) => ({
  ...organizationSimple(person, view),
  name: person.name ?? person.login,
  html_url: `${view.web}/${person.login}`,
  has_organization_projects: true,
  has_repository_projects: true,
  public_repos: view.world.repositories.filter(({ isPrivate }) => !isPrivate).length,
  public_gists: 0,
  followers: 0,
  following: 0,
  type: 'Organization',
  created_at: JOINED,
  updated_at: JOINED,
  archived_at: null,
});

export const labelBody = ({ id, name, color }: Label, repositoryUrl: string) => ({
  id,
  node_id: `LA_kwDO${id}`,
  url: `${repositoryUrl}/labels/${encodeURIComponent(name)}`,
  name,
  color,
  default: name === 'bug',
  description: `What is about: ${name}`,
});
