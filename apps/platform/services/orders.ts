import { pinned, service } from '@tideway/model';
import { mongo } from './mongo.ts';
import { springBoot } from './spring-boot.ts';

/** Turns a cart into an order: asks for the money, then for the parcel. */
export const orders = service({
  ...springBoot,
  image: pinned('weaveworksdemos/orders:0.4.7'),
  resources: { requests: { cpu: '100m', memory: '300Mi' }, limits: { cpu: '500m', memory: '500Mi' } },
  calls: ['orders-db', 'user', 'carts', 'payment', 'shipping'],
});

/** Where orders keeps them. */
export const ordersDb = service(mongo);
