import { pinned, service } from '@tideway/model';
import { mongo } from './mongo.ts';
import { springBoot } from './spring-boot.ts';

/** What every shopper has picked so far. */
export const carts = service({
  ...springBoot,
  image: pinned('weaveworksdemos/carts:0.4.8'),
  resources: { requests: { cpu: '100m', memory: '200Mi' }, limits: { cpu: '300m', memory: '500Mi' } },
  calls: ['carts-db'],
});

/** Where carts keeps them. */
export const cartsDb = service(mongo);
