import { dependenciesIn, isAllowedLicence, readRoot } from './dependencies.js';

/** Prints the packages of production with their licences, by `npm run licences`; ends with 1 where one is not allowed. */
const production = dependenciesIn(readRoot('package-lock.json')).filter(
  ({ isProduction }) => isProduction,
);
for (const { name, version, licence } of production)
  process.stdout.write(`${licence.padEnd(24)} ${name}@${version}\n`);
const refused = production.filter(({ licence }) => !isAllowedLicence(licence));
for (const { name, licence } of refused)
  process.stderr.write(
    `${name} has the licence "${licence}", which is not in the list of test/architecture/dependencies.ts: take another package, or add it there once somebody has reviewed it.\n`,
  );
process.stderr.write(`${production.length} packages, ${refused.length} refused.\n`);
process.exitCode = refused.length === 0 ? 0 : 1;
