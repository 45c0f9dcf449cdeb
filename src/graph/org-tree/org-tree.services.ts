import type { Directory } from '../../directory/directory.js';

export type OrgTreeServices = Pick<Directory, 'trees'>;
