import { definePlatform } from '@tideway/model';
import { fleet } from './fleet.ts';

/** About 800 objects. */
const platform = definePlatform(fleet({ clusters: 6, tenants: 5, services: 40 }));

export { platform as default };
