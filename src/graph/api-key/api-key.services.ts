import type { Directory } from '../../directory/directory.js';

export type ApiKeyServices = Pick<Directory, 'keys'>;
