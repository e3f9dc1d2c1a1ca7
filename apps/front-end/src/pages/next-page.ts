const pages = ['/checkout.html', '/basket.html', '/account.html', '/customer-orders.html'];

/** Where a form leads: a page of the shop, never an address that somebody else put into the link. */
export const nextPage = (wanted: string | undefined): string => pages.find((page) => page === wanted) ?? '/';
