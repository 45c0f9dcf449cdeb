import type { Directory } from '../../directory/directory.js';

export type TeamServices = Pick<Directory, 'teams'>;
