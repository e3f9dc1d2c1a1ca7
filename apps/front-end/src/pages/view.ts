/** Who looks at a page. */
export interface Visitor {
  /** First name, or what the customer is called; absent for somebody who has not logged in. */
  readonly name?: string;
  /** Pairs in the basket; absent while the carts service does not answer. */
  readonly basketCount?: number;
}

/** What happened just before, said at the top of the page. */
export interface Notice {
  readonly kind: 'done' | 'problem';
  readonly text: string;
}

/** What every page needs beside its own content. */
export interface Shell {
  readonly visitor: Visitor;
  /** Goes back in every form; the shop refuses a form without it. */
  readonly formToken: string;
  readonly notice?: Notice;
}

/** A sock as the shop shows it. */
export interface ProductView {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Dollars. */
  readonly price: number;
  /** Pairs in stock. */
  readonly stock: number;
  readonly tags: readonly string[];
}

/** A line of a basket or an order. */
export interface LineView {
  /** The sock's id in the catalogue. */
  readonly itemId: string;
  /** Its name, or the id where the catalogue has no such sock any more. */
  readonly name: string;
  readonly quantity: number;
  /** Dollars for one pair. */
  readonly unitPrice: number;
}

/** Where an order goes. */
export interface AddressView {
  readonly id: string;
  readonly number: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: string;
}

/** A card, as much of it as may be shown. */
export interface CardView {
  readonly id: string;
  /** The last four digits. */
  readonly ending: string;
  /** Month and year, `08/29`. */
  readonly expires: string;
}

/** An order in the list. */
export interface OrderSummaryView {
  readonly id: string;
  /** As the orders service gave it, ISO 8601. */
  readonly date: string;
  /** Dollars, with delivery. */
  readonly total: number;
  /** Pairs in it. */
  readonly pairs: number;
  /** The first socks in it, for their pictures. */
  readonly names: readonly string[];
}

/** An order on its own page. */
export interface OrderView extends OrderSummaryView {
  readonly lines: readonly LineView[];
  readonly address?: AddressView;
  readonly card?: CardView;
  /** Name of the shipment. */
  readonly shipment?: string;
}
