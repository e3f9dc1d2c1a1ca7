import type { Context } from 'hono';
import type { OrderChoice } from '../actions/orders.ts';
import type { ShopEnv } from '../shop.ts';
import type { AddressView, CardView, OrderView } from './view.ts';

/** A request for a page, with who asks in `c.var.visit`. */
export type PageRequest = Context<ShopEnv>;

/** A line of a basket as the carts service keeps it. */
export interface BasketLine {
  readonly itemId: string;
  readonly quantity: number;
  /** Dollars for one pair. */
  readonly unitPrice: number;
}

/** A customer who has logged in. */
export interface Customer {
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
}

/** What somebody who registers tells. */
export interface Registration extends Customer {
  readonly email: string;
  readonly password: string;
}

/** An order with the socks that are in it by id only. */
export type KeptOrder = Omit<OrderView, 'lines' | 'names' | 'pairs'> & {
  readonly lines: readonly BasketLine[];
};

/** What became of an order. */
export type Placed =
  { readonly ok: true; readonly id: string | undefined } | { readonly ok: false; readonly message: string };

/**
 * What pages ask of the shop on behalf of whoever sent a request: the one place where pages meet sessions and back
 * ends. Every function may throw BackendError, or Problem where the request itself is refused.
 */
export interface Counter {
  /** True when the request comes from a customer who has logged in. */
  loggedIn(c: PageRequest): Promise<boolean>;
  /** What to call the customer; none when nobody is logged in. */
  firstName(c: PageRequest): Promise<string | undefined>;
  /** The value that forms carry for this visitor. */
  formToken(c: PageRequest): string;
  /** @throws HTTPException 403 when neither the browser nor the form's value says that it is the shop's own form */
  checkForm(c: PageRequest, token: string): void;

  /** The basket; a visitor who never had one has an empty one, and gets no session for looking. */
  basket(c: PageRequest): Promise<readonly BasketLine[]>;
  add(c: PageRequest, itemId: string): Promise<void>;
  change(c: PageRequest, itemId: string, quantity: number): Promise<void>;
  remove(c: PageRequest, itemId: string): Promise<void>;
  empty(c: PageRequest): Promise<void>;

  /** False for a wrong name or password. */
  logIn(c: PageRequest, username: string, password: string): Promise<boolean>;
  /** False when the username is taken. */
  register(c: PageRequest, registration: Registration): Promise<boolean>;
  logOut(c: PageRequest): Promise<void>;

  /** The functions below are for customers who have logged in. */
  customer(c: PageRequest): Promise<Customer>;
  addresses(c: PageRequest): Promise<readonly AddressView[]>;
  cards(c: PageRequest): Promise<readonly CardView[]>;
  /** @returns its id */
  addAddress(c: PageRequest, address: Omit<AddressView, 'id'>): Promise<string>;
  /** @returns its id */
  addCard(
    c: PageRequest,
    card: { readonly longNum: string; readonly expires: string; readonly ccv: string },
  ): Promise<string>;
  /** Removes one of the customer's own; another's id changes nothing. */
  removeAddress(c: PageRequest, id: string): Promise<void>;
  removeCard(c: PageRequest, id: string): Promise<void>;
  /** The customer's own orders, newest first. */
  orders(c: PageRequest): Promise<readonly KeptOrder[]>;
  /** One of the customer's own orders. */
  order(c: PageRequest, id: string): Promise<KeptOrder | undefined>;
  /** Places an order for the basket, with these of the customer's own; another's id places none. */
  placeOrder(c: PageRequest, choice: OrderChoice): Promise<Placed>;
}
