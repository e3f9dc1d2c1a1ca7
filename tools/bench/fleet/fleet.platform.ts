import { definePlatform } from '@tideway/model';
import { fleet } from './fleet.ts';

/** About 20,000 objects in about 10,000 files. */
const platform = definePlatform(fleet({ clusters: 50, tenants: 40, services: 144 }));

export { platform as default };
