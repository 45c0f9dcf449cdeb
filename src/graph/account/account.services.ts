import type { Directory } from '../../directory/directory.js';

export type AccountServices = Pick<Directory, 'account' | 'activity'>;
