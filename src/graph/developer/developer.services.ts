import type { Directory } from '../../directory/directory.js';

export type DeveloperServices = Pick<Directory, 'developers' | 'identities' | 'imports'>;
