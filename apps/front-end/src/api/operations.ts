import type { Shop } from '../shop.ts';
import { addressOperations } from './addresses.ts';
import { cardOperations } from './cards.ts';
import { cartOperations } from './cart.ts';
import { catalogueOperations } from './catalogue.ts';
import { customerOperations } from './customers.ts';
import { loginOperations } from './login.ts';
import type { Operation } from './operation.ts';
import { orderOperations } from './orders.ts';

/** Every operation of the API, in the order in which paths are matched. */
export function operations(shop: Shop): readonly Operation[] {
  return [
    ...catalogueOperations(shop),
    ...cartOperations(shop),
    ...loginOperations(shop),
    ...customerOperations(shop),
    ...addressOperations(shop),
    ...cardOperations(shop),
    ...orderOperations(shop),
  ];
}
