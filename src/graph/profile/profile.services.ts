import type { Directory } from '../../directory/directory.js';

export type ProfileServices = Pick<Directory, 'profiles'>;
