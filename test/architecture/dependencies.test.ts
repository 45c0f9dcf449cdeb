import { expect, it } from 'vitest';
import { dependenciesIn, isAllowedLicence, readRoot } from './dependencies.js';

const lock = readRoot('package-lock.json');
const all = dependenciesIn(lock);
const manifest = JSON.parse(readRoot('package.json')) as Readonly<
  Record<string, Readonly<Record<string, string | boolean>> | undefined>
>;
const named = [
  ...readRoot('.github/SECURITY.md').matchAll(/^\| `([^`]+)` \| .*(?:production|development)/gm),
].map(([, name]) => name!);
const isNamed = (name: string): boolean =>
  named.some((one) => one === name || (one.endsWith('/*') && name.startsWith(one.slice(0, -1))));

it('every package of production has a licence of the list', () => {
  const production = all.filter(({ isProduction }) => isProduction);
  expect(production.filter(({ licence }) => !isAllowedLicence(licence))).toEqual([]);
  expect(production.length).toBeGreaterThan(100);
  expect(production.map(({ name }) => name)).toEqual(
    expect.arrayContaining(Object.keys(manifest.dependencies ?? {})),
  );
});

it.each([
  ...['', 'UNLICENSED', 'GPL-3.0-only', 'SEE LICENSE IN LICENSE', 'MIT AND GPL-3.0-only'],
  ...['Apache-2.0 WITH LLVM-exception', '(MIT OR (GPL-2.0-only AND MIT))x', 'mit'],
])('a licence such as "%s" is refused', (licence) => {
  expect(isAllowedLicence(licence)).toBe(false);
});

it('of an expression one side or both must be allowed', () => {
  for (const licence of ['MIT', '(MIT AND BSD-3-Clause)', 'GPL-3.0-only OR MIT', '(CC0-1.0 OR X)'])
    expect(isAllowedLicence(licence)).toBe(true);
});

it('every package that runs a script when it is installed is named, and npm runs no other', () => {
  const scripts = all.filter(({ hasScript }) => hasScript).map(({ name }) => name);
  expect(scripts.filter((name) => !isNamed(name))).toEqual([]);
  const allowed = Object.keys(manifest.allowScripts ?? {});
  expect(scripts).toEqual(expect.arrayContaining(allowed));
  expect(allowed.filter((name) => !isNamed(name))).toEqual([]);
  expect(
    named.filter((one) => !scripts.some((name) => name.startsWith(one.replace('*', '')))),
  ).toEqual([]);
});

it('every version is exact, and every package has a digest', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(
    versions.filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version))),
  ).toEqual([]);
  const { packages } = JSON.parse(lock) as { packages: Record<string, { integrity?: string }> };
  const without = Object.entries(packages).filter(
    ([place, { integrity }]) => place !== '' && !integrity,
  );
  expect(without.map(([place]) => place)).toEqual([]);
});
